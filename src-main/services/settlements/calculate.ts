/**
 * Calculating a month: outlet range by outlet range under a run that nobody sees, made the month's by one row at the end.
 * It reads closed months and ledgers, and touches no other period.
 */

import type { WriteDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import { lineId } from '../../domain/line.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { assignedLines } from '../assigned/lines.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { sweepRun } from '../leftovers.ts'
import type { Actor, Office } from '../office.ts'
import { type Clawback, clawbacks } from './clawback-lines.ts'
import { activeDays, type FixedListed, fixedLines } from './fixed-lines.ts'
import { MemberBook } from './member-book.ts'
import { MissingList, type MissingMonths, memberLines } from './member-lines.ts'
import { insertMembers, insertTakings } from './member-parts.ts'
import { isMemberClause, type MemberTerms, memberTerms } from './member-terms.ts'
import { paymentsOf } from './payments.ts'
import { type ClauseInForce, type PendingLine, type Scope, scopeOf } from './scope.ts'
import { requireState, type SettlementState, stateOf } from './state.ts'
import { SubscriberRows } from './subscriber-rows.ts'
import { Matchers, Measurer, type OutletRange, volumeLines } from './volume-lines.ts'

export interface Calculated {
  readonly period: Month
  /** Still being checked by agents where it was: those whose amounts changed are to be told again. */
  readonly status: 'calculated' | 'checking'
  /** Outlets with a statement. */
  readonly outlets: number
  readonly lines: number
  readonly gross: string
  readonly payable: string
}

/** What a calculation found on its way that people should look at. */
export interface RunReport {
  readonly fixed: readonly FixedListed[]
  readonly missing: MissingMonths
  /** The newest batch that there was; what comes later is late for a closed month. */
  readonly lastBatch: number
}

/** Few, so that a range's lines are young when they are let go: with 50 the process grew by a third more. */
const OUTLETS_A_STEP = 20

/**
 * Calculates the period anew.
 * @throws Refusal WRONG_STATE once it is reviewed, EARLIER_PERIOD_OPEN, LATER_PERIOD_CLOSED, DATA_CHANGED when a ledger,
 * policy, setting or outlet changed meanwhile, CANCELLED; the former result stands then
 */
export async function calculate(
  office: Office,
  actor: Actor,
  job: Job,
  { period }: { period: Month },
  act: string,
): Promise<Calculated> {
  const { store } = office
  requireOrder(office, period)
  requireState(store.read, period, ['open', 'calculated', 'checking'])
  const revision = revisionOf(store.read)
  const scope = scopeOf(store.read, period)
  const run = store.write((db) =>
    db.run(
      "INSERT INTO settlement_runs (period, state, revision, user, at) VALUES (?, 'running', ?, ?, ?)",
      monthNumber(period),
      revision,
      actor.user,
      office.clock.now().toISOString(),
    ),
  ).lastInsertRowid
  let replaced: number | null = null
  try {
    const report = await writeLines(office, scope, run, job)
    job.seal()
    replaced = runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period })
      const state = requireState(cx.db, period, ['open', 'calculated', 'checking'])
      makeCurrent(cx.db, state, run, { user: cx.user, at: cx.now, report })
      return { result: state.run, period, subject: `settlement:${period}`, detail: { run } }
    })
  } catch (error) {
    await sweepRun(office, run)
    throw error
  }
  if (replaced !== null) await sweepRun(office, replaced)
  return summaryOf(office, period)
}

/** A month is calculated only when every earlier settlement is closed, and never before a closed one. */
function requireOrder(office: Office, period: Month): void {
  const months = office.store.read.all<{ period: number; status: string }>(
    'SELECT period, status FROM settlements ORDER BY period',
  )
  const closed = months.filter(({ status }) => status === 'closed' || status === 'paid').map(({ period }) => period)
  const latest = closed.at(-1)
  const number = monthNumber(period)
  if (latest !== undefined && number < latest) {
    const later = monthFromNumber(latest)
    throw new Refusal('LATER_PERIOD_CLOSED', { period: later, words: chineseMonth(later) })
  }
  const open = months.find((month) => month.period < number && !closed.includes(month.period))
  const next = latest === undefined ? undefined : nextMonth(latest)
  const blocking = open?.period ?? (next !== undefined && number > next ? next : undefined)
  if (blocking !== undefined) {
    const earlier = monthFromNumber(blocking)
    throw new Refusal('EARLIER_PERIOD_OPEN', { period: earlier, words: chineseMonth(earlier) })
  }
}

function nextMonth(number: number): number {
  return number % 100 === 12 ? number + 89 : number + 1
}

/** The ranges of outlets in which a calculation runs: short enough that others are answered in between. */
export function rangesOf(scope: Scope, outletsAStep = OUTLETS_A_STEP): OutletRange[] {
  const ids = [...scope.facts.outlets.keys()]
  const ranges: OutletRange[] = []
  for (let at = 0; at < ids.length; at += outletsAStep) {
    ranges.push({ first: ids[at]!, last: ids[Math.min(at + outletsAStep, ids.length) - 1]! })
  }
  return ranges
}

/** What all ranges of a calculation share. */
export interface SharedFacts {
  readonly scope: Scope
  readonly days: ReadonlyMap<number, number>
  readonly book: MemberBook
  /** By policy id and clause code. */
  readonly terms: ReadonlyMap<string, MemberTerms>
  readonly listed: FixedListed[]
  readonly missing: MissingList
}

/** Reads what all ranges share: the book of members above all. */
export async function sharedFacts(
  store: Store,
  scope: Scope,
  terms: readonly MemberTerms[],
  job: Job,
): Promise<SharedFacts> {
  return {
    scope,
    days: activeDays(store.read, scope.period),
    book: await MemberBook.read(store, scope, terms, job),
    terms: new Map(terms.map((each) => [`${each.policy.id} ${each.clause.code}`, each])),
    listed: [],
    missing: new MissingList(),
  }
}

/** The lines of all clauses, range of outlets by range; a calculation stores them, the trial of a draft adds them up. */
export async function* linesByRange(store: Store, shared: SharedFacts, job: Job): AsyncGenerator<PendingLine[]> {
  const { scope } = shared
  const matchers = new Matchers(scope)
  const clauses = clausesToPay(scope, [...shared.terms.values()])
  const ranges = rangesOf(scope)
  const subscribers = new SubscriberRows(scope)
  for (const [index, range] of ranges.entries()) {
    await subscribers.reach(store.read, scope, clauses, range, job)
    const measurer = new Measurer(store.read, scope, range, matchers, subscribers)
    const lines: PendingLine[] = []
    for (const clause of clauses) {
      for (const line of linesOf(shared, clause, range, measurer)) lines.push(line)
      await job.breathe()
    }
    yield lines
    job.progress('calculating', (index + 1) / ranges.length, index + 1)
  }
}

async function writeLines(office: Office, scope: Scope, run: number, job: Job): Promise<RunReport> {
  const { store } = office
  const { shared, terms, report } = await writeOwnLines(office, scope, run, job)
  for await (const some of clawbacks(store.read, scope, terms, shared.book, job)) {
    store.step((db) => insertClawbacks(db, scope, run, some))
  }
  return report
}

/** Writes the lines of a closed month that is calculated on the side: all but those of clawback (services/late). */
export async function writeSideLines(office: Office, scope: Scope, run: number, job: Job): Promise<RunReport> {
  return (await writeOwnLines(office, scope, run, job)).report
}

async function writeOwnLines(
  office: Office,
  scope: Scope,
  run: number,
  job: Job,
): Promise<{ shared: SharedFacts; terms: MemberTerms[]; report: RunReport }> {
  const { store } = office
  const terms = memberTerms(store.read, scope.period)
  const shared = await sharedFacts(store, scope, terms, job)
  for await (const lines of linesByRange(store, shared, job)) {
    for (const some of portions(lines)) {
      store.step((db) => insertLines(db, scope, run, some))
      await job.breathe()
    }
  }
  for (const some of portions(assignedLines(store.read, scope))) {
    store.step((db) => insertLines(db, scope, run, some))
    await job.breathe()
  }
  const lastBatch = store.read.get<{ id: number | null }>('SELECT max(id) AS id FROM batches')?.id ?? 0
  return { shared, terms, report: { fixed: shared.listed, missing: shared.missing.report(), lastBatch } }
}

/** The clauses in force, and those of earlier versions whose members are still paid; by policy, version and place. */
function clausesToPay(scope: Scope, terms: readonly MemberTerms[]): ClauseInForce[] {
  const members = terms.filter(({ due }) => due.size > 0)
  const policies = new Map([...scope.clauses, ...members].map(({ policy }) => [policy.id, policy]))
  const inForce = new Set(scope.clauses.map(({ policy }) => policy.id))
  const paying = new Set(members.map(({ policy, clause }) => `${policy.id} ${clause.code}`))
  return [...policies.values()]
    .sort((a, b) => (a.code === b.code ? a.version - b.version : a.code < b.code ? -1 : 1))
    .flatMap((policy) =>
      policy.policy.clauses
        .filter((clause) =>
          isMemberClause(clause) ? paying.has(`${policy.id} ${clause.code}`) : inForce.has(policy.id),
        )
        .map((clause) => ({ policy, clause })),
    )
}

const MEMBERS_A_STEP = 8000

/** Lines in portions that are stored within one short step. */
function* portions(lines: Iterable<PendingLine>): Iterable<PendingLine[]> {
  let some: PendingLine[] = []
  let members = 0
  for (const line of lines) {
    some.push(line)
    members += 20 + (line.members?.parts.length ?? 0)
    if (members < MEMBERS_A_STEP) continue
    yield some
    some = []
    members = 0
  }
  if (some.length > 0) yield some
}

function linesOf(
  { scope, days, book, terms, listed, missing }: SharedFacts,
  { policy, clause }: ClauseInForce,
  range: OutletRange,
  measurer: Measurer,
): PendingLine[] {
  switch (clause.kind) {
    case 'volume':
      return volumeLines(scope, { policy, clause }, range, measurer)
    case 'fixed':
      return fixedLines(scope, { policy, clause }, range, measurer, days, listed)
    case 'instalment':
    case 'residual': {
      const own = terms.get(`${policy.id} ${clause.code}`)
      return own ? memberLines(scope, own, range, book, missing) : []
    }
  }
}

const INSERT = `INSERT INTO settlement_lines (run, outlet, agent, policy, clause, kind, source, line, amount, rows, detail)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

function insertLines(db: WriteDb, scope: Scope, run: number, lines: readonly PendingLine[]): void {
  for (const line of lines) {
    const { outlet, policy } = line
    const id = lineId({
      period: scope.period,
      outlet: outlet.code,
      policy: policy?.code ?? '',
      version: policy?.version ?? 0,
      clause: line.clause,
      source: line.source ?? undefined,
    })
    const { lastInsertRowid } = db.run(
      INSERT,
      run,
      outlet.id,
      outlet.agentId,
      policy?.id ?? null,
      line.clause,
      line.kind,
      line.source,
      id,
      line.amount,
      line.rows,
      JSON.stringify(line.detail),
    )
    if (line.members) insertMembers(db, lastInsertRowid, line.members)
  }
}

function insertClawbacks(db: WriteDb, scope: Scope, run: number, some: readonly Clawback[]): void {
  for (const { source, takings, line } of some) {
    insertTakings(db, run, source, takings)
    if (line) insertLines(db, scope, run, [line])
  }
}

function makeCurrent(
  db: WriteDb,
  state: SettlementState,
  run: number,
  done: { user: string; at: string; report: RunReport },
): void {
  const counted = db.get<{ lines: number; outlets: number }>(
    'SELECT count(*) AS lines, count(DISTINCT outlet) AS outlets FROM settlement_lines WHERE run = ?',
    run,
  )
  if (state.run !== null) db.run("UPDATE settlement_runs SET state = 'superseded' WHERE id = ?", state.run)
  db.run(
    "UPDATE settlement_runs SET state = 'complete', lines = ?, outlets = ?, report = ? WHERE id = ?",
    counted?.lines ?? 0,
    counted?.outlets ?? 0,
    JSON.stringify(done.report),
    run,
  )
  db.run(
    `INSERT INTO settlements (period, status, run, calculated_by, calculated_at) VALUES (?1, 'calculated', ?2, ?3, ?4)
     ON CONFLICT (period) DO UPDATE SET status = CASE status WHEN 'checking' THEN 'checking' ELSE 'calculated' END, run = ?2, calculated_by = ?3, calculated_at = ?4,
     reviewed_by = NULL, reviewed_at = NULL, approved_by = NULL, approved_at = NULL`,
    monthNumber(state.period),
    run,
    done.user,
    done.at,
  )
}

/** The figures of a calculated month. */
export function summaryOf(office: Office, period: Month): Calculated {
  const db = office.store.read
  const payments = paymentsOf(db, period)
  const lines = db.get<{ n: number }>(
    'SELECT count(*) AS n FROM settlement_lines WHERE run = (SELECT run FROM settlements WHERE period = ?)',
    monthNumber(period),
  )
  const sum = (pick: (payment: (typeof payments)[number]) => number) =>
    yuan(asFen(payments.reduce((total, payment) => total + pick(payment), 0)))
  return {
    period,
    status: stateOf(db, period).status === 'checking' ? 'checking' : 'calculated',
    outlets: payments.reduce((total, { outlets }) => total + outlets.length, 0),
    lines: lines?.n ?? 0,
    gross: sum(({ gross }) => gross),
    payable: sum(({ payable }) => payable),
  }
}

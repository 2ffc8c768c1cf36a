/**
 * Calculating a month: outlet range by outlet range under a run that nobody sees, made the month's by one row at the end.
 * It reads closed months and ledgers, and touches no other period.
 */

import type { WriteDb } from '../../data/handles.ts'
import { lineId } from '../../domain/line.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { sweepRun } from '../leftovers.ts'
import type { Actor, Office } from '../office.ts'
import { activeDays, type FixedListed, fixedLines } from './fixed-lines.ts'
import { paymentsOf } from './payments.ts'
import { type PendingLine, type Scope, scopeOf } from './scope.ts'
import { requireState, type SettlementState } from './state.ts'
import { Matchers, Measurer, type OutletRange, volumeLines } from './volume-lines.ts'

export interface Calculated {
  readonly period: Month
  readonly status: 'calculated'
  /** Outlets with a statement. */
  readonly outlets: number
  readonly lines: number
  readonly gross: string
  readonly payable: string
}

/** What a calculation found on its way that people should look at. */
export interface RunReport {
  readonly fixed: readonly FixedListed[]
}

const OUTLETS_A_STEP = 50

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

async function writeLines(office: Office, scope: Scope, run: number, job: Job): Promise<RunReport> {
  const { store } = office
  const matchers = new Matchers(scope)
  const days = activeDays(store.read, scope.period)
  const listed: FixedListed[] = []
  const ranges = rangesOf(scope)
  for (const [index, range] of ranges.entries()) {
    const measurer = new Measurer(store.read, scope, range, matchers)
    const lines: PendingLine[] = []
    for (const inForce of scope.clauses) {
      for (const line of linesOf(scope, inForce, range, measurer, days, listed)) lines.push(line)
      await job.breathe()
    }
    store.step((db) => insertLines(db, scope, run, lines))
    await job.breathe()
    job.progress('calculating', (index + 1) / ranges.length, index + 1)
  }
  return { fixed: listed }
}

function linesOf(
  scope: Scope,
  { policy, clause }: Scope['clauses'][number],
  range: OutletRange,
  measurer: Measurer,
  days: ReadonlyMap<number, number>,
  listed: FixedListed[],
): PendingLine[] {
  switch (clause.kind) {
    case 'volume':
      return volumeLines(scope, { policy, clause }, range, measurer)
    case 'fixed':
      return fixedLines(scope, { policy, clause }, range, measurer, days, listed)
    case 'instalment':
    case 'residual':
      throw new Refusal('NOT_DONE_YET', { clause: clause.code, kind: clause.kind })
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
      policy: policy.code,
      version: policy.version,
      clause: line.clause,
      source: line.source ?? undefined,
    })
    db.run(
      INSERT,
      run,
      outlet.id,
      outlet.agentId,
      policy.id,
      line.clause,
      line.kind,
      line.source,
      id,
      line.amount,
      line.rows,
      JSON.stringify(line.detail),
    )
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
     ON CONFLICT (period) DO UPDATE SET status = 'calculated', run = ?2, calculated_by = ?3, calculated_at = ?4,
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
    status: 'calculated',
    outlets: payments.reduce((total, { outlets }) => total + outlets.length, 0),
    lines: lines?.n ?? 0,
    gross: sum(({ gross }) => gross),
    payable: sum(({ payable }) => payable),
  }
}

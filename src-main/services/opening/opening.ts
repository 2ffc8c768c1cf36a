/**
 * Going live (期初): asked with control sums by one person, confirmed by another. The month before the first settled one then
 * stands closed: its lines are what members were paid before, so that clawback finds them; its payments carry the negatives.
 */
import { createHash } from 'node:crypto'
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { lineId } from '../../domain/line.ts'
import { memberIndex } from '../../domain/members.ts'
import { asFen, sumFen, yuan } from '../../domain/money.ts'
import { addMonths, chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { amountInWords } from '../../domain/words.ts'
import { refuseAfterMoves } from '../agent-moves/guards.ts'
import { revisionOf, runCommand } from '../command.ts'
import { agentsUsingOpening } from '../deposits/entries.ts'
import type { Job } from '../jobs.ts'
import { sweepRun } from '../leftovers.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { keepMemberEntries, memberTypes } from '../settlements/member-entries.ts'
import { insertMembers } from '../settlements/member-parts.ts'
import { memberTerms } from '../settlements/member-terms.ts'
import type { Payment } from '../settlements/payments.ts'
import type { LineDetail } from '../settlements/scope.ts'
import { visibleRows } from '../settlements/sums.ts'
import type { PaidBefore, PaidLine } from './paid-before.ts'
import { differingControls, type OpeningControls, type OpeningProof, proveOpening } from './proof.ts'

export interface OpeningState {
  readonly from: Month
  readonly state: 'asked' | 'confirmed'
  readonly controls: OpeningControls
  readonly proof: OpeningProof
  readonly author: string
  readonly at: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

interface OpeningRow {
  from_month: number
  state: OpeningState['state']
  controls: string
  proof: string
  run: number | null
  author: string
  at: string
  decided_by: string | null
  decided_at: string | null
}

const rowOf = (db: ReadDb) => db.get<OpeningRow>('SELECT * FROM opening WHERE id = 1')

/** How far going live has come; null before it was asked for. */
export function openingState({ db }: Pick<Query, 'db'>): OpeningState | null {
  const row = rowOf(db)
  return row
    ? {
        from: monthFromNumber(row.from_month),
        state: row.state,
        controls: JSON.parse(row.controls) as OpeningControls,
        proof: JSON.parse(row.proof) as OpeningProof,
        author: row.author,
        at: row.at,
        decidedBy: row.decided_by,
        decidedAt: row.decided_at,
      }
    : null
}

async function prove(office: Office, from: Month, job: Job): Promise<{ proof: OpeningProof; paid: PaidBefore }> {
  const { store } = office
  await keepMemberEntries(store, memberTypes(store.read, memberTerms(store.read, addMonths(from, -1))), job)
  return proveOpening(store.read, from, job)
}

/** What an opening in the month would bring, without asking for it. */
export async function tryOpening(office: Office, job: Job, from: Month): Promise<OpeningProof> {
  return (await prove(office, from, job)).proof
}

/**
 * Asks for the opening; asking again replaces what was asked and not confirmed.
 * @throws Refusal OPENING_WRONG {problems | controls}, OPENING_CONFIRMED, LATER_PERIOD_CLOSED when months are closed already
 */
export async function askOpening(
  office: Office,
  actor: Actor,
  job: Job,
  { from, controls }: { from: Month; controls: OpeningControls },
  act: string,
): Promise<OpeningState> {
  requireNotLive(office.store.read)
  const revision = revisionOf(office.store.read)
  const { proof } = await prove(office, from, job)
  requireProven(proof, controls)
  return runCommand(office, actor, act, (cx) => {
    requireNotLive(cx.db)
    if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period: from })
    cx.db.run(
      `INSERT INTO opening (id, from_month, state, controls, proof, author, at) VALUES (1, ?1, 'asked', ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET from_month = ?1, controls = ?2, proof = ?3, author = ?4, at = ?5`,
      monthNumber(from),
      JSON.stringify(controls),
      JSON.stringify(proof),
      cx.user,
      cx.now,
    )
    return { result: openingState(cx)!, subject: 'opening', detail: { from, controls, sums: proof.sums } }
  })
}

function requireNotLive(db: ReadDb): void {
  if (rowOf(db)?.state === 'confirmed') throw new Refusal('OPENING_CONFIRMED')
  const closed = db.get<{ period: number }>(
    "SELECT period FROM settlements WHERE status IN ('closed', 'paid') ORDER BY period LIMIT 1",
  )
  if (!closed) return
  const period = monthFromNumber(closed.period)
  throw new Refusal('LATER_PERIOD_CLOSED', { period, words: chineseMonth(period) })
}

function requireProven(proof: OpeningProof, controls: OpeningControls): void {
  const differing = differingControls(controls, proof.sums)
  if (proof.errors === 0 && differing.length === 0) return
  const problems = proof.problems.filter(({ level }) => level === 'error')
  throw new Refusal('OPENING_WRONG', { errors: proof.errors, problems: problems.slice(0, 20), controls: differing })
}

/**
 * Confirms what was asked; who asked cannot. From here on the months before are history: they are never settled.
 * @throws Refusal NOT_FOUND, SAME_PERSON, OPENING_CONFIRMED, OPENING_WRONG and DATA_CHANGED when the data is no longer what was proven
 */
export async function confirmOpening(office: Office, actor: Actor, job: Job, act: string): Promise<OpeningState> {
  const { store } = office
  const asked = rowOf(store.read)
  if (!asked) throw new Refusal('NOT_FOUND', { what: 'opening', name: '' })
  requireNotLive(store.read)
  if (asked.author === actor.user) throw new Refusal('SAME_PERSON', { did: 'askOpening', user: actor.user })
  const from = monthFromNumber(asked.from_month)
  const revision = revisionOf(store.read)
  const { proof, paid } = await prove(office, from, job)
  requireProven(proof, JSON.parse(asked.controls) as OpeningControls)
  const period = addMonths(from, -1)
  const lastBatch = store.read.get<{ id: number | null }>('SELECT max(id) AS id FROM batches')?.id ?? 0
  const run = store.write((db) =>
    db.run(
      "INSERT INTO settlement_runs (period, state, revision, report, user, at) VALUES (?, 'running', ?, ?, ?, ?)",
      monthNumber(period),
      revision,
      JSON.stringify({ lastBatch }),
      actor.user,
      office.clock.now().toISOString(),
    ),
  ).lastInsertRowid
  try {
    for (const line of paid.lines) {
      store.step((db) => insertPaidLine(db, run, period, line))
      await job.breathe()
    }
    job.seal()
    return runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period: from })
      requireNotLive(cx.db)
      makeOpening(cx, period, run, paid.lines.length)
      return { result: openingState(cx)!, inputs: true, period, subject: 'opening', detail: { from, sums: proof.sums } }
    })
  } catch (error) {
    await sweepRun(office, run)
    throw error
  }
}

function insertPaidLine(db: WriteDb, run: number, period: Month, line: PaidLine): void {
  const { outlet, policy, clause, parts, months } = line
  const sum = sumFen([...parts.values()].map(asFen))
  const { code, agent } = db.get<{ code: string; agent: number | null }>(
    'SELECT code, agent FROM outlets WHERE id = ?',
    outlet,
  )!
  const id = lineId({ period, outlet: code, policy: policy.code, version: policy.version, clause: clause.code })
  const detail: LineDetail = {
    measure: String(parts.size),
    breakdown: { kind: clause.kind, subject: '期初已付 ', cohorts: cohortsOf(parts, months, period) },
    sum: yuan(sum),
    factors: [],
  }
  const { lastInsertRowid } = db.run(
    `INSERT INTO settlement_lines (run, outlet, agent, policy, clause, kind, source, line, amount, rows, detail)
     VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)`,
    run,
    outlet,
    agent,
    policy.id,
    clause.code,
    clause.kind,
    id,
    sum,
    line.rows,
    JSON.stringify(detail),
  )
  const activations = [...parts.keys()]
  insertMembers(db, lastInsertRowid, {
    activations,
    months: activations.map(() => 0),
    parts: activations.map((activation) => parts.get(activation) ?? 0),
  })
}

function cohortsOf(parts: ReadonlyMap<number, number>, months: ReadonlyMap<number, Month>, period: Month) {
  const byMonth = new Map<Month, { members: number; sum: number }>()
  for (const [activation, part] of parts) {
    const month = months.get(activation)!
    const known = byMonth.get(month) ?? { members: 0, sum: 0 }
    byMonth.set(month, { members: known.members + 1, sum: known.sum + part })
  }
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { members, sum }]) => ({
      month,
      index: memberIndex(month, period),
      members,
      paid: members,
      sum: yuan(asFen(sum)),
      bands: [],
      unpaid: [],
    }))
}

/** The last step: the run is the month's, its payments carry the negatives, the fund's lots are booked. */
function makeOpening(cx: Command, period: Month, run: number, lines: number): void {
  const number = monthNumber(period)
  const documents = carriedPayments(cx.db, period)
  const month = createHash('sha256')
  for (const payment of documents) {
    const text = JSON.stringify(payment)
    const sha256 = createHash('sha256').update(text).digest('hex')
    month.update(`payment\n${payment.agent}\n${sha256}\n`)
    cx.db.run(
      "INSERT INTO closed_documents (period, kind, code, document, sha256) VALUES (?, 'payment', ?, ?, ?)",
      number,
      payment.agent,
      text,
      sha256,
    )
  }
  cx.db.run("UPDATE settlement_runs SET state = 'complete', lines = ? WHERE id = ?", lines, run)
  cx.db.run(
    `INSERT INTO settlements (period, status, run, closed_by, closed_at, hash, warnings) VALUES (?1, 'paid', ?2, ?3, ?4, ?5, '[]')
     ON CONFLICT (period) DO UPDATE SET status = 'paid', run = ?2, closed_by = ?3, closed_at = ?4, hash = ?5, warnings = '[]'`,
    number,
    run,
    cx.user,
    cx.now,
    month.digest('hex'),
  )
  cx.db.run(
    `INSERT INTO fund_lots (agent, period, origin, own, matched) SELECT agent, period, 'opening', own, matched
     FROM opening_fund WHERE ${visibleRows(cx.db)}`,
  )
  cx.db.run(
    "UPDATE opening SET state = 'confirmed', run = ?, decided_by = ?, decided_at = ? WHERE id = 1",
    run,
    cx.user,
    cx.now,
  )
}

/** A payment of 0.00 for each agent that carries a negative into the first settled month, by code. */
function carriedPayments(db: ReadDb, period: Month): Payment[] {
  return db
    .all<{ code: string; name: string; amount: number }>(
      `SELECT a.code, a.name, sum(c.amount) AS amount FROM opening_carried c JOIN agents a ON a.id = c.agent
       WHERE ${visibleRows(db, 'c')} GROUP BY a.id ORDER BY a.code`,
    )
    .map(({ code, name, amount }) => ({
      period,
      agent: code,
      name,
      outlets: [],
      gross: '0.00',
      fund: '0.00',
      tax: '0.00',
      carriedIn: yuan(asFen(amount)),
      payable: '0.00',
      carriedOut: yuan(asFen(amount)),
      inWords: amountInWords(asFen(0)),
      state: 'paid',
      payee: { name: null, bank: null, account: null },
    }))
}

/**
 * Takes the opening back with a reason, while no month after it is closed: what was brought in stays and can be mended.
 * @throws Refusal NOT_FOUND, LATER_PERIOD_CLOSED, FUND_USED when a payout counts on its lots, DEPOSIT_USED likewise
 */
export function withdrawOpening(cx: Command): { from: Month; run: number | null } {
  const row = rowOf(cx.db)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'opening', name: '' })
  const from = monthFromNumber(row.from_month)
  if (row.state === 'confirmed') {
    const number = monthNumber(addMonths(from, -1))
    const later = cx.db.get<{ period: number; run: number | null }>(
      'SELECT period FROM settlements WHERE period > ? AND run IS NOT NULL ORDER BY period LIMIT 1',
      number,
    )
    if (later) {
      const period = monthFromNumber(later.period)
      throw new Refusal('LATER_PERIOD_CLOSED', { period, words: chineseMonth(period) })
    }
    const used = cx.db.all<{ code: string }>(
      `SELECT DISTINCT a.code FROM fund_payout_lots l JOIN fund_payouts p ON p.id = l.payout JOIN agents a ON a.id = p.agent
       WHERE l.origin = 'opening' ORDER BY a.code`,
    )
    if (used.length > 0) throw new Refusal('FUND_USED', { agents: used.map(({ code }) => code) })
    refuseAfterMoves(cx.db, addMonths(from, -1))
    const spent = agentsUsingOpening(cx.db)
    if (spent.length > 0) throw new Refusal('DEPOSIT_USED', { agents: spent })
    cx.db.run(
      "UPDATE settlements SET status = 'open', run = NULL, closed_by = NULL, closed_at = NULL, hash = NULL WHERE period = ?",
      number,
    )
    cx.db.run('DELETE FROM closed_documents WHERE period = ?', number)
    cx.db.run("DELETE FROM fund_lots WHERE origin = 'opening'")
    cx.db.run("UPDATE settlement_runs SET state = 'superseded' WHERE id = ?", row.run)
  }
  cx.db.run('DELETE FROM opening WHERE id = 1')
  return { from, run: row.state === 'confirmed' ? row.run : null }
}

/**
 * What is still open when an outlet exits (DOMAIN.md §2): instalments not yet due, payments, fund, deposits, agreements,
 * disputes. Nothing of it is lost by the exit: it is listed so that people settle it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { lotTotal } from '../../domain/fund.ts'
import { asFen, sumFen, yuan } from '../../domain/money.ts'
import { chineseMonth, dateNumber, type IsoDate, type Month, monthFromNumber } from '../../domain/month.ts'
import { comingDue } from '../coming-due/coming-due.ts'
import { depositBalances } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import type { Job } from '../jobs.ts'
import type { Office, Query } from '../office.ts'
import { openPayments } from '../paying/standing.ts'
import { outletId } from '../register/outlets.ts'

export type OpenWorkKind =
  | 'instalments'
  | 'unsettledMonths'
  | 'payments'
  | 'fund'
  | 'deposit'
  | 'agreement'
  | 'dispute'
  | 'adjustment'

export interface OpenWorkItem {
  readonly kind: OpenWorkKind
  /** What of it: a kind of deposit, the number of an agreement, months. */
  readonly about: string
  /** How many pieces. */
  readonly count: number
  /** Yuan; null where there is no amount. */
  readonly amount: string | null
  /** Screen that settles it. */
  readonly to: string
}

export interface OpenWork {
  readonly on: IsoDate
  readonly outlet: string
  readonly agent: string | null
  readonly agentName: string | null
  /** The agent has no other outlet that is planned, active or suspended: fund and deposit are to be settled with this exit. */
  readonly lastOutlet: boolean
  readonly items: readonly OpenWorkItem[]
}

interface Place {
  readonly id: number
  readonly code: string
  readonly agentId: number | null
  readonly agent: string | null
  readonly agentName: string | null
}

/** Everything that is open for an outlet today. @throws Refusal NOT_FOUND, DATA_CHANGED */
export async function openWorkOf(office: Pick<Office, 'store'>, today: IsoDate, code: string): Promise<OpenWork> {
  const db = office.store.read
  const id = outletId(db, code)
  const place = db.get<Place>(
    `SELECT o.id, o.code, a.id AS agentId, a.code AS agent, a.name AS agentName FROM outlets o
     LEFT JOIN agents a ON a.id = o.agent WHERE o.id = ?`,
    id,
  )!
  const items = [...(await instalments(office, id)), ...atOnce({ db, today }, place)]
  const { agent, agentName, agentId } = place
  return { on: today, outlet: code, agent, agentName, lastOutlet: agentId !== null && isLast(db, place), items }
}

function isLast(db: ReadDb, { id, agentId }: Place): boolean {
  return !db.get("SELECT 1 FROM outlets WHERE agent = ? AND id <> ? AND status <> 'exited' LIMIT 1", agentId, id)
}

/** Instalments already started and not yet due, reckoned at the end of the last month that was calculated. */
async function instalments(office: Pick<Office, 'store'>, outlet: number): Promise<OpenWorkItem[]> {
  const found = office.store.read.get<{ period: number | null }>(
    'SELECT max(period) AS period FROM settlements WHERE run IS NOT NULL',
  )
  if (!found?.period) return []
  const period = monthFromNumber(found.period)
  const { total, months } = await comingDue(office, QUIET, period, { outlet })
  if (total.members === 0) return []
  const last = months.at(-1)?.month
  const about = `${chineseMonth(period)}末起${last ? `，到${chineseMonth(last)}` : ''}；预计 ${total.expected} 元`
  return [{ kind: 'instalments', about, count: total.members, amount: total.full, to: '/settlements/coming-due' }]
}

/** A question's own pauses in place of a job's. */
const QUIET: Job = {
  id: '',
  signal: new AbortController().signal,
  breathe: () => nextTurn(),
  progress: () => undefined,
  seal: () => undefined,
}

function atOnce({ db, today }: Pick<Query, 'db' | 'today'>, place: Place): OpenWorkItem[] {
  return [
    ...unsettledMonths(db, place),
    ...payments(db, place),
    ...fund(db, place),
    ...deposits(db, place),
    ...agreements(db, place, today),
    ...counted(db, place),
  ]
}

/** Months with business of the outlet that are not closed: what it earned in them is still to be settled and paid. */
function unsettledMonths(db: ReadDb, { id, code }: Place): OpenWorkItem[] {
  const months = monthsUnsettled(db, id).map(chineseMonth)
  if (months.length === 0) return []
  const to = `/settlements/statements/${encodeURIComponent(code)}`
  return [{ kind: 'unsettledMonths', about: months.join('、'), count: months.length, amount: null, to }]
}

/** Months with business of the outlet that are not closed. */
export function monthsUnsettled(db: ReadDb, outlet: number): Month[] {
  return db
    .all<{ period: number }>(
      `SELECT DISTINCT p.period FROM batch_periods p JOIN batches b ON b.id = p.batch AND b.state = 'active'
       LEFT JOIN settlements s ON s.period = p.period
       WHERE b.kind IN ('entries', 'volumes') AND (s.status IS NULL OR s.status NOT IN ('closed', 'paid'))
       AND p.period > coalesce((SELECT max(period) FROM settlements WHERE status IN ('closed', 'paid')), 0)
       AND (EXISTS (SELECT 1 FROM entries e INDEXED BY entries_sums WHERE e.period = p.period AND e.outlet = ?1)
         OR EXISTS (SELECT 1 FROM volumes v INDEXED BY volumes_sums WHERE v.period = p.period AND v.outlet = ?1))
       ORDER BY p.period`,
      outlet,
    )
    .map(({ period }) => monthFromNumber(period))
}

function payments(db: ReadDb, { agent }: Place): OpenWorkItem[] {
  if (agent === null) return []
  const open = openPayments(db, { agents: [agent] })
  if (open.length === 0) return []
  const about = open.map(({ period }) => chineseMonth(period)).join('、')
  const amount = yuan(sumFen(open.map(({ payable }) => payable)))
  return [{ kind: 'payments', about, count: open.length, amount, to: '/settlements/paying' }]
}

function fund(db: ReadDb, { agent, agentId }: Place): OpenWorkItem[] {
  if (agent === null || agentId === null) return []
  const lots = lotsLeftOf(db, agentId).filter((lot) => lotTotal(lot) > 0)
  if (lots.length === 0) return []
  const own = yuan(sumFen(lots.map((lot) => lot.own)))
  const amount = yuan(sumFen(lots.map(lotTotal)))
  const to = `/settlements/fund/${encodeURIComponent(agent)}`
  return [{ kind: 'fund', about: `其中自缴 ${own} 元`, count: lots.length, amount, to }]
}

function deposits(db: ReadDb, { agent, agentId }: Place): OpenWorkItem[] {
  if (agent === null || agentId === null) return []
  const to = `/agents/${encodeURIComponent(agent)}`
  return [...depositBalances(db, agentId)]
    .filter(([, amount]) => amount > 0)
    .map(([about, amount]) => ({ kind: 'deposit', about, count: 1, amount: yuan(asFen(amount)), to }))
}

function agreements(db: ReadDb, { id }: Place, today: IsoDate): OpenWorkItem[] {
  return db
    .all<{ id: number; number: string; last: number }>(
      `SELECT g.id, g.number, min(coalesce(n.to_day, 99999999), coalesce(g.ended_on, g.to_day)) AS last
       FROM agreement_outlets n JOIN agreements g ON g.id = n.agreement WHERE n.outlet = ?1
       AND min(coalesce(n.to_day, 99999999), coalesce(g.ended_on, g.to_day)) >= ?2 ORDER BY g.from_day`,
      id,
      dateNumber(today),
    )
    .map((each) => ({
      kind: 'agreement',
      about: `${each.number}，到 ${String(each.last).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')}`,
      count: 1,
      amount: null,
      to: `/agreements/${each.id}`,
    }))
}

function counted(db: ReadDb, { id }: Place): OpenWorkItem[] {
  const count = (sql: string) => db.get<{ n: number }>(sql, id)?.n ?? 0
  const disputes = count("SELECT count(*) AS n FROM disputes WHERE outlet = ? AND state = 'open'")
  const adjustments = count("SELECT count(*) AS n FROM adjustments WHERE outlet = ? AND state = 'waiting'")
  const items: OpenWorkItem[] = [
    { kind: 'dispute', about: '', count: disputes, amount: null, to: '/settlements/disputes' },
    { kind: 'adjustment', about: '', count: adjustments, amount: null, to: '/settlements/adjustments' },
  ]
  return items.filter((item) => item.count > 0)
}

/** What a change of owner or merger would do, with every amount before and after, and what stands in its way. */
import type { ReadDb } from '../../data/handles.ts'
import { afterMove, type Goes, type Holdings, holdingSums } from '../../domain/agent-move.ts'
import { lotTotal } from '../../domain/fund.ts'
import { asFen, type Fen, fen, sumFen, yuan } from '../../domain/money.ts'
import {
  addMonths,
  dateNumber,
  firstDay,
  type IsoDate,
  type Month,
  monthFromNumber,
  monthNumber,
} from '../../domain/month.ts'
import { fundFreeFrom, type PayerKind } from '../../domain/statement.ts'
import { counted, depositBalances, depositRows } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import { agentId } from '../register/agents.ts'
import { rowsAt } from '../register/history.ts'
import { outletId } from '../register/outlets.ts'
import { factsOf } from '../settlements/facts.ts'
import { carriedInto, type Payment, paymentsOf } from '../settlements/payments.ts'
import { stateOf } from '../settlements/state.ts'

export interface MoveAsked {
  readonly kind: 'owner' | 'merger'
  readonly from: string
  readonly to: string
  /** It takes effect on the first of this month. */
  readonly month: Month
  /** Codes; a merger takes all of them, also where none is named. */
  readonly outlets: readonly string[]
  readonly deposits: boolean
  /** Where only some of the deposits go: their receipts, each whole; null: all of them. A merger takes all. */
  readonly receipts?: readonly MovedReceipt[] | null | undefined
  readonly fund: boolean
  readonly carried: boolean
  readonly agreements: 'takeOver' | 'end'
}

/** Money that came in at once, as the account shows it. */
export interface MovedReceipt {
  readonly kind: string
  readonly day: IsoDate
  readonly receipt: string | null
  readonly amount: string
}

/** Something in the way; in words: domain/said/move-words.ts. */
export interface MovePoint {
  readonly code:
    | 'MONTH_CLOSED'
    | 'MONTH_REVIEWED'
    | 'FUND_PAYOUT_OPEN'
    | 'DEPOSIT_OPEN'
    | 'DEPOSIT_SHORT'
    | 'RECEIPTS_GONE'
    | 'MOVE_OPEN'
    | 'OUTLETS_MISSING'
    | 'OUTLETS_CHANGED'
    | 'NOTHING_MOVES'
  readonly agent?: string
  readonly month?: Month
  readonly names?: readonly string[]
}

/** An amount of both agents, before and after. */
export interface MoveAmount {
  readonly what: string
  readonly fromBefore: string
  readonly fromAfter: string
  readonly toBefore: string
  readonly toAfter: string
}

export interface MovedAgreement {
  readonly id: number
  readonly number: string
  /** Those of its outlets that move. */
  readonly outlets: readonly string[]
  /** Taken over whole by the other agent; else it ends for these outlets on the day before. */
  readonly takenOver: boolean
}

interface MoveParty {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly fundMember: boolean
}

export interface MovePlan {
  readonly kind: MoveAsked['kind']
  readonly month: Month
  readonly from: MoveParty
  readonly to: MoveParty
  readonly goes: Omit<Goes, 'amounts'>
  /** The receipts whose deposit goes; null: the whole balance, or none of it. */
  readonly receipts: readonly MovedReceipt[] | null
  /** The month before is not closed yet: what is carried then moves as of then, once it is. */
  readonly waits: boolean
  readonly points: readonly MovePoint[]
  readonly outlets: readonly { id: number; code: string; name: string; status: string; moves: boolean }[]
  readonly deposits: readonly MoveAmount[]
  readonly lots: readonly (MoveAmount & { period: Month; origin: string; freeFrom: Month })[]
  readonly carried: MoveAmount
  /** The payments of the month by its current calculation; null where it is not calculated. */
  readonly payments: readonly MoveAmount[] | null
  readonly agreements: readonly MovedAgreement[]
  /** Payments of closed months that are not paid yet: they stay with the agent on whose statements they stand. */
  readonly unpaid: { readonly count: number; readonly sum: string }
  /** Deposits, fund and carried of both together: the same before and after. */
  readonly sums: { readonly deposits: string; readonly fund: string; readonly carried: string }
}

/** The month whose amounts can move now: the one after the latest closed; null where none is closed. */
export function movableMonth(db: ReadDb): Month | null {
  const closed = db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return closed?.period ? addMonths(monthFromNumber(closed.period), 1) : null
}

/** The first month whose amounts cannot move now; null where they can in any. */
function firstWaiting(db: ReadDb): Month | null {
  const next = movableMonth(db) ?? oldestMonth(db)
  return next === null ? null : addMonths(next, 1)
}

/** Agreed moves whose month has come and that something kept from being done. */
export function agreedNotDone(db: ReadDb): number {
  const waiting = firstWaiting(db)
  const found = db.get<{ n: number }>(
    "SELECT count(*) AS n FROM agent_moves WHERE state = 'asked' AND agreed_by IS NOT NULL AND period < ?",
    waiting === null ? 999_999 : monthNumber(waiting),
  )
  return found?.n ?? 0
}

/** The oldest month that has business and is not closed: what is carried past it is not known while no month is closed. */
function oldestMonth(db: ReadDb): Month | null {
  const found = db.get<{ period: number | null }>(
    `SELECT min(p.period) AS period FROM batch_periods p JOIN batches b ON b.id = p.batch
     WHERE b.state = 'active' AND b.kind IN ('entries', 'volumes', 'assignedLines')`,
  )
  return found?.period ? monthFromNumber(found.period) : null
}

function partyOf(db: ReadDb, code: string, month: Month): MoveParty {
  const id = agentId(db, code)
  const row = rowsAt(db, 'agent', firstDay(month), [id]).get(id)!
  return {
    id,
    code,
    name: String(row.name),
    payerKind: row.payer_kind as PayerKind,
    fundMember: row.fund_member === 1,
  }
}

function holdingsOf(db: ReadDb, { id, code }: MoveParty, carried: ReadonlyMap<string, Fen>): Holdings {
  return {
    deposits: depositBalances(db, id),
    lots: lotsLeftOf(db, id).filter((lot) => lotTotal(lot) > 0),
    carried: carried.get(code) ?? asFen(0),
  }
}

function amountsOf(receipts: readonly MovedReceipt[]): Map<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { kind, amount } of receipts) sums.set(kind, asFen((sums.get(kind) ?? 0) + fen(amount)))
  return sums
}

/** Receipts that the account does not show (any more), and kinds of which less is left than their receipts say. */
function receiptPoints(db: ReadDb, { id, code }: MoveParty, receipts: readonly MovedReceipt[]): MovePoint[] {
  const rows = counted(depositRows(db, id))
  const corrected = new Set(rows.flatMap(({ corrects }) => corrects ?? []))
  const key = ({ kind, day, receipt, amount }: MovedReceipt) => [kind, day, receipt ?? '', amount].join('\n')
  const known = rows
    .filter(({ act, id: row }) => ['opening', 'paid', 'movedIn'].includes(act) && !(row !== null && corrected.has(row)))
    .map((row) => key({ ...row, amount: yuan(row.amount) }))
  const gone = receipts.filter((receipt) => {
    const at = known.indexOf(key(receipt))
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
  const left = depositBalances(db, id)
  const short = [...amountsOf(receipts)].filter(([kind, amount]) => amount > (left.get(kind) ?? 0))
  return [
    ...(gone.length > 0
      ? [{ code: 'RECEIPTS_GONE' as const, agent: code, names: gone.map(({ receipt, kind }) => receipt ?? kind) }]
      : []),
    ...(short.length > 0 ? [{ code: 'DEPOSIT_SHORT' as const, agent: code, names: short.map(([kind]) => kind) }] : []),
  ]
}

/** Plans a move; changes nothing. `self` is the one that is being decided. @throws Refusal NOT_FOUND */
export function planMove(db: ReadDb, asked: MoveAsked, self: number | null = null): MovePlan {
  const { month, kind } = asked
  const from = partyOf(db, asked.from, month)
  const to = partyOf(db, asked.to, month)
  const named = new Set(asked.outlets.map((code) => outletId(db, code)))
  const outlets = [...rowsAt(db, 'outlet', firstDay(month)).values()]
    .filter((row) => row.agent === from.id || named.has(row.id))
    .map((row) => ({
      id: row.id,
      code: String(row.code),
      name: String(row.name),
      status: String(row.status),
      owned: row.agent === from.id,
      moves: named.has(row.id) || (kind === 'merger' && named.size === 0),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  const moving = outlets.filter(({ moves }) => moves)
  const receipts = kind === 'owner' && asked.deposits ? (asked.receipts ?? null) : null
  const goes: Goes =
    kind === 'merger'
      ? { deposits: true, fund: true, carried: true }
      : {
          ...{ deposits: asked.deposits, fund: asked.fund, carried: asked.carried },
          ...(receipts ? { amounts: amountsOf(receipts) } : {}),
        }
  const carried = carriedInto(db, month)
  const before = { from: holdingsOf(db, from, carried), to: holdingsOf(db, to, carried) }
  const after = afterMove(before.from, before.to, goes)
  const sums = holdingSums([after.from, after.to])
  const waiting = firstWaiting(db)
  const waits = waiting !== null && month >= waiting
  return {
    kind,
    month,
    from,
    to,
    goes: { deposits: goes.deposits, fund: goes.fund, carried: goes.carried },
    receipts,
    waits,
    points: [
      ...pointsOf(db, { from, to, month, kind, goes, outlets, self, waits }),
      ...(receipts ? receiptPoints(db, from, receipts) : []),
    ],
    outlets: outlets.map(({ owned: _, ...outlet }) => outlet),
    deposits: depositAmounts(before, after),
    lots: lotAmounts(before, after),
    carried: {
      what: '结转',
      fromBefore: yuan(before.from.carried),
      fromAfter: yuan(after.from.carried),
      toBefore: yuan(before.to.carried),
      toAfter: yuan(after.to.carried),
    },
    payments: paymentAmounts(db, { month, from, to, moving, carried, after }),
    agreements: agreementsOf(db, from, moving, asked),
    unpaid: unpaidOf(db, from),
    sums: { deposits: yuan(sums.deposits), fund: yuan(sums.fund), carried: yuan(sums.carried) },
  }
}

interface Both {
  readonly from: Holdings
  readonly to: Holdings
}

function depositAmounts(before: Both, after: Both): MoveAmount[] {
  const kinds = [...new Set([...before.from.deposits.keys(), ...before.to.deposits.keys()])].sort()
  const amount = (of: Holdings, kind: string) => yuan(of.deposits.get(kind) ?? asFen(0))
  return kinds.map((kind) => ({
    what: kind,
    fromBefore: amount(before.from, kind),
    fromAfter: amount(after.from, kind),
    toBefore: amount(before.to, kind),
    toAfter: amount(after.to, kind),
  }))
}

function lotAmounts(before: Both, after: Both): MovePlan['lots'] {
  const keys = new Map([...before.from.lots, ...before.to.lots].map((lot) => [`${lot.period} ${lot.origin}`, lot]))
  const amount = (of: Holdings, period: Month, origin: string) =>
    yuan(sumFen(of.lots.filter((lot) => lot.period === period && lot.origin === origin).map(lotTotal)))
  return [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { period, origin }]) => ({
      what: period,
      period,
      origin,
      freeFrom: fundFreeFrom(period),
      fromBefore: amount(before.from, period, origin),
      fromAfter: amount(after.from, period, origin),
      toBefore: amount(before.to, period, origin),
      toAfter: amount(after.to, period, origin),
    }))
}

/** The month's payments with the register as it is, and as it will be: tax and fund follow the person who is paid. */
function paymentAmounts(
  db: ReadDb,
  given: {
    month: Month
    from: MoveParty
    to: MoveParty
    moving: readonly { id: number }[]
    carried: ReadonlyMap<string, Fen>
    after: Both
  },
): MoveAmount[] | null {
  const { month, from, to, moving, carried, after } = given
  if (stateOf(db, month).run === null) return null
  const facts = factsOf(db, month)
  const outlets = new Map(facts.outlets)
  for (const { id } of moving) {
    const outlet = outlets.get(id)
    if (outlet) outlets.set(id, { ...outlet, agentId: to.id, agent: to.code })
  }
  const later = new Map(carried)
  later.set(from.code, after.from.carried)
  later.set(to.code, after.to.carried)
  const find = (payments: ReturnType<typeof paymentsOf>, id: number) => payments.find(({ agentId }) => agentId === id)
  const before = paymentsOf(db, month, facts, carried)
  const then = paymentsOf(db, month, { ...facts, outlets }, later)
  const fields = [
    ['酬金', 'gross'],
    ['基金缴存', 'fund'],
    ['代扣个税', 'tax'],
    ['上月结转', 'carriedIn'],
    ['应付', 'payable'],
    ['结转下月', 'carriedOut'],
  ] as const
  return fields.map(([what, key]) => ({
    what,
    fromBefore: yuan(find(before, from.id)?.[key] ?? asFen(0)),
    fromAfter: yuan(find(then, from.id)?.[key] ?? asFen(0)),
    toBefore: yuan(find(before, to.id)?.[key] ?? asFen(0)),
    toAfter: yuan(find(then, to.id)?.[key] ?? asFen(0)),
  }))
}

/** The agreements of the agent that run on into the month for outlets that move. */
function agreementsOf(
  db: ReadDb,
  from: MoveParty,
  moving: readonly { id: number; code: string }[],
  { month, agreements }: MoveAsked,
): MovedAgreement[] {
  const day = dateNumber(firstDay(month))
  const codes = new Map(moving.map(({ id, code }) => [id, code]))
  const rows = db.all<{ id: number; number: string; outlet: number }>(
    `SELECT g.id, g.number, n.outlet FROM agreements g JOIN agreement_outlets n ON n.agreement = g.id
     WHERE g.agent = ?1 AND coalesce(g.ended_on, g.to_day) >= ?2 AND coalesce(n.to_day, g.to_day) >= ?2 ORDER BY g.id, n.outlet`,
    from.id,
    day,
  )
  const byAgreement = new Map<number, { number: string; outlets: number[] }>()
  for (const { id, number, outlet } of rows) {
    const known = byAgreement.get(id) ?? { number, outlets: [] }
    known.outlets.push(outlet)
    byAgreement.set(id, known)
  }
  return [...byAgreement].flatMap(([id, { number, outlets }]): MovedAgreement[] => {
    const moved = outlets.flatMap((outlet) => codes.get(outlet) ?? [])
    if (moved.length === 0) return []
    return [{ id, number, outlets: moved, takenOver: agreements === 'takeOver' && moved.length === outlets.length }]
  })
}

function unpaidOf(db: ReadDb, { code }: MoveParty): MovePlan['unpaid'] {
  const sums = db
    .all<{ document: string }>(
      `SELECT d.document FROM closed_documents d JOIN settlements s ON s.period = d.period AND s.status = 'closed'
       LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
       WHERE d.kind = 'payment' AND d.code = ? AND coalesce(p.state, 'awaitingInvoice') <> 'paid'`,
      code,
    )
    .map(({ document }) => fen((JSON.parse(document) as Payment).payable))
    .filter((payable) => payable > 0)
  return { count: sums.length, sum: yuan(sumFen(sums)) }
}

/** Whether nobody has reviewed the month: its payments may still become others. */
export function isMovable(db: ReadDb, month: Month): boolean {
  return ['open', 'calculated', 'checking'].includes(stateOf(db, month).status)
}

function pointsOf(
  db: ReadDb,
  given: {
    from: MoveParty
    to: MoveParty
    month: Month
    kind: MoveAsked['kind']
    goes: Goes
    outlets: readonly { code: string; owned: boolean; moves: boolean }[]
    self: number | null
    waits: boolean
  },
): MovePoint[] {
  const { from, to, month, kind, goes, outlets, self, waits } = given
  const points: MovePoint[] = []
  const next = movableMonth(db)
  if (next !== null && month < next) points.push({ code: 'MONTH_CLOSED', month: next })
  else if (!isMovable(db, month)) points.push({ code: 'MONTH_REVIEWED', month })
  const has = (sql: string, ...values: (number | null)[]) => db.get(sql, ...values) !== undefined
  // what is open now may be settled by the time that amounts move
  const open = !waits
  if (
    open &&
    goes.fund &&
    has("SELECT 1 FROM fund_payouts WHERE agent = ? AND state IN ('asked', 'approved') LIMIT 1", from.id)
  )
    points.push({ code: 'FUND_PAYOUT_OPEN', agent: from.code })
  if (open && goes.deposits && has("SELECT 1 FROM deposit_moves WHERE agent = ? AND state = 'asked' LIMIT 1", from.id))
    points.push({ code: 'DEPOSIT_OPEN', agent: from.code })
  for (const party of [from, to]) {
    const other = has(
      "SELECT 1 FROM agent_moves WHERE state = 'asked' AND id IS NOT ?1 AND (from_agent = ?2 OR to_agent = ?2) LIMIT 1",
      self,
      party.id,
    )
    if (other) points.push({ code: 'MOVE_OPEN', agent: party.code })
  }
  const codes = (found: typeof outlets) => found.map(({ code }) => code)
  const foreign = outlets.filter(({ owned, moves }) => moves && !owned)
  if (foreign.length > 0) points.push({ code: 'OUTLETS_CHANGED', agent: from.code, names: codes(foreign) })
  const left = outlets.filter(({ owned, moves }) => owned && !moves)
  if (kind === 'merger' && left.length > 0) points.push({ code: 'OUTLETS_MISSING', names: codes(left) })
  if (kind === 'owner' && !outlets.some(({ moves }) => moves)) points.push({ code: 'NOTHING_MOVES' })
  return points
}

/** What a change of owner or merger would do, with every amount before and after, and what stands in its way. */
import type { ReadDb } from '../../data/handles.ts'
import { afterMove, type Goes, type Holdings, holdingSums } from '../../domain/agent-move.ts'
import { lotTotal } from '../../domain/fund.ts'
import { asFen, type Fen, fen, sumFen, yuan } from '../../domain/money.ts'
import { dateNumber, firstDay, type Month } from '../../domain/month.ts'
import type { PayerKind } from '../../domain/statement.ts'
import { depositBalances } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import { agentId } from '../register/agents.ts'
import { rowsAt } from '../register/history.ts'
import { outletId } from '../register/outlets.ts'
import { carriedInto, type Payment } from '../settlements/payments.ts'
import { depositAmounts, type LotAmount, lotAmounts, type MoveAmount, paymentAmounts } from './amounts.ts'
import { amountsOf, type MoveAsked, type MovedReceipt, type MoveParty } from './asked.ts'
import { firstWaiting } from './months.ts'
import { type MovePoint, pointsOf, receiptPoints } from './points.ts'

export interface MovedAgreement {
  readonly id: number
  readonly number: string
  /** Those of its outlets that move. */
  readonly outlets: readonly string[]
  /** Taken over whole by the other agent; else it ends for these outlets on the day before. */
  readonly takenOver: boolean
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
  readonly lots: readonly LotAmount[]
  readonly carried: MoveAmount
  /** The payments of the month by its current calculation; null where it is not calculated. */
  readonly payments: readonly MoveAmount[] | null
  readonly agreements: readonly MovedAgreement[]
  /** Payments of closed months that are not paid yet: they stay with the agent on whose statements they stand. */
  readonly unpaid: { readonly count: number; readonly sum: string }
  /** Deposits, fund and carried of both together: the same before and after. */
  readonly sums: { readonly deposits: string; readonly fund: string; readonly carried: string }
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

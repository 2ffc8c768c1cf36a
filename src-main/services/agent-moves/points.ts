/** What stands in the way of a move. */
import type { ReadDb } from '../../data/handles.ts'
import type { Goes } from '../../domain/agent-move.ts'
import { yuan } from '../../domain/money.ts'
import type { Month } from '../../domain/month.ts'
import { counted, depositBalances, depositRows } from '../deposits/entries.ts'
import { amountsOf, type MoveAsked, type MovedReceipt, type MoveParty } from './asked.ts'
import { isMovable, movableMonth } from './months.ts'

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

/** Receipts that the account does not show (any more), and kinds of which less is left than their receipts say. */
export function receiptPoints(db: ReadDb, { id, code }: MoveParty, receipts: readonly MovedReceipt[]): MovePoint[] {
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

/** The month, open acts on what goes along, other moves, outlets that are not the agent's or are left out. */
export function pointsOf(
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

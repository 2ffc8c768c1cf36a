/** Carrying a move out, in one step: outlets from the first of the month, deposits, fund lots, what is carried, agreements. */
import { lotTotal } from '../../domain/fund.ts'
import { fen } from '../../domain/money.ts'
import { addDays, dateFromNumber, dateNumber, firstDay, monthNumber } from '../../domain/month.ts'
import { endAgreement } from '../agreements/agreements.ts'
import { depositRows } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import type { Command } from '../office.ts'
import { changeOutlet } from '../register/outlets.ts'
import type { MoveRow } from './kept.ts'
import type { MovedAgreement, MovePlan } from './plan.ts'

/** How the records of a move name it. */
export const moveWords = ({ kind, from, to }: Pick<MoveRow, 'kind' | 'from' | 'to'>): string =>
  `${kind === 'merger' ? '合并' : '业主变更'}：${from} → ${to}`

/** Does what was agreed; what is closed stays as it is. Nothing stands in the way of the plan. */
export function carryOut(cx: Command, row: MoveRow, plan: MovePlan): void {
  const words = moveWords(row)
  const from = firstDay(plan.month)
  for (const { id: outlet } of plan.outlets.filter(({ moves }) => moves)) {
    changeOutlet(cx, outlet, { agent: plan.to.id }, { from, reason: `${words}，${row.reason}` })
  }
  if (plan.goes.deposits) moveDeposits(cx, row, plan, words)
  if (plan.goes.fund) moveLots(cx, row.id, plan)
  for (const agreement of plan.agreements) moveAgreement(cx, agreement, plan, words)
  cx.db.run(
    `UPDATE agent_moves SET state = 'done', carried_amount = ?, preview = ?, decided_by = ?, decided_at = ? WHERE id = ?`,
    plan.goes.carried ? fen(plan.carried.fromBefore) : 0,
    JSON.stringify(plan),
    row.agreedBy,
    cx.now,
    row.id,
  )
}

/** On the first of the month, or where there were entries after it, on the day of the last one: never below zero between. */
function moveDeposits(cx: Command, row: MoveRow, plan: MovePlan, words: string): void {
  const entries = depositRows(cx.db, plan.from.id)
  const going =
    plan.receipts ?? plan.deposits.map(({ what: kind, fromBefore: amount }) => ({ kind, amount, receipt: null }))
  for (const { kind, receipt, amount: yuan } of going) {
    const amount = fen(yuan)
    if (amount === 0) continue
    const last = entries.filter((entry) => entry.kind === kind).at(-1)?.day
    const first = firstDay(plan.month)
    const day = last !== undefined && last > first ? last : first
    for (const [agent, act] of [
      [plan.from.id, 'movedOut'],
      [plan.to.id, 'movedIn'],
    ] as const) {
      cx.db.run(
        `INSERT INTO deposit_moves (agent, kind, act, day, amount, receipt, reason, state, author, at, decided_by, decided_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'confirmed', ?, ?, ?, ?)`,
        agent,
        kind,
        act,
        dateNumber(day),
        amount,
        receipt,
        words,
        row.author,
        row.at,
        row.agreedBy,
        cx.now,
      )
    }
  }
}

function moveLots(cx: Command, move: number, plan: MovePlan): void {
  for (const { period, origin, own, matched } of lotsLeftOf(cx.db, plan.from.id).filter((lot) => lotTotal(lot) > 0)) {
    cx.db.run(
      'INSERT INTO agent_move_lots (move, period, origin, own, matched) VALUES (?, ?, ?, ?, ?)',
      move,
      monthNumber(period),
      origin,
      own,
      matched,
    )
  }
}

function moveAgreement(cx: Command, agreement: MovedAgreement, plan: MovePlan, words: string): void {
  const day = dateNumber(firstDay(plan.month))
  if (agreement.takenOver) {
    cx.db.run(
      'INSERT INTO agreement_takeovers (agreement, from_day, before) VALUES (?, ?, ?)',
      agreement.id,
      day,
      plan.from.id,
    )
    cx.db.run('UPDATE agreements SET agent = ? WHERE id = ?', plan.to.id, agreement.id)
    return
  }
  const last = addDays(firstDay(plan.month), -1)
  const left = cx.db.get<{ n: number; from_day: number }>(
    `SELECT (SELECT count(*) FROM agreement_outlets n WHERE n.agreement = g.id AND coalesce(n.to_day, g.to_day) >= ?2) AS n,
     g.from_day FROM agreements g WHERE g.id = ?1`,
    agreement.id,
    day,
  )!
  if (left.n === agreement.outlets.length) {
    // one that would only begin later never begins: it ends on the day before its first
    const on = left.from_day > day ? addDays(dateFromNumber(left.from_day), -1) : last
    endAgreement(cx, { id: agreement.id, on, reason: words })
    return
  }
  cx.db.run(
    `UPDATE agreement_outlets SET to_day = ? WHERE agreement = ? AND outlet IN
     (SELECT id FROM outlets WHERE code IN (SELECT value FROM json_each(?)))`,
    dateNumber(last),
    agreement.id,
    JSON.stringify(agreement.outlets),
  )
}

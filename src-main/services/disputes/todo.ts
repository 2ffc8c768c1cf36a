/** What the workbench says of disputes that wait for their outcome. */
import { dateNumber } from '../../domain/month.ts'
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'

/** Disputes of any month that wait for their outcome. */
export function disputeTodo(cx: Query): Todo[] {
  const { n, late, mine } = cx.db.get<{ n: number; late: number; mine: number }>(
    `SELECT count(*) AS n, count(*) FILTER (WHERE due < ?1) AS late, count(*) FILTER (WHERE owner = ?2) AS mine
     FROM disputes WHERE state = 'open'`,
    dateNumber(cx.today),
    cx.user,
  ) ?? { n: 0, late: 0, mine: 0 }
  if (n === 0) return []
  const details = { late }
  const who = mine > 0 ? 'me' : 'other'
  return [
    {
      key: 'settleDisputes',
      who,
      urgency: late > 0 ? 1 : 2,
      count: n,
      details,
      to: '/settlements/disputes?state=open',
    },
  ]
}

/** What paying asks of people next: for the work list of a month, and its stage on the month bar. */
import type { Todo, TodoKey } from '../month/todo.ts'
import type { Query } from '../office.ts'
import type { OpenCounts } from './list.ts'

const LIST = '/settlements/paying'

/** Of a closed month what it has open; of an open one what closed months still owe. What is late comes in either. */
export function payingTodo(cx: Query, closed: boolean, { byState, all, late, oldest }: OpenCounts): Todo[] {
  const who = cx.roles.includes('finance') ? 'me' : 'other'
  const todo: Todo[] = []
  const add = (key: TodoKey, urgency: Todo['urgency'], count: number, to: string) => {
    if (count > 0) todo.push({ key, who, urgency, count, details: { oldest }, to })
  }
  add('latePayments', 1, late, `${LIST}/open?late=late`)
  if (closed) {
    add('mendReturned', 1, byState.returned, `${LIST}?state=returned`)
    add('claimPayments', 2, byState.awaitingInvoice, `${LIST}?state=awaitingInvoice`)
    add('payClaimed', 2, byState.claimed, `${LIST}?state=claimed`)
  } else add('payOlder', 3, all - late, `${LIST}/open`)
  return todo
}

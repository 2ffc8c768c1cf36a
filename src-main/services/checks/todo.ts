/** What the workbench says of the auditor's findings. */
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'
import { openFindings } from './findings.ts'

export function checksTodo(cx: Query): Todo[] {
  const open = openFindings(cx.db)
  const count = open.reduce((sum, month) => sum + month.count, 0)
  if (count === 0) return []
  const who = cx.roles.includes('reviewer') ? ('me' as const) : ('other' as const)
  const details = { months: open.map(({ period }) => period) }
  return [{ key: 'lookAtFindings', who, urgency: 3, count, details, to: '/checks?state=open' }]
}

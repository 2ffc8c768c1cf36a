/** What the workbench says of requests: those that wait for a decision, notices to be read, admitted outlets without a code. */
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'
import { exitsToSettle } from './settle-exit.ts'

export function requestTodo(cx: Query): Todo[] {
  const { asked, others, unseen, othersUnseen, uncoded } = cx.db.get<Record<string, number>>(
    `SELECT count(*) FILTER (WHERE state = 'asked') AS asked, count(*) FILTER (WHERE state = 'asked' AND author <> ?1) AS others,
     count(*) FILTER (WHERE state = 'approved' AND manner = 'notice' AND seen_by IS NULL) AS unseen,
     count(*) FILTER (WHERE state = 'approved' AND manner = 'notice' AND seen_by IS NULL AND author <> ?1) AS othersUnseen,
     count(*) FILTER (WHERE state = 'approved' AND kind = 'admission' AND active_day IS NULL) AS uncoded FROM requests`,
    cx.user,
  ) as Record<'asked' | 'others' | 'unseen' | 'othersUnseen' | 'uncoded', number>
  const isReviewer = cx.roles.includes('reviewer')
  const todo: Todo[] = []
  const add = (key: Todo['key'], mine: boolean, urgency: Todo['urgency'], count: number, to: string) => {
    if (count > 0) todo.push({ key, who: mine ? 'me' : 'other', urgency, count, details: {}, to })
  }
  add('decideRequests', isReviewer && others > 0, 1, asked, '/requests?state=asked')
  add('readNotices', isReviewer && othersUnseen > 0, 3, unseen, '/requests?state=unseen')
  add('giveCodes', cx.roles.includes('clerk'), 2, uncoded, '/requests?state=approved&kind=admission')
  const { all, ready } = exitsToSettle(cx)
  if (all > 0)
    todo.push({
      ...{ key: 'settleExits', who: cx.roles.includes('clerk') && ready > 0 ? 'me' : 'other', urgency: 2, count: all },
      ...{ details: { ready }, to: '/requests?kind=exit' },
    })
  return todo
}

/** What the workbench says of the files: a round that is open, or due to be opened. */
import { halfOf } from '../../domain/completeness.ts'
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'
import { openRoundOf } from './rounds.ts'
import { unsettledFiles } from './unsettled.ts'

/** Nothing where the office has no outlets or has never opened a round: nobody is pressed into it. */
export function completenessTodo(cx: Query): Todo[] {
  const isClerk = cx.roles.includes('clerk')
  const round = openRoundOf(cx.db)
  if (round) {
    const left = unsettledFiles(cx.db, round.id)
    const late = round.due < cx.today
    if (left === 0) {
      const who = cx.roles.includes('reviewer') ? ('me' as const) : ('other' as const)
      return [{ key: 'closeRound', who, urgency: late ? 1 : 3, count: 0, details: {}, to: '/completeness/rounds' }]
    }
    const details = { due: round.due, late }
    const to = '/completeness?state=unconfirmed'
    return [{ key: 'confirmFiles', who: isClerk ? 'me' : 'other', urgency: late ? 1 : 3, count: left, details, to }]
  }
  const had = cx.db.get<{ half: string }>('SELECT half FROM confirmation_rounds ORDER BY half DESC LIMIT 1')
  if (!had || had.half >= halfOf(cx.today)) return []
  return [
    { key: 'openRound', who: isClerk ? 'me' : 'other', urgency: 3, count: 0, details: {}, to: '/completeness/rounds' },
  ]
}

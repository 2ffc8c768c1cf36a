/** What waits for a second person: templates of inspection sheets, sheets, star staff. */
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'

interface Waiting {
  n: number
  mine: number
}

const waits = {
  releaseTemplate: {
    sql: `SELECT count(*) AS n, count(*) FILTER (WHERE saved_by <> ?) AS mine FROM inspection_templates WHERE status = 'draft'`,
    to: '/inspections/templates',
  },
  confirmInspections: {
    sql: `SELECT count(*) AS n, count(*) FILTER (WHERE submitted_by <> ?1 AND user <> ?1) AS mine FROM inspection_sheets
      WHERE state = 'submitted' AND counts = 0`,
    to: '/inspections?state=待确认',
  },
  confirmStars: {
    sql: `SELECT count(*) AS n, count(*) FILTER (WHERE user <> ?) AS mine FROM star_rounds WHERE state = 'proposed'`,
    to: '/staff/stars',
  },
} as const

export function inspectionTodo(cx: Query): Todo[] {
  const reviewer = cx.roles.includes('reviewer')
  return (Object.keys(waits) as (keyof typeof waits)[]).flatMap((key): Todo[] => {
    const { sql, to } = waits[key]
    const { n, mine } = cx.db.get<Waiting>(sql, cx.user) ?? { n: 0, mine: 0 }
    if (n === 0) return []
    return [{ key, who: reviewer && mine > 0 ? 'me' : 'other', urgency: 2, count: n, details: {}, to }]
  })
}

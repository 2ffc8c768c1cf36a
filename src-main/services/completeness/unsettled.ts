/** How many files wait for confirmation in a round: counted by the store, without looking at what they hold. */
import type { ReadDb } from '../../data/handles.ts'
import type { FileSubject } from '../../domain/completeness.ts'
import { KEPT } from './files.ts'

/** The outlets (o) or agents (a) whose file was confirmed in the round ?1 and not changed since, by id. */
const settled = (subject: FileSubject) => `(SELECT c.subject_id FROM
  (SELECT subject_id, history_row, max(id) FROM confirmations WHERE round = ?1 AND subject = '${subject}' GROUP BY subject_id) c
  WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.subject = '${subject}' AND h.subject_id = c.subject_id
    AND h.from_day > 0 AND h.id > c.history_row))`

/** How many of the files that are kept up wait for confirmation in a round, without looking at what they hold. */
export function unsettledFiles(db: ReadDb, round: number): number {
  return (
    db.get<{ n: number }>(
      `SELECT (SELECT count(*) FROM outlets o WHERE ${KEPT.outlet} AND o.id NOT IN ${settled('outlet')})
        + (SELECT count(*) FROM agents a WHERE ${KEPT.agent} AND a.id NOT IN ${settled('agent')}) AS n`,
      round,
    )?.n ?? 0
  )
}

/** Of the outlets' files those, by the id of the outlet's manager. */
export function unsettledByManager(db: ReadDb, round: number): Map<number, number> {
  const rows = db.all<{ manager: number; n: number }>(
    `SELECT o.manager, count(*) AS n FROM outlets o
     WHERE o.manager IS NOT NULL AND ${KEPT.outlet} AND o.id NOT IN ${settled('outlet')} GROUP BY o.manager`,
    round,
  )
  return new Map(rows.map(({ manager, n }) => [manager, n]))
}

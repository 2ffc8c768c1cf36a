/** What each member brought to a line, kept with the line, so that it is found again when the member leaves. */
import type { WriteDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import type { MemberPart, Taking } from './scope.ts'

const ROWS_A_STATEMENT = 32
const LINES_A_STEP = 200

const insert = (rows: number) =>
  `INSERT INTO member_parts (line, activation, month, part) VALUES ${Array(rows).fill('(?, ?, ?, ?)').join(', ')}`
const MANY = insert(ROWS_A_STATEMENT)
const ONE = insert(1)

/** Writes the members of a stored line. */
export function insertParts(db: WriteDb, line: number, parts: readonly MemberPart[]): void {
  const sorted = parts.toSorted((a, b) => a.activation - b.activation)
  let at = 0
  for (; at + ROWS_A_STATEMENT <= sorted.length; at += ROWS_A_STATEMENT) {
    const values: (number | null)[] = []
    for (let row = at; row < at + ROWS_A_STATEMENT; row++) {
      const { activation, month, part } = sorted[row]!
      values.push(line, activation, month, part)
    }
    db.run(MANY, ...values)
  }
  for (; at < sorted.length; at++) {
    const { activation, month, part } = sorted[at]!
    db.run(ONE, line, activation, month, part)
  }
}

/** Records the members that a run takes back from a source line. */
export function insertTakings(db: WriteDb, run: number, source: number, takings: readonly Taking[]): void {
  for (const { activation, cause, evidence } of takings) {
    db.run(
      'INSERT INTO member_takings (run, source, activation, cause, evidence) VALUES (?, ?, ?, ?, ?)',
      run,
      source,
      activation,
      cause,
      evidence,
    )
  }
}

/** Removes, in steps, what a run that is not the month's kept of members; its lines can go afterwards. */
export async function sweepMembers(store: Store, run: number, breathe: () => Promise<unknown>): Promise<void> {
  store.step((db) => db.run('DELETE FROM member_takings WHERE run = ?', run))
  let after = 0
  for (;;) {
    const lines = store.read.all<{ id: number }>(
      "SELECT id FROM settlement_lines WHERE run = ? AND id > ? AND kind IN ('instalment', 'residual') ORDER BY id LIMIT ?",
      run,
      after,
      LINES_A_STEP,
    )
    const last = lines.at(-1)
    if (!last) return
    store.step((db) => {
      for (const { id } of lines) db.run('DELETE FROM member_parts WHERE line = ?', id)
    })
    after = last.id
    await breathe()
  }
}

/** Writing many changes of the register at once: their history many rows a statement, each agent or outlet in one update. */
import type { Command } from '../office.ts'
import type { Field, Stored, Subject } from './fields.ts'
import { TABLE } from './fields.ts'
import { type FieldTurn, HISTORY_COLUMNS, historyRows } from './history.ts'
import { insertRows } from './insert-rows.ts'

/** A known agent or outlet of which fields change. */
export interface PlannedChange {
  readonly id: number
  readonly turns: readonly FieldTurn[]
  /** The new initials where the name changes. */
  readonly pinyin: string | null
}

/** `idOf` turns the numbers that stand for new regions and managers into their ids (new-names.ts). */
export function writeTurns(
  cx: Command,
  subject: Subject,
  changes: readonly PlannedChange[],
  origin: { readonly from: number; readonly batch: number | null; readonly reason: string | null },
  idOf: (value: number) => number,
): void {
  const real = (field: Field, value: Stored): Stored =>
    field.refers !== undefined && typeof value === 'number' ? idOf(value) : value
  const history: Stored[][] = []
  for (const { id, turns, pinyin } of changes) {
    const columns: string[] = []
    const values: Stored[] = []
    for (const turn of turns) {
      history.push(...historyRows(cx, subject, id, { ...turn, to: real(turn.field, turn.to) }, origin))
      columns.push(turn.field.column)
      values.push(real(turn.field, turn.now))
    }
    if (pinyin !== null) {
      columns.push('pinyin')
      values.push(pinyin)
    }
    const set = columns.map((column) => `${column} = ?`).join(', ')
    cx.db.run(`UPDATE ${TABLE[subject]} SET ${set} WHERE id = ?`, ...values, id)
  }
  insertRows(cx.db, 'history', HISTORY_COLUMNS, history)
}

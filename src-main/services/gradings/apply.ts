/** Grades set in the register from a month on, with history and reason: worked out in steps, written at once. */
import type { Scheme } from '../../domain/grading/scheme.ts'
import { dateNumber, firstDay, type IsoDate, type Month } from '../../domain/month.ts'
import type { Command, Office } from '../office.ts'
import { type FieldTurn, HISTORY_COLUMNS, historyRows, type Row, turnsOf } from '../register/history.ts'
import { insertRows } from '../register/insert-rows.ts'
import type { Pace } from './scoring.ts'

const OUTLETS_A_STEP = 200

/** What setting the grades would change, by outlet id; equal ones are passed over. Valid while the register does not change. */
export async function gradeTurns(
  office: Office,
  job: Pace,
  result: Scheme['result'],
  grades: readonly { readonly id: number; readonly grade: string }[],
  from: Month,
  today: IsoDate,
): Promise<Map<number, FieldTurn>> {
  const { read } = office.store
  const days = { from: dateNumber(firstDay(from)), today: dateNumber(today) }
  const found = new Map<number, FieldTurn>()
  for (const [at, { id, grade }] of grades.entries()) {
    const current = read.get<Row>('SELECT * FROM outlets WHERE id = ?', id)
    const change = result === 'star' ? { field: 'star', value: Number(grade) } : { field: 'grade', value: grade }
    const [turn] = current ? turnsOf(read, 'outlet', current, [change], days) : []
    if (turn) found.set(id, turn)
    if (at % OUTLETS_A_STEP === OUTLETS_A_STEP - 1) await job.breathe()
  }
  return found
}

/** Writes the turns; answers how many outlets change. */
export function applyTurns(cx: Command, turns: ReadonlyMap<number, FieldTurn>, from: Month, reason: string): number {
  const origin = { from: dateNumber(firstDay(from)), batch: null, reason }
  const rows = [...turns].flatMap(([id, turn]) => historyRows(cx, 'outlet', id, turn, origin))
  insertRows(cx.db, 'history', HISTORY_COLUMNS, rows)
  for (const [id, { field, current, now }] of turns) {
    if (now !== current) cx.db.run(`UPDATE outlets SET ${field.column} = ? WHERE id = ?`, now, id)
  }
  return turns.size
}

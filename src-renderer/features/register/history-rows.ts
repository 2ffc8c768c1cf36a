/** The dated values of an agent or outlet: what held on a day, what changed on which day. */

/** A value of a field from a day on, as the register answers it; newest first. */
export interface DatedValue {
  readonly field: string
  readonly value: string | null
  /** null: since ever */
  readonly from: string | null
  readonly user: string
  readonly at: string
  readonly batch: number | null
  readonly reason: string | null
}

/**
 * The rows that held on a day, one a field: of those that had begun, the latest (rows come newest day first, and of one
 * day the one written last first). DOMAIN.md §2: the first known values hold for all earlier time.
 */
export function heldOn(rows: readonly DatedValue[], day: string): DatedValue[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    if (seen.has(row.field) || (row.from !== null && row.from > day)) return false
    seen.add(row.field)
    return true
  })
}

/** A change on its day: what the field was before. */
export interface DayChange extends DatedValue {
  readonly from: string
  readonly before: string | null
}

/** Every change with what was before it, newest day first; the first known values are none. */
export function changesByDay(rows: readonly DatedValue[]): DayChange[] {
  return rows.flatMap((row, at) => {
    if (row.from === null) return []
    const before = rows.slice(at + 1).find(({ field }) => field === row.field)
    return [{ ...row, from: row.from, before: before?.value ?? null }]
  })
}

/** The dated values of an agent or outlet: what held on a day, for the history tab. */

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

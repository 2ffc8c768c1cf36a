/** Sums of what was read: by month of the rows taken, and of all rows of data to hold against the file's totals rows. */

import type { Kind, Value } from '../kinds/column.ts'
import type { PeriodTotals, TotalsRow } from './request.ts'

export interface Totals {
  /** A row that goes in. */
  taken(values: readonly Value[]): void
  /** A row of data, taken or not; `given` says whether a column's cell was a number. */
  read(values: readonly Value[]): void
  /** A totals row of the file, its sums by place in `sumPlaces`; null where it gives none. */
  held(kind: 'grandTotal' | 'subtotal', theirs: readonly (number | null)[]): Pick<TotalsRow, 'sums' | 'agrees'>
  /** A new sheet: its totals rows speak of its rows only. */
  restart(): void
  readonly sumPlaces: readonly number[]
  sums(): Record<string, number>
  byPeriod(): PeriodTotals[]
}

export function createTotals(kind: Kind): Totals {
  const place = (key: string): number => kind.columns.findIndex((column) => column.key === key)
  const sumPlaces = kind.sums.map(place)
  const periodPlace = place('period')
  const zeros = (): number[] => sumPlaces.map(() => 0)
  const total = zeros()
  const periods = new Map<number | null, { rows: number; sums: number[] }>()
  let latest: { period: number | null; rows: number; sums: number[] } | undefined
  let all = zeros()
  let sinceTotal = zeros()
  let sinceAny = zeros()

  const bucket = (period: number | null): { rows: number; sums: number[] } => {
    if (latest !== undefined && latest.period === period) return latest
    let found = periods.get(period)
    if (found === undefined) {
      found = { rows: 0, sums: zeros() }
      periods.set(period, found)
    }
    latest = Object.assign(found, { period })
    return found
  }
  const named = (sums: readonly number[]): Record<string, number> =>
    Object.fromEntries(kind.sums.map((key, i) => [key, sums[i] ?? 0]))

  return {
    sumPlaces,
    taken(values) {
      const found = bucket(periodPlace < 0 ? null : (values[periodPlace] as number | null))
      found.rows++
      for (let i = 0; i < sumPlaces.length; i++) {
        const value = (values[sumPlaces[i]!] as number | null) ?? 0
        found.sums[i]! += value
        total[i]! += value
      }
    },
    read(values) {
      for (let i = 0; i < sumPlaces.length; i++) {
        const value = values[sumPlaces[i]!]
        if (typeof value !== 'number') continue
        all[i]! += value
        sinceTotal[i]! += value
        sinceAny[i]! += value
      }
    },
    held(level, theirs) {
      // A grand total speaks of everything, or of a group since the last one; a subtotal of what came since any.
      const candidates = level === 'grandTotal' ? [all, sinceTotal] : [sinceAny, sinceTotal, all]
      const fits = (ours: readonly number[]): boolean => theirs.every((sum, i) => sum === null || sum === ours[i])
      const ours = candidates.find(fits)
      const shown = ours ?? candidates[0]!
      const sums = theirs.flatMap((sum, i) =>
        sum === null ? [] : [{ key: kind.sums[i]!, theirs: sum, ours: shown[i]! }],
      )
      sinceAny = zeros()
      if (level === 'grandTotal') sinceTotal = zeros()
      return { sums, agrees: ours !== undefined }
    },
    restart() {
      all = zeros()
      sinceTotal = zeros()
      sinceAny = zeros()
    },
    sums: () => named(total),
    byPeriod: () =>
      [...periods]
        .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
        .map(([period, { rows, sums }]) => ({ period, rows, sums: named(sums) })),
  }
}

/** Months as text in the calendar's order. */

/** The month before a date or month: `2026-01-15` → `2025-12`. */
export const previousMonth = (date: string): string => addMonths(date.slice(0, 7), -1)

/** `addMonths('2026-11', 2)` → `2027-01`. */
export function addMonths(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

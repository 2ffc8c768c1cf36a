/** Working days: Monday to Friday, but for public holidays and weekend days that are worked. */
import type { IsoDate } from './month.ts'

/** A day that is not what its weekday says. */
export type SpecialDays = ReadonlyMap<IsoDate, 'off' | 'work'>

/** Says whether people are at the office. */
export function isWorkingDay(day: IsoDate, special: SpecialDays): boolean {
  const kind = special.get(day)
  if (kind !== undefined) return kind === 'work'
  return new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0
}

/** The day so many working days after another; 0 is the day itself. The day from which is counted does not count. */
export function addWorkingDays(from: IsoDate, days: number, special: SpecialDays): IsoDate {
  const day = new Date(`${from}T00:00:00Z`)
  let found = from
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    found = day.toISOString().slice(0, 10) as IsoDate
    if (isWorkingDay(found, special)) left -= 1
  }
  return found
}

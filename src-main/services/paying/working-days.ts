/** Working days of the office: Monday to Friday. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'

/** The day so many working days after another; 0 is the day itself. */
export function workingDaysAfter(_db: ReadDb, from: IsoDate, days: number): IsoDate {
  const day = new Date(`${from}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() % 6 !== 0) left -= 1
  }
  return day.toISOString().slice(0, 10) as IsoDate
}

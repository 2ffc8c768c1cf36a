/**
 * What the public calendar (the package chinese-days, after the State Council's notices) knows of a year's holidays and
 * worked weekends: a proposal, which counts only once people have confirmed it.
 */
import type { ReadDb } from '../../data/handles.ts'
import { addDays, asDate, type IsoDate } from '../../domain/month.ts'
import { isWorkingDay } from '../../domain/working-days.ts'
import { type OfficeDay, officeDays } from './calendar.ts'

const WEEKDAYS_ONLY = new Map<IsoDate, 'off' | 'work'>()

export interface HolidayProposal {
  readonly year: number
  /** False where the notice for the year is not known to this version of the program. */
  readonly known: boolean
  /** Every day that is not what its weekday says, and what the office's calendar says of it now. */
  readonly days: readonly (OfficeDay & { readonly now: 'off' | 'work' | null })[]
  /** Special days of the office in the year that the proposal does not have. */
  readonly others: readonly OfficeDay[]
}

/** The days of a year that are not what their weekday says, by the public calendar; none where it does not know the year. */
export async function publicHolidays(year: number): Promise<OfficeDay[]> {
  // only when it is asked for: it takes 5 MB
  const { getDayDetail } = await import('chinese-days')
  const days: OfficeDay[] = []
  for (let day = asDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
    const { work, name } = getDayDetail(day)
    if (work === isWorkingDay(day, WEEKDAYS_ONLY)) continue
    const words = name.split(',')[1] ?? ''
    days.push({ day, kind: work ? 'work' : 'off', name: work ? `${words}调休` : words })
  }
  return days
}

/** The proposal for a year beside the office's own calendar. */
export async function proposeHolidays(db: ReadDb, year: number): Promise<HolidayProposal> {
  const days = await publicHolidays(year)
  const own = officeDays(db).filter(({ day }) => day.startsWith(`${year}-`))
  const now = new Map(own.map(({ day, kind }) => [day, kind]))
  const proposed = new Set(days.map(({ day }) => day))
  return {
    year,
    known: days.length > 0,
    days: days.map((each) => ({ ...each, now: now.get(each.day) ?? null })),
    others: own.filter(({ day }) => !proposed.has(day)),
  }
}

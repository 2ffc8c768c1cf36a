/** The office's calendar: public holidays and worked weekends, dated and audited; deadlines count by it. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { addWorkingDays, type SpecialDays } from '../../domain/working-days.ts'
import type { Command } from '../office.ts'

export interface OfficeDay {
  readonly day: IsoDate
  readonly kind: 'off' | 'work'
  readonly name: string
}

/** All days that are not what their weekday says, in order. */
export function officeDays(db: ReadDb): OfficeDay[] {
  return db
    .all<{ day: number; kind: 'off' | 'work'; name: string }>('SELECT day, kind, name FROM office_days ORDER BY day')
    .map((row) => ({ ...row, day: dateFromNumber(row.day) }))
}

/** What each special day of the office is, for rules that count working days. */
export function specialDays(db: ReadDb): SpecialDays {
  return new Map(officeDays(db).map(({ day, kind }) => [day, kind]))
}

/** The day so many working days of the office after another; 0 is the day itself. */
export function workingDaysAfter(db: ReadDb, from: IsoDate, days: number): IsoDate {
  return addWorkingDays(from, days, specialDays(db))
}

/** Says what some days are; null makes them again what their weekday says. */
export function setOfficeDays(
  cx: Command,
  days: readonly { day: IsoDate; kind: 'off' | 'work' | null; name?: string | undefined }[],
): { days: number } {
  for (const { day, kind, name } of days) {
    cx.db.run('DELETE FROM office_days WHERE day = ?', dateNumber(day))
    if (kind === null) continue
    cx.db.run(
      'INSERT INTO office_days (day, kind, name, user, at) VALUES (?, ?, ?, ?, ?)',
      dateNumber(day),
      kind,
      name ?? '',
      cx.user,
      cx.now,
    )
  }
  return { days: days.length }
}

/** When a closed month's payments fall due: a day of its own, else by the office's rule (DOMAIN.md §5, Paying). */
import type { ReadDb } from '../../data/handles.ts'
import {
  addMonths,
  dateFromNumber,
  dateNumber,
  daysIn,
  type IsoDate,
  type Month,
  monthNumber,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import type { Command } from '../office.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { localDay } from '../wall-clock.ts'
import { payingSettings } from './settings.ts'

/** The due date, or null for a month that is not closed. */
export function dueDay(db: ReadDb, period: Month): IsoDate | null {
  const state = stateOf(db, period)
  if (!isClosed(state) || !state.closedAt) return null
  const own = db.get<{ day: number }>('SELECT day FROM paying_due WHERE period = ?', monthNumber(period))
  if (own) return dateFromNumber(own.day)
  const { due } = payingSettings(db)
  if (due.kind === 'workingDays') return workingDaysAfter(db, localDay(new Date(state.closedAt)), due.days)
  const next = addMonths(period, 1)
  return `${next}-${String(Math.min(due.day, daysIn(next))).padStart(2, '0')}` as IsoDate
}

/** Gives a closed month a due date of its own; null takes it back. @throws Refusal WRONG_STATE */
export function setDueDay(cx: Command, period: Month, day: IsoDate | null): { period: Month; due: IsoDate | null } {
  const state = stateOf(cx.db, period)
  if (!isClosed(state)) throw new Refusal('WRONG_STATE', { period, state: state.status, wanted: ['closed'] })
  cx.db.run('DELETE FROM paying_due WHERE period = ?', monthNumber(period))
  if (day !== null)
    cx.db.run(
      'INSERT INTO paying_due (period, day, user, at) VALUES (?, ?, ?, ?)',
      monthNumber(period),
      dateNumber(day),
      cx.user,
      cx.now,
    )
  return { period, due: dueDay(cx.db, period) }
}

/** Whole days from one date to a later one. */
export function daysLate(due: IsoDate, today: IsoDate): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000))
}

/** When agreements' ends are reminded of, as the office set it (DOMAIN.md §2: 60, 30 and 10 days before, changeable). */
import type { ReadDb } from '../../data/handles.ts'
import { type ReminderRule, STANDARD_REMINDERS } from '../../domain/agreement.ts'
import { monthNumber, monthOf } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'

const NAME = 'agreementReminders'

/** The rule that holds now: a later one replaces an earlier. */
export function reminderRule(db: ReadDb): ReminderRule {
  const row = db.get<{ value: string }>('SELECT value FROM settings WHERE name = ? ORDER BY id DESC LIMIT 1', NAME)
  return row ? (JSON.parse(row.value) as ReminderRule) : STANDARD_REMINDERS
}

/** How many days before the end an agreement counts as ending: the first reminder. */
export function firstReminder({ days }: ReminderRule): number {
  return Math.max(...days)
}

/** @throws Refusal INVALID_INPUT where a number of days stands twice */
export function setReminderRule(cx: Command, rule: ReminderRule): ReminderRule {
  const days = [...rule.days].sort((a, b) => b - a)
  if (new Set(days).size < days.length) throw new Refusal('INVALID_INPUT', { field: 'days', reason: 'twice' })
  const value = { days, within: rule.within }
  cx.db.run(
    'INSERT INTO settings (name, from_month, value, user, at) VALUES (?, ?, ?, ?, ?)',
    NAME,
    monthNumber(monthOf(cx.today)),
    JSON.stringify(value),
    cx.user,
    cx.now,
  )
  return value
}

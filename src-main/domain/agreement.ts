/** Agreements (专营协议): when one is in force, which exclude each other, when to remind of their end (DOMAIN.md §2). */
import { addDays, asDate, type IsoDate, isDate } from './month.ts'
import { addWorkingDays, type SpecialDays } from './working-days.ts'

/** The days of an agreement, both ends included; `endedOn` is its last day where it ended early. */
export interface AgreementDays {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly endedOn: IsoDate | null
}

/** The last day on which it is in force. */
export function lastDayOf({ to, endedOn }: AgreementDays): IsoDate {
  return endedOn ?? to
}

/** Whether it is in force on a day. */
export function isInForce(agreement: AgreementDays, day: IsoDate): boolean {
  return agreement.from <= day && day <= lastDayOf(agreement)
}

/** Whether two are in force on one day at least. */
export function overlap(one: AgreementDays, other: AgreementDays): boolean {
  return [one.from, other.from].some((day) => isInForce(one, day) && isInForce(other, day))
}

/**
 * Whether one outlet cannot have both on the same days: an exclusive one bears no other, and one agent has one agreement
 * for it at a time.
 */
export function excludes(
  one: { readonly exclusive: boolean; readonly agent: string },
  other: { readonly exclusive: boolean; readonly agent: string },
): boolean {
  return one.exclusive || other.exclusive || one.agent === other.agent
}

/** Whether the agreed term is a year or more: from 2026-01-01 to 2026-12-31 is a year. Ending early does not shorten it. */
export function isLongTerm({ from, to }: Pick<AgreementDays, 'from' | 'to'>): boolean {
  const same = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`
  // the year after 29 February begins on 1 March
  const anniversary = isDate(same) ? same : asDate(`${same.slice(0, 4)}-03-01`)
  return to >= addDays(anniversary, -1)
}

export type AgreementState = 'coming' | 'inForce' | 'ending' | 'expired' | 'ended'

/** What an agreement is on a day; `ending` from the first reminder on (so many days before the end), unless it is renewed. */
export function agreementState(
  agreement: AgreementDays & { readonly renewed: boolean },
  day: IsoDate,
  firstReminder: number,
): AgreementState {
  const last = lastDayOf(agreement)
  if (day > last) return agreement.endedOn === null ? 'expired' : 'ended'
  if (day < agreement.from) return 'coming'
  return !agreement.renewed && agreement.endedOn === null && day >= addDays(last, -firstReminder) ? 'ending' : 'inForce'
}

/** When the office is reminded, and how many working days it has to do something about it. */
export interface ReminderRule {
  /** Days before the end, e.g. 60, 30, 10. */
  readonly days: readonly number[]
  readonly within: number
}

export const STANDARD_REMINDERS: ReminderRule = { days: [60, 30, 10], within: 3 }

export interface Reminder {
  /** Which one: days before the end. */
  readonly days: number
  /** The day on which it arises. */
  readonly on: IsoDate
  /** The last day by which something is to be done. */
  readonly due: IsoDate
}

/**
 * The reminders of an agreement's end that have arisen by a day, the first first. One whose day lay before the agreement was
 * recorded does not come late: the nearest to the end of these arises on the day of recording, unless it had ended by then.
 */
export function remindersOf(
  agreement: { readonly to: IsoDate; readonly recordedOn: IsoDate },
  rule: ReminderRule,
  today: IsoDate,
  special: SpecialDays,
): Reminder[] {
  const { to, recordedOn } = agreement
  if (recordedOn > to) return []
  const days = [...new Set(rule.days)].sort((a, b) => b - a)
  const missed = days.filter((each) => addDays(to, -each) < recordedOn)
  const nearest = missed.at(-1)
  const reminder = (each: number, on: IsoDate): Reminder => ({
    days: each,
    on,
    due: addWorkingDays(on, rule.within, special),
  })
  const all = [
    ...(nearest === undefined ? [] : [reminder(nearest, recordedOn)]),
    ...days.slice(missed.length).map((each) => reminder(each, addDays(to, -each))),
  ]
  return all.filter(({ on }) => on <= today)
}

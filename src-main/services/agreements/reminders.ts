/** What is to be done about agreements that end: derived from the agreements, the day and what was done, never from a timer. */
import type { ReadDb } from '../../data/handles.ts'
import { type Reminder, type ReminderRule, remindersOf } from '../../domain/agreement.ts'
import { addDays, dateFromNumber, dateNumber, daysBetween, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { SpecialDays } from '../../domain/working-days.ts'
import { specialDays } from '../checking/calendar.ts'
import type { Command, Query } from '../office.ts'
import { requireAgreement } from './known.ts'
import { firstReminder, reminderRule } from './rule.ts'

export type ReminderOutcome = 'renewed' | 'ending' | 'other'

/** An agreement whose end is to be dealt with: one item of work, however many reminders of it are open. */
export interface OpenReminder {
  readonly agreement: number
  readonly number: string
  readonly agent: string
  readonly agentName: string
  readonly exclusive: boolean
  readonly to: IsoDate
  /** Days left to its end; negative once it is over. */
  readonly daysLeft: number
  /** The reminder that arose last: so many days before the end. */
  readonly days: number
  /** Since when, and until when something is to be done: of the oldest that is open. */
  readonly since: IsoDate
  readonly due: IsoDate
  readonly late: boolean
  readonly outlets: readonly string[]
  /** The channel managers of its outlets. */
  readonly managers: readonly string[]
}

interface Candidate {
  readonly id: number
  readonly to: IsoDate
  readonly recordedOn: IsoDate
}

/** The reminders of an agreement that have arisen and about which nothing was done. */
function openOf(
  db: ReadDb,
  agreement: Candidate,
  rule: ReminderRule,
  today: IsoDate,
  special: SpecialDays,
): Reminder[] {
  const done = new Set(
    db
      .all<{ days: number }>(
        'SELECT days FROM agreement_reminders WHERE agreement = ? AND to_day = ?',
        agreement.id,
        dateNumber(agreement.to),
      )
      .map(({ days }) => days),
  )
  return remindersOf(agreement, rule, today, special).filter(({ days }) => !done.has(days))
}

/** All open items of work about agreements' ends, the most urgent first. */
export function openReminders(cx: Query): OpenReminder[] {
  const { db, today } = cx
  const rule = reminderRule(db)
  const special = specialDays(db)
  return db
    .all<{
      id: number
      number: string
      agent: string
      agentName: string
      exclusive: number
      to_day: number
      recorded_on: number
    }>(
      `SELECT g.id, g.number, a.code AS agent, a.name AS agentName, g.exclusive, g.to_day, g.recorded_on
       FROM agreements g JOIN agents a ON a.id = g.agent
       WHERE g.to_day <= ? AND g.ended_on IS NULL AND g.recorded_on <= g.to_day
       AND NOT EXISTS (SELECT 1 FROM agreements r WHERE r.renewal_of = g.id)
       AND NOT EXISTS (SELECT 1 FROM agreement_reminders d WHERE d.agreement = g.id AND d.to_day = g.to_day AND d.outcome = 'ending')`,
      dateNumber(addDays(today, firstReminder(rule))),
    )
    .flatMap((row): OpenReminder[] => {
      const to = dateFromNumber(row.to_day)
      const open = openOf(db, { id: row.id, to, recordedOn: dateFromNumber(row.recorded_on) }, rule, today, special)
      const [oldest] = open
      const latest = open.at(-1)
      if (!oldest || !latest) return []
      return [
        {
          agreement: row.id,
          number: row.number,
          agent: row.agent,
          agentName: row.agentName,
          exclusive: row.exclusive === 1,
          to,
          daysLeft: daysBetween(today, to),
          days: latest.days,
          since: oldest.on,
          due: oldest.due,
          late: oldest.due < today,
          ...outletsOf(db, row.id),
        },
      ]
    })
    .sort((a, b) => (a.due === b.due ? a.agreement - b.agreement : a.due < b.due ? -1 : 1))
}

function outletsOf(db: ReadDb, agreement: number): Pick<OpenReminder, 'outlets' | 'managers'> {
  const rows = db.all<{ code: string; manager: string | null }>(
    `SELECT o.code, t.name AS manager FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
     LEFT JOIN terms t ON t.id = o.manager WHERE n.agreement = ? ORDER BY o.code`,
    agreement,
  )
  return {
    outlets: rows.map(({ code }) => code),
    managers: [...new Set(rows.flatMap(({ manager }) => manager ?? []))],
  }
}

/** How many are open and how many of these are late. */
export function reminderCounts(cx: Query): { open: number; late: number } {
  const open = openReminders(cx)
  return { open: open.length, late: open.filter(({ late }) => late).length }
}

/** Writes down what was done about every reminder of an agreement that is open; answers how many. */
export function settleReminders(
  cx: Command,
  agreement: Candidate,
  outcome: ReminderOutcome,
  note: string | null,
): number {
  const open = openOf(cx.db, agreement, reminderRule(cx.db), cx.today, specialDays(cx.db))
  for (const { days } of open) {
    cx.db.run(
      'INSERT INTO agreement_reminders (agreement, to_day, days, outcome, note, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      agreement.id,
      dateNumber(agreement.to),
      days,
      outcome,
      note,
      cx.user,
      cx.now,
    )
  }
  return open.length
}

/**
 * Deals with the end of an agreement: it will end (no more reminders come), or something else, in a note (the next one
 * still comes). Renewing is done by recording the next agreement.
 * @throws Refusal NOT_FOUND, WRONG_STATE where nothing is open, REASON_MISSING
 */
export function handleReminder(
  cx: Command,
  asked: { agreement: number; outcome: 'ending' | 'other'; note?: string | undefined },
): { agreement: number; number: string; settled: number } {
  const known = requireAgreement(cx.db, asked.agreement)
  const note = asked.note?.trim() || null
  if (asked.outcome === 'other' && note === null) throw new Refusal('REASON_MISSING')
  const isOpen = openReminders(cx).some(({ agreement }) => agreement === asked.agreement)
  if (!isOpen)
    throw new Refusal('WRONG_STATE', { what: 'agreement', name: known.number, state: 'handled', wanted: ['ending'] })
  const settled = settleReminders(cx, { id: asked.agreement, ...known }, asked.outcome, note)
  return { agreement: asked.agreement, number: known.number, settled }
}

export interface ReminderView {
  readonly days: number
  readonly on: IsoDate
  readonly due: IsoDate
  readonly late: boolean
  readonly outcome: ReminderOutcome | null
  readonly note: string | null
  readonly user: string | null
  readonly at: string | null
}

/** The reminders of one agreement, dealt with or not, for its page. */
export function remindersOn(cx: Query, id: number): ReminderView[] {
  const known = requireAgreement(cx.db, id)
  const done = cx.db.all<{ days: number; outcome: ReminderOutcome; note: string | null; user: string; at: string }>(
    'SELECT days, outcome, note, user, at FROM agreement_reminders WHERE agreement = ? AND to_day = ?',
    id,
    dateNumber(known.to),
  )
  const isOver = known.endedOn !== null || done.some(({ outcome }) => outcome !== 'other')
  return remindersOf(known, reminderRule(cx.db), cx.today, specialDays(cx.db)).flatMap((each) => {
    const found = done.find(({ days }) => days === each.days)
    if (!found && isOver) return []
    const { outcome = null, note = null, user = null, at = null } = found ?? {}
    return [{ ...each, late: !found && each.due < cx.today, outcome, note, user, at }]
  })
}

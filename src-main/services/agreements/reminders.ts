/** What is to be done about agreements that end: derived from the agreements, the day and what was done, never from a timer. */
import type { ReadDb } from '../../data/handles.ts'
import { type Reminder, remindersOf } from '../../domain/agreement.ts'
import { addDays, dateFromNumber, dateNumber, daysBetween, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
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

/** An agreement with the reminders of its end that have arisen and about which nothing was done. */
interface Ending {
  readonly row: { id: number; number: string; agent: string; agentName: string; exclusive: number }
  readonly to: IsoDate
  readonly open: readonly [Reminder, ...Reminder[]]
}

/** Agreements whose end is near or over and about which something may still be to do; ?1 is the last end that counts. */
const CANDIDATES = `g.to_day <= ?1 AND g.ended_on IS NULL AND g.recorded_on <= g.to_day
  AND NOT EXISTS (SELECT 1 FROM agreements r WHERE r.renewal_of = g.id)
  AND NOT EXISTS (SELECT 1 FROM agreement_reminders d WHERE d.agreement = g.id AND d.to_day = g.to_day AND d.outcome = 'ending')`

/** The reminders (days before the end) that were dealt with, as text. */
const DONE = `(SELECT group_concat(d.days) FROM agreement_reminders d WHERE d.agreement = g.id AND d.to_day = g.to_day)`

const lastEnd = ({ db, today }: Query) => dateNumber(addDays(today, firstReminder(reminderRule(db))))

/** What was dealt with is the same text for the same reminders, so many agreements share one answer. */
interface Dated {
  readonly to_day: number
  readonly recorded_on: number
  readonly done: string | null
}

/** The reminders that have arisen and about which nothing was done; worked out once for all agreements of the same days. */
function openReminderDays({ db, today }: Query): (dated: Dated) => readonly Reminder[] {
  const rule = reminderRule(db)
  const special = specialDays(db)
  const known = new Map<string, readonly Reminder[]>()
  return ({ to_day, recorded_on, done }) => {
    const key = `${to_day} ${recorded_on} ${done}`
    const found = known.get(key)
    if (found) return found
    const days = { to: dateFromNumber(to_day), recordedOn: dateFromNumber(recorded_on) }
    const settled = new Set(done?.split(',').map(Number))
    const open = remindersOf(days, rule, today, special).filter((each) => !settled.has(each.days))
    known.set(key, open)
    return open
  }
}

/** Every agreement with open reminders, the most urgent first; `only` looks at the agreements of these outlets alone. */
function endings(cx: Query, only?: readonly number[]): Ending[] {
  const openDays = openReminderDays(cx)
  return cx.db
    .all<Ending['row'] & Dated>(
      `SELECT g.id, g.number, a.code AS agent, a.name AS agentName, g.exclusive, g.to_day, g.recorded_on, ${DONE} AS done
       FROM agreements g JOIN agents a ON a.id = g.agent WHERE ${CANDIDATES}
       AND (?2 IS NULL OR g.id IN (SELECT n.agreement FROM json_each(?2) e JOIN agreement_outlets n ON n.outlet = e.value))`,
      lastEnd(cx),
      only ? JSON.stringify(only) : null,
    )
    .flatMap((row): Ending[] => {
      const [oldest, ...others] = openDays(row)
      return oldest ? [{ row, to: dateFromNumber(row.to_day), open: [oldest, ...others] }] : []
    })
    .sort((a, b) => (a.open[0].due === b.open[0].due ? a.row.id - b.row.id : a.open[0].due < b.open[0].due ? -1 : 1))
}

/** All open items of work about agreements' ends, the most urgent first; or those alone in which an outlet of `only` is named. */
export function openReminders(cx: Query, only?: readonly number[]): OpenReminder[] {
  const found = endings(cx, only)
  const outlets = outletsOf(
    cx.db,
    found.map(({ row }) => row.id),
  )
  return found.map(({ row, to, open }): OpenReminder => {
    const [oldest] = open
    const { id, exclusive, number, agent, agentName } = row
    const own = outlets.get(id) ?? []
    return {
      agreement: id,
      number,
      agent,
      agentName,
      exclusive: exclusive === 1,
      to,
      daysLeft: daysBetween(cx.today, to),
      days: open.at(-1)!.days,
      since: oldest.on,
      due: oldest.due,
      late: oldest.due < cx.today,
      outlets: own.map(({ code }) => code),
      managers: [...new Set(own.flatMap(({ manager }) => manager ?? []))],
    }
  })
}

function outletsOf(db: ReadDb, agreements: readonly number[]): Map<number, { code: string; manager: string | null }[]> {
  const outlets = new Map<number, { code: string; manager: string | null }[]>()
  for (const { agreement, ...outlet } of db.all<{ agreement: number; code: string; manager: string | null }>(
    `SELECT n.agreement, o.code, t.name AS manager FROM json_each(?) e JOIN agreement_outlets n ON n.agreement = e.value
     JOIN outlets o ON o.id = n.outlet LEFT JOIN terms t ON t.id = o.manager ORDER BY n.agreement, o.code`,
    JSON.stringify(agreements),
  )) {
    const known = outlets.get(agreement)
    if (known) known.push(outlet)
    else outlets.set(agreement, [outlet])
  }
  return outlets
}

export interface ReminderCounts {
  open: number
  late: number
}

/** How many are open and how many of these are late: counted by days and what was done, for many agreements share them. */
export function reminderCounts(cx: Query): ReminderCounts {
  const counts = countedBy(cx, '0', '')
  return counts.get(0) ?? { open: 0, late: 0 }
}

/** The same of every outlet that such an agreement names, by the id of the outlet's manager. */
export function reminderCountsByManager(cx: Query): Map<number, ReminderCounts> {
  const outlets =
    'JOIN agreement_outlets n ON n.agreement = g.id JOIN outlets o ON o.id = n.outlet AND o.manager IS NOT NULL'
  return countedBy(cx, 'o.manager', outlets)
}

function countedBy(cx: Query, by: string, join: string): Map<number, ReminderCounts> {
  const openDays = openReminderDays(cx)
  const counts = new Map<number, ReminderCounts>()
  for (const { whose, n, ...dated } of cx.db.all<Dated & { whose: number; n: number }>(
    `SELECT ${by} AS whose, g.to_day, g.recorded_on, ${DONE} AS done, count(*) AS n FROM agreements g ${join}
     WHERE ${CANDIDATES} GROUP BY 1, 2, 3, 4`,
    lastEnd(cx),
  )) {
    const [oldest] = openDays(dated)
    if (!oldest) continue
    const known = counts.get(whose) ?? { open: 0, late: 0 }
    known.open += n
    if (oldest.due < cx.today) known.late += n
    counts.set(whose, known)
  }
  return counts
}

/** The reminders of one agreement that have arisen and about which nothing was done. */
function openOf({ db, today }: Query, { id, ...agreement }: Candidate): Reminder[] {
  const done = new Set(
    db
      .all<{ days: number }>(
        'SELECT days FROM agreement_reminders WHERE agreement = ? AND to_day = ?',
        id,
        dateNumber(agreement.to),
      )
      .map(({ days }) => days),
  )
  return remindersOf(agreement, reminderRule(db), today, specialDays(db)).filter(({ days }) => !done.has(days))
}

/** Writes down what was done about every reminder of an agreement that is open; answers how many. */
export function settleReminders(
  cx: Command,
  agreement: Candidate,
  outcome: ReminderOutcome,
  note: string | null,
): number {
  const open = openOf(cx, agreement)
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
  const isOpen =
    cx.db.get(`SELECT 1 FROM agreements g WHERE g.id = ?2 AND ${CANDIDATES}`, lastEnd(cx), asked.agreement) !==
      undefined && openOf(cx, { id: asked.agreement, ...known }).length > 0
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

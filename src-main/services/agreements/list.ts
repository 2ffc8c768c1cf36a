/** Agreements as people see them: the list with its states, one whole with its chain, those of an outlet or an agent. */
import type { ReadDb } from '../../data/handles.ts'
import { type AgreementState, lastDayOf } from '../../domain/agreement.ts'
import { addDays, dateFromNumber, dateNumber, daysBetween, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { type ListAsked, likeOf, orderBy, type Sorts } from '../register/list-filter.ts'
import { type ReminderView, remindersOn } from './reminders.ts'
import { firstReminder, reminderRule } from './rule.ts'

export interface AgreementView {
  readonly id: number
  readonly number: string
  readonly agent: string
  readonly agentName: string
  readonly exclusive: boolean
  readonly signedOn: IsoDate
  readonly from: IsoDate
  readonly to: IsoDate
  /** The last day in force where it ended early. */
  readonly endedOn: IsoDate | null
  readonly state: AgreementState
  /** Days left to its last day; negative once it is over. */
  readonly daysLeft: number
  /** Codes of the outlets that it names. */
  readonly outlets: readonly string[]
  readonly managers: readonly string[]
  /** Numbers of the one before and the one after in the chain. */
  readonly renewalOf: string | null
  readonly renewedBy: string | null
  readonly remark: string | null
  readonly attachments: number
}

export interface AgreementFilter {
  /** Number; code, name, pinyin initials of the agent; code or name of an outlet. */
  readonly text?: string | undefined
  readonly state?: AgreementState | undefined
  readonly exclusive?: boolean | undefined
  readonly agent?: string | undefined
  readonly outlet?: string | undefined
  readonly manager?: string | undefined
}

interface AgreementRow {
  id: number
  number: string
  agent: string
  agentName: string
  exclusive: number
  signed_on: number
  from_day: number
  to_day: number
  ended_on: number | null
  state: AgreementState
  outlets: string | null
  managers: string | null
  renewalOf: string | null
  renewedBy: string | null
  remark: string | null
  attachments: number
}

/** ?1 is today, ?2 the last end that counts as near. */
const STATE = `CASE WHEN ?1 > coalesce(g.ended_on, g.to_day) THEN iif(g.ended_on IS NULL, 'expired', 'ended')
  WHEN ?1 < g.from_day THEN 'coming'
  WHEN g.ended_on IS NULL AND g.to_day <= ?2 AND NOT EXISTS (SELECT 1 FROM agreements r WHERE r.renewal_of = g.id) THEN 'ending'
  ELSE 'inForce' END`

const SELECT = `SELECT g.id, g.number, a.code AS agent, a.name AS agentName, g.exclusive, g.signed_on, g.from_day, g.to_day,
  g.ended_on, ${STATE} AS state,
  (SELECT group_concat(o.code, char(31)) FROM (SELECT o.code FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
    WHERE n.agreement = g.id ORDER BY o.code) o) AS outlets,
  (SELECT group_concat(DISTINCT t.name) FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
    JOIN terms t ON t.id = o.manager WHERE n.agreement = g.id) AS managers,
  p.number AS renewalOf, (SELECT r.number FROM agreements r WHERE r.renewal_of = g.id) AS renewedBy, g.remark,
  (SELECT count(*) FROM attachments e WHERE e.subject = 'agreement:' || g.id AND e.state = 'kept') AS attachments`
const FROM = 'FROM agreements g JOIN agents a ON a.id = g.agent LEFT JOIN agreements p ON p.id = g.renewal_of'

const SORTS: Sorts = {
  number: 'g.number',
  agent: 'a.code',
  agentName: ['a.pinyin', 'a.name'],
  exclusive: 'g.exclusive',
  signedOn: 'g.signed_on',
  from: 'g.from_day',
  to: 'g.to_day',
  daysLeft: 'coalesce(g.ended_on, g.to_day)',
  endedOn: 'g.ended_on',
  state: 'state',
}

function viewOf(row: AgreementRow, today: IsoDate): AgreementView {
  const { signed_on, from_day, to_day, ended_on, exclusive, outlets, managers, ...rest } = row
  const endedOn = ended_on === null ? null : dateFromNumber(ended_on)
  const to = dateFromNumber(to_day)
  return {
    ...rest,
    exclusive: exclusive === 1,
    signedOn: dateFromNumber(signed_on),
    from: dateFromNumber(from_day),
    to,
    endedOn,
    daysLeft: daysBetween(today, lastDayOf({ from: dateFromNumber(from_day), to, endedOn })),
    outlets: outlets?.split('\u001f') ?? [],
    managers: managers?.split(',') ?? [],
  }
}

function days(cx: Query): [number, number] {
  return [dateNumber(cx.today), dateNumber(addDays(cx.today, firstReminder(reminderRule(cx.db))))]
}

/** A page of the list; the nearest end first where no order is asked for. */
export function listAgreements(cx: Query, asked: ListAsked<AgreementFilter>): { total: number; rows: AgreementView[] } {
  const { text, state, exclusive, agent, outlet, manager } = asked.filter ?? {}
  // each subquery is answered once for the whole list
  const naming = (
    condition: string,
  ) => `g.id IN (SELECT n.agreement FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
    LEFT JOIN terms t ON t.id = o.manager WHERE ${condition})`
  const like = (column: string) => `${column} LIKE ?3 ESCAPE '\\'`
  const where = `(?3 IS NULL OR ${['g.number', 'a.code', 'a.name', 'a.pinyin'].map(like).join(' OR ')}
      OR ${naming(['o.code', 'o.name', 'o.pinyin'].map(like).join(' OR '))})
    AND (?4 IS NULL OR ${STATE} = ?4) AND (?5 IS NULL OR g.exclusive = ?5) AND (?6 IS NULL OR a.code = ?6)
    AND (?7 IS NULL OR ${naming('o.code = ?7')}) AND (?8 IS NULL OR ${naming('t.name = ?8')})`
  const values = [
    ...days(cx),
    likeOf(text),
    state ?? null,
    exclusive === undefined ? null : exclusive ? 1 : 0,
    agent ?? null,
    outlet ?? null,
    manager ?? null,
  ] as const
  const total = cx.db.get<{ n: number }>(`SELECT count(*) AS n ${FROM} WHERE ${where}`, ...values)?.n ?? 0
  const rows = cx.db.all<AgreementRow>(
    `${SELECT} ${FROM} WHERE ${where} ORDER BY ${orderBy(SORTS, asked.sort, 'g.to_day, g.id')} LIMIT ?9 OFFSET ?10`,
    ...values,
    asked.limit,
    asked.offset,
  )
  return { total, rows: rows.map((row) => viewOf(row, cx.today)) }
}

export interface AgreementPage extends AgreementView {
  readonly endedReason: string | null
  readonly endedBy: string | null
  readonly author: string
  readonly at: string
  readonly outletList: readonly { code: string; name: string; manager: string | null; to: IsoDate | null }[]
  /** The whole chain of renewals, the oldest first, this one in it. */
  readonly chain: readonly { id: number; number: string; from: IsoDate; to: IsoDate; endedOn: IsoDate | null }[]
  readonly reminders: readonly ReminderView[]
  /** Who had it before it was taken over, by day. */
  readonly takenOver: readonly { from: IsoDate; before: string; beforeName: string }[]
}

/** @throws Refusal NOT_FOUND */
export function getAgreement(cx: Query, id: number): AgreementPage {
  const { db } = cx
  const row = db.get<AgreementRow>(`${SELECT} ${FROM} WHERE g.id = ?3`, ...days(cx), id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agreement', name: String(id) })
  const more = db.get<{ endedReason: string | null; endedBy: string | null; author: string; at: string }>(
    'SELECT ended_reason AS endedReason, ended_by AS endedBy, author, at FROM agreements WHERE id = ?',
    id,
  )!
  const outletList = db
    .all<{ code: string; name: string; manager: string | null; to_day: number | null }>(
      `SELECT o.code, o.name, t.name AS manager, n.to_day FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
       LEFT JOIN terms t ON t.id = o.manager WHERE n.agreement = ? ORDER BY o.code`,
      id,
    )
    .map(({ to_day, ...outlet }) => ({ ...outlet, to: to_day === null ? null : dateFromNumber(to_day) }))
  const takenOver = db
    .all<{ from_day: number; before: string; beforeName: string }>(
      `SELECT t.from_day, a.code AS before, a.name AS beforeName FROM agreement_takeovers t JOIN agents a ON a.id = t.before
       WHERE t.agreement = ? ORDER BY t.from_day`,
      id,
    )
    .map(({ from_day, ...before }) => ({ from: dateFromNumber(from_day), ...before }))
  return {
    ...viewOf(row, cx.today),
    ...more,
    outletList,
    chain: chainOf(db, id),
    reminders: remindersOn(cx, id),
    takenOver,
  }
}

function chainOf(db: ReadDb, id: number): AgreementPage['chain'] {
  return db
    .all<{ id: number; number: string; from_day: number; to_day: number; ended_on: number | null }>(
      `WITH RECURSIVE back (id) AS (VALUES (?1) UNION SELECT g.renewal_of FROM agreements g JOIN back b ON g.id = b.id
         WHERE g.renewal_of IS NOT NULL),
       whole (id) AS (SELECT id FROM back UNION SELECT g.id FROM agreements g JOIN whole w ON g.renewal_of = w.id)
       SELECT id, number, from_day, to_day, ended_on FROM agreements WHERE id IN (SELECT id FROM whole) ORDER BY from_day`,
      id,
    )
    .map(({ id, number, from_day, to_day, ended_on }) => ({
      id,
      number,
      from: dateFromNumber(from_day),
      to: dateFromNumber(to_day),
      endedOn: ended_on === null ? null : dateFromNumber(ended_on),
    }))
}

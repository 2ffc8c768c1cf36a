/** What the checks of a month look at: its days, the register as it was at its end, the acts that belong to it; read once, when asked for. */

import type { ReadDb } from '../../data/handles.ts'
import type { Act } from '../../domain/checks/acts.ts'
import type { CheckWords, Finding } from '../../domain/checks/check.ts'
import type { LocalMoment } from '../../domain/checks/odd-hours.ts'
import type { Saying } from '../../domain/checks/one-pc.ts'
import type { RegisteredAgent } from '../../domain/checks/shared.ts'
import { addMonths, firstDay, type IsoDate, lastDay, type Month, monthNumber } from '../../domain/month.ts'
import { auditWords } from '../../domain/said/audit-words.ts'
import { subjectWords } from '../../domain/said/subject-words.ts'
import { isWorkingDay } from '../../domain/working-days.ts'
import { specialDays } from '../checking/calendar.ts'
import { rowsAt } from '../register/history.ts'
import { localDay, localSecond } from '../wall-clock.ts'

/** A check of the store: its words and how it finds; `null` between findings lets others be answered. */
export interface Check {
  readonly words: CheckWords
  find(look: Look): Generator<Finding | null>
}

export interface Look {
  readonly db: ReadDb
  readonly period: Month
  readonly today: IsoDate
  /** The last day of the month, or today where it is not over. */
  readonly end: IsoDate
  readonly say: Saying
  readonly when: (at: string) => LocalMoment
  /** Agents as they were on `end`, by code; read once, some at a time. */
  agents(): Generator<null, readonly RegisteredAgent[]>
}

/** Nothing is read before a check asks for it. */
export function lookAt(db: ReadDb, period: Month, today: IsoDate): Look {
  const end = lastDay(period) < today ? lastDay(period) : today
  const special = specialDays(db)
  let agents: readonly RegisteredAgent[] | undefined
  return {
    db,
    period,
    today,
    end,
    say: {
      act: auditWords,
      moment: (at) => localSecond(new Date(at)),
      thing: (subject) => subjectWords(subject) ?? '',
    },
    when: (at) => {
      const local = new Date(at)
      const day = localDay(local)
      return { day, minute: local.getHours() * 60 + local.getMinutes(), working: isWorkingDay(day, special) }
    },
    *agents() {
      agents ??= yield* agentsOn(db, end)
      return agents
    },
  }
}

const AGENTS_A_STEP = 500

function* agentsOn(db: ReadDb, day: IsoDate): Generator<null, RegisteredAgent[]> {
  const ids = db.all<{ id: number }>('SELECT id FROM agents ORDER BY code').map(({ id }) => id)
  const found: RegisteredAgent[] = []
  for (let at = 0; at < ids.length; at += AGENTS_A_STEP) {
    for (const row of rowsAt(db, 'agent', day, ids.slice(at, at + AGENTS_A_STEP)).values())
      found.push({
        code: String(row.code),
        name: String(row.name),
        payeeName: text(row.payee_name),
        account: text(row.account),
        idNumber: text(row.id_number),
        phone: text(row.phone),
      })
    yield null
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1))
}

const text = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value)

/** The day on which something was written down, by the office's clock. */
export const dayOf = (at: string): IsoDate => localDay(new Date(at))

/** A row of the record, without its detail. */
export interface AuditRow {
  id: number
  at: string
  user: string
  act: string
  period: number | null
  subject: string | null
  pc: string | null
  browser: string | null
}

const COLUMNS = 'id, at, user, act, period, subject, pc, browser'

/** The instants between which a calendar month lies by the office's clock. */
function instantsOf(period: Month): [string, string] {
  const start = (month: Month) => new Date(`${firstDay(month)}T00:00:00`).toISOString()
  return [start(period), start(addMonths(period, 1))]
}

const ACTS_A_STEP = 1500

/**
 * Acts that belong to a month and are wanted: those about its settlement, whenever done, and all others done in it; in order of
 * time. `wanted` looks at what the record itself says.
 */
export function* actsOf(look: Look, wanted: (act: AuditRow) => boolean): Generator<null, Act[]> {
  const { db, period } = look
  const rows = db
    .all<AuditRow>(`SELECT ${COLUMNS} FROM audit WHERE period = ? ORDER BY id`, monthNumber(period))
    .filter(wanted)
  yield null
  const [start, end] = instantsOf(period)
  let from = start
  let after = 0
  for (;;) {
    const some = db.all<AuditRow>(
      `SELECT ${COLUMNS} FROM audit INDEXED BY audit_at WHERE at >= ?1 AND at < ?2 AND (at > ?1 OR id > ?3) ORDER BY at, id LIMIT ?4`,
      from,
      end,
      after,
      ACTS_A_STEP,
    )
    rows.push(...some.filter((row) => row.period === null && wanted(row)))
    yield null
    const last = some.at(-1)
    if (!last || some.length < ACTS_A_STEP) break
    from = last.at
    after = last.id
  }
  rows.sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1))
  const acts: Act[] = []
  for (const [at, row] of rows.entries()) {
    acts.push(actOf(db, row))
    if (at % ACTS_A_STEP === ACTS_A_STEP - 1) yield null
  }
  return acts
}

/** What was done at a machine in the time before an act, and the act itself; in order of time. */
export function actsBefore(db: ReadDb, act: Act, seconds: number): Act[] {
  const since = new Date(Date.parse(act.at) - seconds * 1000).toISOString()
  return db
    .all<AuditRow>(
      `SELECT ${COLUMNS} FROM audit INDEXED BY audit_at WHERE at >= ?1 AND at <= ?2 AND (pc = ?3 OR browser = ?4) ORDER BY at, id`,
      since,
      act.at,
      act.pc,
      act.browser,
    )
    .map((row) => actOf(db, row))
}

function actOf(db: ReadDb, { period, subject, ...row }: AuditRow): Act {
  const things = subject === null ? [] : [subject]
  const adjustment = subject?.match(/^adjustment:(\d+)$/)?.[1]
  if (adjustment !== undefined) things.push(...adjustmentNames(db, Number(adjustment)))
  return { ...row, things }
}

/** What an adjustment was asked under: its outlet's statement, or the dispute that it settles. */
function adjustmentNames(db: ReadDb, id: number): string[] {
  const found = db.get<{ period: number; code: string; dispute: number | null }>(
    `SELECT a.period, o.code, (SELECT d.id FROM disputes d WHERE d.adjustment = a.id) AS dispute
     FROM adjustments a JOIN outlets o ON o.id = a.outlet WHERE a.id = ?`,
    id,
  )
  if (!found) return []
  const month = String(found.period)
  const names = [`statement:${month.slice(0, 4)}-${month.slice(4)}:${found.code}`]
  return found.dispute === null ? names : [...names, `dispute:${found.dispute}`]
}

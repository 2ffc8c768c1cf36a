/**
 * 网点核对: agents are given their trial statements, three working days to look at them, and say yes, no or nothing; silence
 * counts as consent after the deadline; somebody may skip it, which is recorded (DOMAIN.md §1, §5).
 */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { dateFromNumber, dateNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { factsOf } from '../settlements/facts.ts'
import { requireState, stateOf } from '../settlements/state.ts'
import { outletSums } from '../settlements/statements.ts'
import { workingDaysAfter } from './calendar.ts'

/** Agents have three working days (DOMAIN.md §1). */
const WORKING_DAYS = 3

/** What holds of a sheet now: an answer, silence after the deadline, or none yet. */
export type SheetState = 'waiting' | 'consented' | 'objected' | 'silent'

export interface CheckingSheet {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  readonly agentName: string | null
  /** What the agent was told; null for a statement that came to be afterwards. */
  readonly told: string | null
  /** What the statement says now; null where it has gone. */
  readonly now: string | null
  /** The amount is another than was told, or nobody was told: he must be told again. */
  readonly changed: boolean
  readonly state: SheetState
  readonly deadline: IsoDate | null
  readonly times: number
  readonly saidBy: string | null
  readonly note: string | null
  readonly user: string | null
  readonly at: string | null
  /** Open disputes of the outlet in this month. */
  readonly disputes: number
}

export interface Checking {
  readonly period: Month
  readonly started: { readonly by: string; readonly at: string } | null
  readonly ended: { readonly how: 'finished' | 'skipped'; readonly by: string; readonly at: string } | null
  readonly reason: string | null
  readonly counts: Readonly<Record<SheetState | 'changed' | 'disputes', number>>
  readonly sheets: readonly CheckingSheet[]
}

interface SheetRow {
  outlet: number
  gross: number
  times: number
  deadline: number
  answer: 'none' | 'consented' | 'objected'
  said_by: string | null
  note: string | null
  user: string | null
  at: string | null
}

interface CheckingRow {
  started_by: string | null
  started_at: string | null
  ended: 'finished' | 'skipped' | null
  ended_by: string | null
  ended_at: string | null
  reason: string | null
}

function rowOf(db: ReadDb, period: Month): CheckingRow | undefined {
  return db.get<CheckingRow>('SELECT * FROM checkings WHERE period = ?', monthNumber(period))
}

/** Where the checking of a month stands. */
export function checkingOf(cx: Pick<Query, 'db' | 'today'>, period: Month): Checking {
  const { db } = cx
  const row = rowOf(db, period)
  const told = new Map(
    db
      .all<SheetRow>('SELECT * FROM checking_sheets WHERE period = ?', monthNumber(period))
      .map((sheet) => [sheet.outlet, sheet]),
  )
  const isGoing = row?.started_by !== null && row?.started_by !== undefined
  // asked by every screen: a month that was not given out costs nothing
  const facts = isGoing ? factsOf(db, period) : null
  const now = new Map(facts ? outletSums(db, period, facts).map(({ outlet, gross }) => [outlet, gross]) : [])
  const disputes = new Map(
    db
      .all<{ outlet: number; n: number }>(
        "SELECT outlet, count(*) AS n FROM disputes WHERE period = ? AND state = 'open' GROUP BY outlet",
        monthNumber(period),
      )
      .map(({ outlet, n }) => [outlet, n]),
  )
  const ids = facts ? [...new Set([...told.keys(), ...now.keys()])] : []
  const sheets = ids
    .flatMap((id): CheckingSheet[] => {
      const outlet = facts?.outlets.get(id)
      if (!outlet) return []
      const agent = outlet.agentId === null ? undefined : facts?.agents.get(outlet.agentId)
      const sheet = told.get(id)
      const gross = now.get(id)
      return [
        {
          outlet: outlet.code,
          name: outlet.name,
          agent: agent?.code ?? null,
          agentName: agent?.name ?? null,
          told: sheet ? yuan(asFen(sheet.gross)) : null,
          now: gross === undefined ? null : yuan(gross),
          changed: sheet?.gross !== gross,
          state: sheet ? sheetState(sheet, cx.today) : 'waiting',
          deadline: sheet ? dateFromNumber(sheet.deadline) : null,
          times: sheet?.times ?? 0,
          saidBy: sheet?.said_by ?? null,
          note: sheet?.note ?? null,
          user: sheet?.user ?? null,
          at: sheet?.at ?? null,
          disputes: disputes.get(id) ?? 0,
        },
      ]
    })
    .sort((a, b) => (a.outlet < b.outlet ? -1 : 1))
  const count = (holds: (sheet: CheckingSheet) => boolean) => sheets.filter(holds).length
  return {
    period,
    started: row?.started_by ? { by: row.started_by, at: row.started_at ?? '' } : null,
    ended: row?.ended ? { how: row.ended, by: row.ended_by ?? '', at: row.ended_at ?? '' } : null,
    reason: row?.reason ?? null,
    counts: {
      waiting: count(({ state }) => state === 'waiting'),
      consented: count(({ state }) => state === 'consented'),
      objected: count(({ state }) => state === 'objected'),
      silent: count(({ state }) => state === 'silent'),
      changed: count(({ changed }) => changed),
      disputes: [...disputes.values()].reduce((sum, n) => sum + n, 0),
    },
    sheets,
  }
}

function sheetState({ answer, deadline }: Pick<SheetRow, 'answer' | 'deadline'>, today: IsoDate): SheetState {
  if (answer !== 'none') return answer
  return deadline < dateNumber(today) ? 'silent' : 'waiting'
}

/**
 * Gives every outlet with a statement to its agent to check; a month sent back may begin anew.
 * @throws Refusal WRONG_STATE, PERIOD_CLOSED, INVALID_INPUT for a deadline that has passed
 */
export function startChecking(
  cx: Command,
  { period, deadline }: { period: Month; deadline?: IsoDate | undefined },
): { period: Month; deadline: IsoDate; outlets: number } {
  requireState(cx.db, period, ['calculated'])
  const until = deadlineOf(cx, deadline)
  const number = monthNumber(period)
  cx.db.run('DELETE FROM checking_sheets WHERE period = ?', number)
  cx.db.run('DELETE FROM checkings WHERE period = ?', number)
  cx.db.run('INSERT INTO checkings (period, started_by, started_at) VALUES (?, ?, ?)', number, cx.user, cx.now)
  const facts = factsOf(cx.db, period)
  const sums = outletSums(cx.db, period, facts)
  for (const { outlet, gross } of sums) tell(cx, number, outlet, gross, until)
  cx.db.run("UPDATE settlements SET status = 'checking' WHERE period = ?", number)
  return { period, deadline: until, outlets: sums.length }
}

function deadlineOf(cx: Command, given: IsoDate | undefined): IsoDate {
  const until = given ?? workingDaysAfter(cx.db, cx.today, WORKING_DAYS)
  if (until < cx.today) throw new Refusal('INVALID_INPUT', { field: 'deadline', reason: 'past', value: until })
  return until
}

function tell(cx: Command, period: number, outlet: number, gross: number, deadline: IsoDate): void {
  cx.db.run(
    `INSERT INTO checking_sheets (period, outlet, gross, told_by, told_at, deadline) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (period, outlet) DO UPDATE SET gross = ?3, told_by = ?4, told_at = ?5, deadline = ?6, times = times + 1,
     answer = 'none', said_by = NULL, note = NULL, user = NULL, at = NULL`,
    period,
    outlet,
    gross,
    cx.user,
    cx.now,
    dateNumber(deadline),
  )
}

/**
 * Tells agents again whose amounts have changed since (all of them, or those of the named outlets), with a new deadline.
 * @throws Refusal WRONG_STATE, NOT_FOUND
 */
export function tellAgain(
  cx: Command,
  asked: { period: Month; outlets?: readonly string[] | undefined; deadline?: IsoDate | undefined },
): { outlets: readonly string[]; deadline: IsoDate } {
  requireGoing(cx, asked.period)
  const until = deadlineOf(cx, asked.deadline)
  const number = monthNumber(asked.period)
  const { sheets } = checkingOf(cx, asked.period)
  const wanted = asked.outlets ? new Set(asked.outlets) : null
  for (const code of wanted ?? [])
    if (!sheets.some(({ outlet }) => outlet === code)) throw new Refusal('NOT_FOUND', { what: 'statement', name: code })
  const facts = factsOf(cx.db, asked.period)
  const idOf = new Map([...facts.outlets.values()].map(({ code, id }) => [code, id]))
  const sums = new Map(outletSums(cx.db, asked.period, facts).map(({ outlet, gross }) => [outlet, gross]))
  const told: string[] = []
  for (const { outlet } of sheets.filter(({ changed, outlet }) => (wanted ? wanted.has(outlet) : changed))) {
    const id = idOf.get(outlet)!
    const gross = sums.get(id)
    // the statement has gone: there is nothing left to check
    if (gross === undefined) cx.db.run('DELETE FROM checking_sheets WHERE period = ? AND outlet = ?', number, id)
    else tell(cx, number, id, gross, until)
    told.push(outlet)
  }
  return { outlets: told, deadline: until }
}

/** The checking of the month is under way. @throws Refusal WRONG_STATE, PERIOD_CLOSED */
export function requireGoing(cx: Pick<Command, 'db'>, period: Month): void {
  requireState(cx.db, period, ['checking'])
}

/**
 * Records what an agent said of some outlets; an objection is recorded by raising a dispute (services/disputes).
 * @throws Refusal WRONG_STATE, NOT_FOUND, CHECKING_OPEN where an amount has changed since he was told
 */
export function recordAnswer(
  cx: Command,
  asked: {
    period: Month
    outlets: readonly string[]
    answer: 'consented' | 'none'
    saidBy: string
    note?: string | undefined
  },
): { outlets: readonly string[] } {
  requireGoing(cx, asked.period)
  const sheets = new Map(checkingOf(cx, asked.period).sheets.map((sheet) => [sheet.outlet, sheet]))
  for (const code of asked.outlets) {
    const sheet = sheets.get(code)
    if (!sheet || sheet.told === null) throw new Refusal('NOT_FOUND', { what: 'statement', name: code })
    if (sheet.changed && asked.answer === 'consented')
      throw new Refusal('CHECKING_OPEN', { period: asked.period, reason: 'changed', outlets: [code], count: 1 })
    setAnswer(cx, asked.period, code, asked)
  }
  return { outlets: asked.outlets }
}

/** Puts an answer on an outlet's sheet. */
export function setAnswer(
  cx: Command,
  period: Month,
  outlet: string,
  { answer, saidBy, note }: { answer: 'none' | 'consented' | 'objected'; saidBy: string; note?: string | undefined },
): void {
  const isNone = answer === 'none'
  cx.db.run(
    `UPDATE checking_sheets SET answer = ?, said_by = ?, note = ?, user = ?, at = ?
     WHERE period = ? AND outlet = (SELECT id FROM outlets WHERE code = ?)`,
    answer,
    isNone ? null : saidBy,
    isNone ? null : (note ?? null),
    cx.user,
    cx.now,
    monthNumber(period),
    outlet,
  )
}

/**
 * The month is not given to agents, or those who have not answered are waited for no longer; who and why is recorded.
 * @throws Refusal WRONG_STATE, PERIOD_CLOSED
 */
export function skipChecking(cx: Command, { period, reason }: { period: Month; reason: string }): { period: Month } {
  requireState(cx.db, period, ['calculated', 'checking'])
  endChecking(cx, period, 'skipped', reason)
  return { period }
}

function endChecking(cx: Command, period: Month, how: 'finished' | 'skipped', reason: string | null): void {
  cx.db.run(
    `INSERT INTO checkings (period, ended, ended_by, ended_at, reason) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (period) DO UPDATE SET ended = ?2, ended_by = ?3, ended_at = ?4, reason = ?5`,
    monthNumber(period),
    how,
    cx.user,
    cx.now,
    reason,
  )
}

/**
 * Ends the checking when the month is reviewed: everybody must have answered, or been silent past the deadline, on the
 * amounts as they are. A month that was never given out is recorded as skipped by who reviews it.
 * @throws Refusal CHECKING_OPEN {waiting, changed, outlets} naming who is still to be asked
 */
export function endForReview(cx: Command, period: Month): void {
  const row = rowOf(cx.db, period)
  if (stateOf(cx.db, period).status !== 'checking') {
    if (!row?.ended) endChecking(cx, period, 'skipped', null)
    return
  }
  if (row?.ended) return
  const { sheets } = checkingOf(cx, period)
  const waiting = sheets.filter(({ state, changed }) => state === 'waiting' || changed)
  if (waiting.length > 0) {
    throw new Refusal('CHECKING_OPEN', {
      period,
      reason: 'waiting',
      count: waiting.length,
      changed: waiting.filter(({ changed }) => changed).length,
      outlets: waiting.slice(0, 20).map(({ outlet }) => outlet),
    })
  }
  endChecking(cx, period, 'finished', null)
}

/** A month that is sent back goes on being checked where it had been given out; answers stay. Says whether it does. */
export function resumeChecking(cx: Command, period: Month): boolean {
  const row = rowOf(cx.db, period)
  if (!row?.started_by || row.ended === 'skipped') return false
  cx.db.run(
    'UPDATE checkings SET ended = NULL, ended_by = NULL, ended_at = NULL, reason = NULL WHERE period = ?',
    monthNumber(period),
  )
  return true
}

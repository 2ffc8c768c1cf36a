/** A closed month calculated anew on the side, over the ledgers and policies as they are now; nothing of it is paid by itself. */
import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { sweepRun } from '../leftovers.ts'
import type { Actor, Office, Query } from '../office.ts'
import { firstSettledMonth } from '../opening/start.ts'
import { writeSideLines } from '../settlements/calculate.ts'
import { scopeOf } from '../settlements/scope.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { givenBack } from './given-back.ts'

/** A closed month with what came for it after it was closed. */
export interface LateMonth {
  readonly period: Month
  /** Batches of its own month that came later, and their rows. */
  readonly batches: number
  readonly rows: number
  /** Versions of policies that were approved for it later. */
  readonly policies: readonly string[]
  /** The last calculation on the side. */
  readonly calculatedBy: string | null
  readonly calculatedAt: string | null
  /** Something came since that calculation, or there is none and something came. */
  readonly stale: boolean
}

/** The closed months, newest first. */
export function lateMonths({ db }: Pick<Query, 'db'>): LateMonth[] {
  const start = firstSettledMonth(db)
  const months = db.all<{ period: number; run: number; lastBatch: number | null; closed_at: string }>(
    `SELECT s.period, s.run, r.report ->> 'lastBatch' AS lastBatch, s.closed_at FROM settlements s
     JOIN settlement_runs r ON r.id = s.run WHERE s.status IN ('closed', 'paid') AND s.period >= ? ORDER BY s.period DESC`,
    start === null ? 0 : monthNumber(start),
  )
  return months.map(({ period, lastBatch, closed_at }) => {
    const late = db.get<{ batches: number; rows: number | null; newest: number | null }>(
      `SELECT count(*) AS batches, sum(p.rows) AS rows, max(b.id) AS newest FROM batch_periods p JOIN batches b ON b.id = p.batch
       WHERE p.period = ? AND b.id > ? AND b.state = 'active' AND b.kind NOT IN ('controlTotals', 'expectedAmounts')`,
      period,
      lastBatch ?? 0,
    )
    const policies = db.all<{ code: string; version: number; decided_at: string }>(
      `SELECT code, version, decided_at FROM policies WHERE status IN ('approved', 'retired') AND from_month <= ?1
       AND (to_month IS NULL OR to_month >= ?1) AND decided_at > ?2 ORDER BY code, version`,
      period,
      closed_at,
    )
    const side = lateRunOf(db, monthFromNumber(period))
    const leaving = lateLeaving(db, period)
    const newest = policies
      .map(({ decided_at }) => decided_at)
      .toSorted()
      .at(-1)
    const stale =
      side === null
        ? (late?.batches ?? 0) + policies.length + leaving > 0
        : Math.max(late?.newest ?? 0, leaving) > side.lastBatch || (newest !== undefined && newest > side.at)
    return {
      period: monthFromNumber(period),
      batches: late?.batches ?? 0,
      rows: late?.rows ?? 0,
      policies: policies.map(({ code, version }) => `${code} 第 ${version} 版`),
      calculatedBy: side?.author ?? null,
      calculatedAt: side?.at ?? null,
      stale,
    }
  })
}

/** The newest late batch of a later closed month, where members were taken from this one: it may say that they never left. */
function lateLeaving(db: ReadDb, period: number): number {
  const taken = db.get(
    `SELECT 1 FROM member_takings t JOIN settlement_lines l ON l.id = t.source JOIN settlement_runs r ON r.id = l.run
     WHERE r.period = ? LIMIT 1`,
    period,
  )
  if (!taken) return 0
  const row = db.get<{ newest: number | null }>(
    `SELECT max(b.id) AS newest FROM batch_periods p JOIN batches b ON b.id = p.batch AND b.state = 'active'
     JOIN settlements s ON s.period = p.period AND s.status IN ('closed', 'paid') JOIN settlement_runs r ON r.id = s.run
     WHERE p.period > ? AND b.kind IN ('entries', 'subscriberMonths') AND b.id > coalesce(r.report ->> 'lastBatch', 0)`,
    period,
  )
  return row?.newest ?? 0
}

interface LateRun {
  readonly run: number
  readonly author: string
  readonly at: string
  readonly lastBatch: number
}

/** The members that a calculation on the side found to have been taken wrongly. */
export function givenBackOf(db: ReadDb, run: number): ReadonlySet<number> {
  const row = db.get<{ found: string | null }>(
    "SELECT report -> '$.givenBack' AS found FROM settlement_runs WHERE id = ?",
    run,
  )
  return new Set(JSON.parse(row?.found ?? '[]') as number[])
}

/** The last calculation of the month on the side; null where there is none. */
export function lateRunOf(db: ReadDb, period: Month): LateRun | null {
  const row = db.get<{ run: number; author: string; at: string; lastBatch: number | null }>(
    `SELECT l.run, l.author, l.at, r.report ->> 'lastBatch' AS lastBatch FROM late_runs l JOIN settlement_runs r ON r.id = l.run
     WHERE l.period = ? ORDER BY l.run DESC LIMIT 1`,
    monthNumber(period),
  )
  return row ? { ...row, lastBatch: row.lastBatch ?? 0 } : null
}

/** @throws Refusal WRONG_STATE for a month that is not closed, PERIOD_CLOSED for the opening and what lies before it */
export function requireSettledAndClosed(db: ReadDb, period: Month): void {
  const start = firstSettledMonth(db)
  const words = chineseMonth(period)
  if (start !== null && period < start) throw new Refusal('PERIOD_CLOSED', { period, words })
  const state = stateOf(db, period)
  if (!isClosed(state)) throw new Refusal('WRONG_STATE', { period, words, state: state.status, wanted: ['closed'] })
}

/**
 * Calculates a closed month on the side. Lines of clawback are not calculated again: the open month takes what is late.
 * @throws Refusal WRONG_STATE, DATA_CHANGED, CANCELLED; the former calculation stands then
 */
export async function calculateLate(
  office: Office,
  actor: Actor,
  job: Job,
  { period }: { period: Month },
  act: string,
): Promise<{ period: Month; run: number; lines: number }> {
  const { store } = office
  requireSettledAndClosed(store.read, period)
  const revision = revisionOf(store.read)
  const scope = scopeOf(store.read, period)
  const run = store.write((db) =>
    db.run(
      "INSERT INTO settlement_runs (period, state, revision, user, at) VALUES (?, 'running', ?, ?, ?)",
      monthNumber(period),
      revision,
      actor.user,
      office.clock.now().toISOString(),
    ),
  ).lastInsertRowid
  try {
    const report = {
      ...(await writeSideLines(office, scope, run, job)),
      givenBack: await givenBack(office, period, job),
    }
    job.seal()
    const done = runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period })
      const lines = cx.db.get<{ n: number }>('SELECT count(*) AS n FROM settlement_lines WHERE run = ?', run)?.n ?? 0
      cx.db.run(
        "UPDATE settlement_runs SET state = 'complete', lines = ?, report = ? WHERE id = ?",
        lines,
        JSON.stringify(report),
        run,
      )
      const replaced = unusedRuns(cx.db, period)
      for (const old of replaced) {
        cx.db.run('DELETE FROM late_runs WHERE run = ?', old)
        cx.db.run("UPDATE settlement_runs SET state = 'superseded' WHERE id = ?", old)
      }
      cx.db.run(
        'INSERT INTO late_runs (run, period, author, at) VALUES (?, ?, ?, ?)',
        run,
        monthNumber(period),
        cx.user,
        cx.now,
      )
      return { result: { lines, replaced }, period, subject: `settlement:${period}`, detail: { run, lines } }
    })
    for (const old of done.replaced) await sweepRun(office, old)
    return { period, run, lines: done.lines }
  } catch (error) {
    await sweepRun(office, run)
    throw error
  }
}

/** Calculations on the side that no correction was posted from. */
function unusedRuns(db: ReadDb, period: Month): number[] {
  return db
    .all<{ run: number }>(
      'SELECT run FROM late_runs WHERE period = ? AND run NOT IN (SELECT run FROM late_corrections)',
      monthNumber(period),
    )
    .map(({ run }) => run)
}

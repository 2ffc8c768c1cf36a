/** What a confirmed late correction changes beside its amount: the lines that clawback takes from (DOMAIN.md §5, late data). */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Command } from '../office.ts'
import { requireState } from '../settlements/state.ts'
import { type OutletDifference, takenFrom } from './differences.ts'
import { givenBackOf } from './late-run.ts'

/** The states of a month that may still be calculated. */
export const CALCULABLE = ['open', 'calculated', 'checking'] as const

interface CorrectionRow {
  period: number
  outlet: number
  run: number
  posted: number
  breakdown: string
}

/**
 * What confirming a late correction brings beside its amount: the members of the new lines count as paid, and the month must be
 * calculated after it, since its clawback now takes from those lines.
 * @throws Refusal WRONG_STATE once the month is reviewed: send it back first
 */
export function confirmLate(db: WriteDb, adjustment: number): void {
  const row = db.get<CorrectionRow>(
    'SELECT period, outlet, run, posted, breakdown FROM late_corrections WHERE adjustment = ?',
    adjustment,
  )
  if (!row) return
  requireState(db, monthFromNumber(row.posted), CALCULABLE)
  const { sources } = JSON.parse(row.breakdown) as OutletDifference
  for (const { line, taken } of sources) {
    db.run('INSERT OR REPLACE INTO late_sources (line, taken) VALUES (?, ?)', line, taken)
  }
  keepTakings(db, row)
  db.run('UPDATE revision SET number = number + 1')
  db.run('UPDATE late_corrections SET confirmed = (SELECT number FROM revision) WHERE adjustment = ?', adjustment)
}

/** Members that closed months took already are not taken again from the new lines. */
function keepTakings(db: WriteDb, { period, outlet, run }: CorrectionRow): void {
  const closedRuns = new Set(
    db
      .all<{ run: number }>("SELECT run FROM settlements WHERE status IN ('closed', 'paid') AND run IS NOT NULL")
      .map((row) => row.run),
  )
  const month = monthFromNumber(period)
  for (const [key, activations] of takenFrom(db, month, outlet, closedRuns, givenBackOf(db, run))) {
    const [policy = '', clause = ''] = key.split('\n')
    for (const activation of activations) {
      db.run(
        `INSERT OR IGNORE INTO member_takings (run, source, activation, cause, evidence)
         SELECT t.run, n.id, t.activation, t.cause, t.evidence FROM member_takings t JOIN settlement_lines o ON o.id = t.source
         JOIN settlement_runs r ON r.id = o.run AND r.period = ?1 JOIN policies op ON op.id = o.policy AND op.code = ?3
         JOIN settlement_lines n ON n.run = ?5 AND n.outlet = ?2 AND n.clause = ?4 AND n.kind IN ('instalment', 'residual')
         JOIN policies np ON np.id = n.policy AND np.code = ?3
         WHERE t.activation = ?6 AND o.outlet = ?2 AND o.clause = ?4`,
        period,
        outlet,
        policy,
        clause,
        run,
        activation,
      )
    }
  }
}

/** Late corrections in the month that were confirmed after its calculation: it must be calculated again before it closes. */
export function confirmedAfterRun(db: ReadDb, period: Month, run: number | null): string[] {
  return db
    .all<{ code: string }>(
      `SELECT o.code FROM late_corrections c JOIN adjustments a ON a.id = c.adjustment AND a.state = 'confirmed'
       JOIN outlets o ON o.id = c.outlet WHERE c.posted = ?1
       AND c.confirmed > coalesce((SELECT revision FROM settlement_runs WHERE id = ?2), 0) ORDER BY o.code`,
      monthNumber(period),
      run,
    )
    .map(({ code }) => code)
}

/** When a month is reopened, corrections of later months that counted on what it took are refused: they are worked out anew. */
export function refuseLaterCorrections(cx: Command, reopened: Month): void {
  const rows = cx.db.all<{ adjustment: number; run: number; outlet: number }>(
    `SELECT c.adjustment, c.run, c.outlet FROM late_corrections c JOIN adjustments a ON a.id = c.adjustment
     WHERE c.posted > ? AND a.state <> 'refused'`,
    monthNumber(reopened),
  )
  for (const { adjustment, run, outlet } of rows) {
    cx.db.run(
      "UPDATE adjustments SET state = 'refused', decided_by = ?, decided_at = ?, decision = ? WHERE id = ?",
      cx.user,
      cx.now,
      `${chineseMonth(reopened)}已反结账，需要重新补算`,
      adjustment,
    )
    const lines = '(SELECT id FROM settlement_lines WHERE run = ?1 AND outlet = ?2)'
    cx.db.run(`DELETE FROM member_takings WHERE source IN ${lines}`, run, outlet)
    cx.db.run(`DELETE FROM late_sources WHERE line IN ${lines}`, run, outlet)
  }
}

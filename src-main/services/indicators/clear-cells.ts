/**
 * Emptying cells of the indicator grid: a batch that takes the place of stored values and has none of its own. Who emptied what and
 * when stays known, and undoing the batch brings the values back, as with any rows that a batch replaces.
 */
import { createHash } from 'node:crypto'
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { insertBatch } from '../ledgers/batch-write.ts'
import { DifferenceList } from '../ledgers/differences.ts'
import type { ImportReport } from '../ledgers/import-answer.ts'
import { TOLD } from '../ledgers/replace.ts'
import { hideReplaced, moveHome, moveToHolder } from '../ledgers/replaced-rows.ts'
import type { Actor, Office } from '../office.ts'

/** A stored value that is to be emptied. */
export interface KnownCell {
  readonly id: number
  readonly batch: number
  readonly outlet: string
  readonly indicator: string
  readonly value: string
}

const ROWS_A_STEP = 500

/** Answers the number of the batch. The cells must be checked before: nothing of a closed month is emptied. */
export async function clearCells(
  office: Office,
  actor: Actor,
  job: Job,
  { period, cells }: { period: Month; cells: readonly KnownCell[] },
  act: string,
): Promise<number> {
  const { store } = office
  const at = office.clock.now().toISOString()
  const batch = store.write((db) => insertBatch(db, 'indicators', 'loading', undefined, actor.user, at))
  try {
    for (let from = 0; from < cells.length; from += ROWS_A_STEP) {
      store.step((db) => {
        for (const { id, batch: owner } of cells.slice(from, from + ROWS_A_STEP))
          db.run('INSERT INTO replaced_rows (batch, row, owner) VALUES (?, ?, ?)', batch, id, owner)
      })
      await job.breathe()
    }
    await moveToHolder(office, 'indicators', batch, () => job.breathe())
    job.seal()
    const report = reportOf(period, actor, at, cells)
    return runCommand(office, actor, act, (cx) => {
      hideReplaced(cx.db, batch)
      cx.db.run(
        `UPDATE batches SET state = 'active', rows_read = ?1, rows_updated = ?1, report = ?2 WHERE id = ?3`,
        cells.length,
        JSON.stringify(report),
        batch,
      )
      cx.db.run(
        'INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet) VALUES (?, 1, ?, ?, 0, ?)',
        batch,
        report.file.name,
        report.file.sha256,
        '',
      )
      // it belongs to the month though it holds no row of it: once that is closed it can no more be undone
      cx.db.run(
        'INSERT INTO batch_periods (batch, period, rows, quantity, amount) VALUES (?, ?, 0, 0, 0)',
        batch,
        monthNumber(period),
      )
      const detail = { kind: 'indicators', period, emptied: cells.length }
      return { result: batch, inputs: true, subject: `batch:${batch}`, detail }
    })
  } catch (error) {
    await moveHome(office, 'indicators', batch)
    store.write((db) => {
      db.run('DELETE FROM replaced_rows WHERE batch = ?', batch)
      db.run('DELETE FROM batches WHERE id = ?', batch)
    })
    throw error
  }
}

/** What the batch's page tells: each value and that there is none now. */
function reportOf(period: Month, { user }: Actor, at: string, cells: readonly KnownCell[]): ImportReport {
  const differences = new DifferenceList(TOLD)
  for (const [place, { outlet, indicator, value }] of cells.entries())
    differences.add(place + 1, `${outlet} ${indicator}`, [{ field: 'value', from: value, to: null }])
  const told = JSON.stringify([user, at, cells])
  const name = `指标清空（${chineseMonth(period)}）`
  return {
    file: { name, sha256: createHash('sha256').update(told).digest('hex'), bytes: 0 },
    sources: [],
    leftOut: { counts: { blank: 0, totals: 0, signature: 0, heading: 0, filtered: 0, duplicate: 0 }, rows: [] },
    totalsRows: [],
    notes: [],
    problems: { errors: 0, warnings: 0, kept: [] },
    created: [],
    differences: differences.said,
  }
}

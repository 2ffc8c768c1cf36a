/** Sweeping what is no longer visible: rows of batches that never became active, of undone ones, and of replaced runs. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sweepAttachments } from './attachments/attachments.ts'
import { strayRounds, sweepRound } from './gradings/rounds.ts'
import { moveHome } from './ledgers/replaced-rows.ts'
import { LEDGERS, type LedgerKind } from './ledgers/rows.ts'
import type { Office } from './office.ts'
import { sweepMembers } from './settlements/member-parts.ts'

/** Rows removed at once: with their indexes 5,000 of them held the process 180 ms. */
const STEP = 2000

/** Removes a batch's rows in steps; the batch must not be active. */
export async function sweepBatch(office: Office, kind: LedgerKind, batch: number): Promise<void> {
  const { table } = LEDGERS[kind]
  const range = office.store.read.get<{ first: number | null; last: number | null }>(
    `SELECT first_row AS first, last_row AS last FROM batch_ranges WHERE batch = ?`,
    batch,
  )
  let at = range?.first ?? 0
  const last =
    range?.last ?? office.store.read.get<{ last: number | null }>(`SELECT max(id) AS last FROM ${table}`)?.last ?? 0
  while (at <= last) {
    const end = at + STEP - 1
    office.store.step((db) => db.run(`DELETE FROM ${table} WHERE id BETWEEN ? AND ? AND batch = ?`, at, end, batch))
    at = end + 1
    await nextTurn()
  }
}

/** After a kill: batches that were loading and runs that were running vanish as if they had never begun. */
export async function sweepLeftovers(office: Office): Promise<void> {
  const { read, write } = office.store
  const loading = read.all<{ id: number; kind: LedgerKind }>("SELECT id, kind FROM batches WHERE state = 'loading'")
  for (const { id, kind } of loading) {
    office.log('sweeping an import that did not finish', { batch: id })
    if (LEDGERS[kind]) {
      await sweepBatch(office, kind, id)
      await moveHome(office, kind, id)
    }
    write((db) => {
      for (const table of ['batch_files', 'batch_periods', 'batch_ranges'])
        db.run(`DELETE FROM ${table} WHERE batch = ?`, id)
      db.run('DELETE FROM batches WHERE id = ?', id)
    })
  }
  const undone = read.all<{ id: number; kind: LedgerKind }>(
    // a holder has rows that an active batch took the place of (ledgers/replaced-rows.ts)
    "SELECT id, kind FROM batches WHERE state = 'undone' AND swept = 0 AND kind <> 'replaced'",
  )
  for (const { id, kind } of undone) {
    if (LEDGERS[kind]) {
      await moveHome(office, kind, id)
      await sweepBatch(office, kind, id)
    }
    write((db) => db.run('UPDATE batches SET swept = 1 WHERE id = ?', id))
  }
  for (const round of strayRounds(office)) await sweepRound(office, round, () => nextTurn())
  sweepAttachments(office)
  const runs = read.all<{ id: number }>("SELECT id FROM settlement_runs WHERE state <> 'complete'")
  for (const { id } of runs) await sweepRun(office, id)
}

/** Removes a run that is not the month's. */
export async function sweepRun(office: Office, run: number): Promise<void> {
  await sweepMembers(office.store, run, nextTurn)
  for (;;) {
    const { changes } = office.store.step((db) =>
      db.run(
        'DELETE FROM settlement_lines WHERE id IN (SELECT id FROM settlement_lines WHERE run = ? LIMIT ?)',
        run,
        STEP,
      ),
    )
    if (changes < STEP) break
    await nextTurn()
  }
  office.store.write((db) => db.run("DELETE FROM settlement_runs WHERE id = ? AND state <> 'complete'", run))
}

/** Importing a ledger: stored in steps under a batch that nobody sees, compared with the store, made visible by one row. */

import { ingest } from '../../workbook/ingest/client.ts'
import { explanationHeading } from '../../workbook/ingest/headings.ts'
import type { Chunk, IngestResult } from '../../workbook/ingest/request.ts'
import { runCommand } from '../command.ts'
import { abandonBatch, beginBatch, finishBatch, type LoadingBatch } from './batch-write.ts'
import { DifferenceList } from './differences.ts'
import { findStoredTwice, hasBatches, type StoredTwice } from './duplicates.ts'
import { recordEdits } from './edits.ts'
import { attachFindings, keepFindings } from './findings.ts'
import type { ImportRun } from './import.ts'
import {
  answerOf,
  type ImportAnswer,
  NOTHING_FOUND,
  type RowCounts,
  readTotals,
  refuseEmpty,
  rejected,
  reportOf,
  type StoreFindings,
  storedTotals,
  storeFindings,
} from './import-answer.ts'
import { mergeInside, mergeReplaced, TOLD } from './replace.ts'
import { hideReplaced, moveToHolder } from './replaced-rows.ts'
import { isOnlyCompared, type LedgerKind, LedgerWriter } from './rows.ts'

const ROWS_A_STEP = 1024

/** Ledgers whose totals have the same parts read and stored. */
const SUMMED_ALIKE: ReadonlySet<LedgerKind> = new Set(['entries', 'volumes'])

/** @throws Refusal IMPORT_REJECTED, SAME_FILE, and those of reading; nothing is changed then */
export async function importLedger(run: ImportRun, kind: LedgerKind): Promise<ImportAnswer> {
  const { office, actor, job, asked } = run
  const loading = beginBatch(office, actor, kind, run.request.mapping)
  const writer = new LedgerWriter(office.store.read, kind, loading.batch)
  try {
    const { result, stored } = await readInto(run, kind, writer, loading)
    const files = await run.files
    refuseEmpty(result)
    if (result.problems.errors > 0 && !asked.onlyValid)
      throw rejected(result, NOTHING_FOUND, (await keep(run, result, NOTHING_FOUND)) ?? '')
    const range = { first: loading.first, last: loading.first + stored - 1 }
    const differences = new DifferenceList(TOLD)
    const inside = await settleInside(run, kind, loading.batch, writer, result, range, differences)
    const twice = stored === 0 ? [] : await findStoredTwice(office.store.read, kind, range, job)
    const settled = await settleTwice(run, kind, loading.batch, writer, twice, differences, isMended(result))
    const found = storeFindings(result, settled.wrong, settled.closed)
    if (found.count > 0 && !asked.onlyValid) throw rejected(result, found, (await keep(run, result, found)) ?? '')
    const dropped = [...settled.wrong, ...settled.closed, ...settled.skipped]
    await dropRows(run, writer, dropped)
    const counted: RowCounts = {
      read: result.rows.read,
      added: result.rows.taken - inside - dropped.length - settled.updated,
      updated: settled.updated,
      skipped: result.rows.duplicates + inside + settled.skipped.length,
      rejected: result.rows.rejected + found.count,
    }
    const report = reportOf(files, run.saved, result, found, writer.created, differences.said)
    const findings = await keep(run, result, found)
    const mistakes = counted.rejected > 0 ? findings : null
    if (asked.dryRun) {
      // rows that are left out by choice are in no total, as after the import
      const tried = stored > 0 && SUMMED_ALIKE.has(kind) ? storedTotals(kind, writer.periods) : readTotals(result)
      await abandonBatch(office, kind, loading.batch, writer)
      return { ...answerOf(null, counted, result, found), totals: tried, mistakes, findings, report }
    }
    await moveToHolder(office, kind, loading.batch, () => job.breathe())
    job.seal()
    job.progress('finishing', 0.98)
    const { periods } = writer
    const totals = storedTotals(kind, periods)
    return runCommand(office, actor, run.act, (cx) => {
      hideReplaced(cx.db, loading.batch)
      finishBatch(cx.db, loading.batch, counted, result, report, periods)
      recordEdits(cx.db, loading.batch, result)
      attachFindings(cx.db, findings, loading.batch)
      return {
        result: { ...answerOf(loading.batch, counted, result, found), totals, mistakes, findings, report },
        inputs: !isOnlyCompared(kind),
        subject: `batch:${loading.batch}`,
        detail: {
          kind,
          file: report.file.name,
          sha256: report.file.sha256,
          rows: counted,
          totals,
          edits: result.edits.length,
        },
      }
    })
  } catch (error) {
    await abandonBatch(office, kind, loading.batch, writer)
    throw error
  }
}

interface Settled {
  readonly wrong: readonly StoredTwice[]
  readonly closed: readonly StoredTwice[]
  readonly skipped: readonly StoredTwice[]
  readonly updated: number
}

/** Of rows that the files have twice one is left, as the user chose; answers how many went. */
async function settleInside(
  { office, job, asked }: ImportRun,
  kind: LedgerKind,
  batch: number,
  writer: LedgerWriter,
  { rows }: IngestResult,
  range: { first: number; last: number },
  differences: DifferenceList,
): Promise<number> {
  const how = asked.duplicates
  if (rows.again === 0 || (how !== 'overwrite' && how !== 'fillBlanks')) return 0
  return mergeInside(office, job, { kind, batch, how, blanks: asked.blanks ?? 'keep' }, writer, range, differences)
}

/** Whether all that was read is an error workbook that came back: of it only what was missing is taken, whoever says nothing else. */
const isMended = ({ layouts }: IngestResult): boolean =>
  layouts.length > 0 && layouts.every(({ headings }) => headings.includes(explanationHeading))

/** What becomes of the rows that the store already has, as the user chose. */
async function settleTwice(
  { office, job, asked }: ImportRun,
  kind: LedgerKind,
  batch: number,
  writer: LedgerWriter,
  twice: readonly StoredTwice[],
  differences: DifferenceList,
  mended: boolean,
): Promise<Settled> {
  const none: readonly StoredTwice[] = []
  const how = asked.duplicates ?? (mended ? 'skip' : 'error')
  if (how === 'error') return { wrong: twice, closed: none, skipped: none, updated: 0 }
  if (how === 'skip') return { wrong: none, closed: none, skipped: twice, updated: 0 }
  const replacing = { kind, batch, how, blanks: asked.blanks ?? 'keep' } as const
  const { updated, unchanged, closed } = await mergeReplaced(office, job, replacing, writer, twice, differences)
  return { wrong: none, closed, skipped: unchanged, updated }
}

/** Reads the sources and stores their rows in steps while all are right or only the right ones are wanted. */
async function readInto(
  { office, job, asked, request, files }: ImportRun,
  kind: LedgerKind,
  writer: LedgerWriter,
  { batch, first }: LoadingBatch,
): Promise<{ result: IngestResult; stored: number }> {
  const { store } = office
  // a dry run stores only what must be compared with other batches
  const stores = !asked.dryRun || request.duplicates === 'take' || hasBatches(store.read, kind)
  let stored = 0
  const result = await ingest(request, {
    signal: job.signal,
    onProgress: (fraction, rows) => job.progress('reading', fraction * 0.9, rows),
    async onChunk(chunk: Chunk) {
      await files
      if (!stores || (chunk.rejectedSoFar > 0 && asked.onlyValid !== true)) return
      for (let at = 0; at < chunk.count; at += ROWS_A_STEP) {
        const end = Math.min(at + ROWS_A_STEP, chunk.count)
        store.step((db) => {
          writer.write(db, chunk, at, end)
          stored += end - at
          db.run('UPDATE batch_ranges SET last_row = ? WHERE batch = ?', first + stored - 1, batch)
        })
        await job.breathe()
      }
    },
  })
  return { result, stored }
}

/** Keeps what was found, so that the wrong rows can be shown, mended and given back. */
async function keep(run: ImportRun, result: IngestResult, found: StoreFindings): Promise<string | null> {
  const { office, actor, job, asked, request } = run
  const wrong = result.rows.rejected + found.count
  const files = await run.files
  const what = { kind: asked.kind, user: actor.user, request, files, result, later: found.mistakes, wrong }
  return keepFindings(office, job, what)
}

async function dropRows(
  { office, job }: ImportRun,
  writer: LedgerWriter,
  rows: readonly { id: number }[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STEP) {
    office.store.step((db) => {
      for (const { id } of rows.slice(at, at + ROWS_A_STEP)) writer.drop(db, id)
    })
    await job.breathe()
  }
}

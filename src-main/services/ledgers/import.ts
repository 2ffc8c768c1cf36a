/**
 * Importing a workbook: read and checked in a worker, stored in steps under a batch that nobody sees, compared with what
 * the store has, and made visible by one row at the end. All or nothing, unless only the right rows were asked for.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { TermKind } from '../../data/schema.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { ingest } from '../../workbook/ingest/client.ts'
import type { Chunk, IngestRequest, IngestResult, Mapping, Problem } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { sweepBatch } from '../leftovers.ts'
import type { Actor, Office } from '../office.ts'
import { findStoredTwice, type StoredTwice } from './duplicates.ts'
import { lookupsOf } from './lookups.ts'
import { type RegisterKind, storeRegister } from './register-rows.ts'
import { isLedgerKind, LEDGERS, type LedgerKind, LedgerWriter } from './rows.ts'

export interface ImportAsked {
  readonly kind: KindKey
  readonly upload: string
  readonly sheet?: string | undefined
  /** For rows that give neither a month nor a date; for the register: changes hold from this month on. */
  readonly period?: Month | undefined
  readonly mapping?: Mapping | undefined
  readonly duplicates?: 'error' | 'skip' | undefined
  readonly onlyValid?: boolean | undefined
  readonly dryRun?: boolean | undefined
}

export interface RowCounts {
  readonly read: number
  readonly added: number
  readonly updated: number
  readonly skipped: number
  readonly rejected: number
}

/** A finding as scripts and screens get it (CONTRACT.md): row of the sheet, heading, code, what the cell shows. */
export interface ImportProblem {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly value: string
  readonly details?: Readonly<Record<string, unknown>>
}

export interface ImportAnswer {
  /** null for a dry run */
  readonly batch: number | null
  readonly rows: RowCounts
  readonly totals: {
    readonly sums: Readonly<Record<string, string | number>>
    readonly periods: readonly ({ period: Month | null; rows: number } & Record<string, unknown>)[]
  }
  readonly errors: readonly ImportProblem[]
  readonly warnings: readonly ImportProblem[]
  /** What was read, normalised, left out and created on the way. */
  readonly report: ImportReport
}

export interface ImportReport {
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number }
  readonly sources: IngestResult['sources']
  readonly leftOut: IngestResult['leftOut']
  readonly totalsRows: IngestResult['totalsRows']
  readonly notes: IngestResult['notes']
  readonly problems: { readonly errors: number; readonly warnings: number; readonly kept: readonly ImportProblem[] }
  readonly created: readonly { kind: TermKind | 'centre' | 'township'; name: string }[]
}

const ROWS_A_STEP = 1024

/** Imports one uploaded file. @throws Refusal IMPORT_REJECTED {rows, errors}, SAME_FILE, COLUMNS_MISSING, … ; nothing is changed then */
export async function importWorkbook(
  office: Office,
  actor: Actor,
  job: Job,
  asked: ImportAsked,
  act: string,
): Promise<ImportAnswer> {
  const file = office.files.upload(asked.upload)
  job.progress('hashing', null)
  const hashed = await hashFile(file.path, job)
  refuseSameFile(office, asked.kind, hashed.sha256)
  const request: IngestRequest = {
    kind: asked.kind,
    sources: [{ path: file.path, fileName: file.name }],
    lookups: lookupsOf(office.store.read),
    ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }),
    ...(asked.period === undefined ? {} : { period: monthNumber(asked.period) }),
    ...(asked.mapping === undefined ? {} : { mapping: asked.mapping }),
    ...(asked.duplicates === undefined ? {} : { duplicates: asked.duplicates }),
  }
  const described = { name: file.name, ...hashed }
  const answer = isLedgerKind(asked.kind)
    ? await importLedger(office, actor, job, asked, asked.kind, request, described, act)
    : await importRegister(office, actor, job, asked, asked.kind, request, described, act)
  // after a dry run the same upload is imported
  if (!asked.dryRun) office.files.dropUpload(asked.upload)
  return answer
}

interface Described {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

async function hashFile(path: string, job: Job): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(piece as Buffer)
      bytes += (piece as Buffer).length
      await job.breathe()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { code } = error as { code?: string }
    if (code === 'ENOENT') throw new Refusal('FILE_NOT_FOUND', { path })
    if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES') throw new Refusal('FILE_LOCKED', { path })
    throw new Refusal('NOT_A_WORKBOOK', { path, found: code ?? '' })
  }
  return { sha256: hash.digest('hex'), bytes }
}

function refuseSameFile(office: Office, kind: KindKey, sha256: string): void {
  const known = office.store.read.get<{ id: number; user: string; at: string; name: string }>(
    `SELECT b.id, b.user, b.at, f.name FROM batch_files f JOIN batches b ON b.id = f.batch
     WHERE f.sha256 = ? AND b.kind = ? AND b.state = 'active' LIMIT 1`,
    sha256,
    kind,
  )
  if (known) throw new Refusal('SAME_FILE', { batch: known.id, user: known.user, at: known.at, file: known.name })
}

async function importLedger(
  office: Office,
  actor: Actor,
  job: Job,
  asked: ImportAsked,
  kind: LedgerKind,
  request: IngestRequest,
  file: Described,
  act: string,
): Promise<ImportAnswer> {
  const { store } = office
  const keeps = (rejected: number) => !asked.dryRun && (rejected === 0 || asked.onlyValid === true)
  const { table } = LEDGERS[kind]
  const first = (store.read.get<{ id: number | null }>(`SELECT max(id) AS id FROM ${table}`)?.id ?? 0) + 1
  const batch = beginBatch(office, actor, kind, asked.mapping, file, first)
  const writer = new LedgerWriter(store.read, kind, batch)
  let stored = 0
  try {
    const result = await ingest(request, {
      signal: job.signal,
      onProgress: (fraction, rows) => job.progress('reading', fraction * 0.9, rows),
      async onChunk(chunk: Chunk) {
        if (!keeps(chunk.rejectedSoFar)) return
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
    refuseEmpty(result)
    if (result.problems.errors > 0 && !asked.onlyValid) throw rejected(result, [], 0)
    const twice = stored === 0 ? [] : await findStoredTwice(store.read, kind, { first, last: first + stored - 1 }, job)
    if (twice.length > 0 && asked.duplicates !== 'skip' && !asked.onlyValid) throw rejected(result, twice, twice.length)
    if (twice.length > 0) dropRows(office, table, batch, twice)
    const counted: RowCounts = {
      read: result.rows.read,
      added: asked.dryRun ? result.rows.taken : stored - twice.length,
      updated: 0,
      skipped: result.rows.duplicates + (asked.duplicates === 'skip' ? twice.length : 0),
      rejected: result.rows.rejected + (asked.duplicates === 'skip' ? 0 : twice.length),
    }
    const report = reportOf(file, result, twice, writer.created)
    if (asked.dryRun) {
      await abandon(office, kind, batch)
      return { ...answerOf(null, counted, result), totals: totalsOf(kind, result), report }
    }
    job.seal()
    job.progress('finishing', 0.98)
    const periods = periodsOf(office, kind, batch)
    return runCommand(office, actor, act, (cx) => {
      finishBatch(cx.db, batch, counted, result, report)
      for (const period of periods) {
        cx.db.run(
          'INSERT INTO batch_periods (batch, period, rows, quantity, amount) VALUES (?, ?, ?, ?, ?)',
          batch,
          period.period,
          period.rows,
          period.quantity,
          period.amount,
        )
      }
      const answer = { ...answerOf(batch, counted, result), totals: storedTotals(kind, periods), report }
      const { name, sha256 } = file
      return {
        result: answer,
        inputs: true,
        subject: `batch:${batch}`,
        detail: { kind, file: name, sha256, rows: counted, totals: answer.totals },
      }
    })
  } catch (error) {
    await abandon(office, kind, batch)
    throw error
  }
}

function beginBatch(
  office: Office,
  actor: Actor,
  kind: KindKey,
  mapping: Mapping | undefined,
  file: Described,
  first: number,
): number {
  return office.store.write((db) => {
    const batch = db.run(
      "INSERT INTO batches (kind, state, mapping, user, at) VALUES (?, 'loading', ?, ?, ?)",
      kind,
      JSON.stringify(mapping ?? {}),
      actor.user,
      office.clock.now().toISOString(),
    ).lastInsertRowid
    db.run(
      "INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet) VALUES (?, 1, ?, ?, ?, '')",
      batch,
      file.name,
      file.sha256,
      file.bytes,
    )
    db.run('INSERT INTO batch_ranges (batch, first_row, last_row) VALUES (?, ?, ?)', batch, first, first - 1)
    return batch
  })
}

function finishBatch(
  db: import('../../data/handles.ts').WriteDb,
  batch: number,
  rows: RowCounts,
  result: IngestResult,
  report: ImportReport,
): void {
  db.run(
    `UPDATE batches SET state = 'active', rows_read = ?, rows_added = ?, rows_updated = ?, rows_skipped = ?,
     rows_rejected = ?, report = ? WHERE id = ?`,
    rows.read,
    rows.added,
    rows.updated,
    rows.skipped,
    rows.rejected,
    JSON.stringify(report),
    batch,
  )
  // one number per sheet read: a row's file and sheet are found again by it
  result.sources.forEach(({ sheet }, at) => {
    db.run(
      `INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet)
       SELECT batch, ?2, name, sha256, bytes, ?3 FROM batch_files WHERE batch = ?1 AND number = 1
       ON CONFLICT DO UPDATE SET sheet = excluded.sheet`,
      batch,
      at + 1,
      sheet,
    )
  })
}

/** The import leaves nothing behind: rows in steps, then the batch itself. */
async function abandon(office: Office, kind: LedgerKind, batch: number): Promise<void> {
  await sweepBatch(office, kind, batch)
  office.store.write((db) => {
    for (const table of ['batch_files', 'batch_ranges']) db.run(`DELETE FROM ${table} WHERE batch = ?`, batch)
    db.run('DELETE FROM batches WHERE id = ?', batch)
  })
}

function dropRows(office: Office, table: string, batch: number, rows: readonly StoredTwice[]): void {
  for (let at = 0; at < rows.length; at += ROWS_A_STEP) {
    office.store.step((db) => {
      for (const { id } of rows.slice(at, at + ROWS_A_STEP))
        db.run(`DELETE FROM ${table} WHERE id = ? AND batch = ?`, id, batch)
    })
  }
}

async function importRegister(
  office: Office,
  actor: Actor,
  job: Job,
  asked: ImportAsked,
  kind: RegisterKind,
  request: IngestRequest,
  file: Described,
  act: string,
): Promise<ImportAnswer> {
  const chunks: Chunk[] = []
  const result = await ingest(request, {
    signal: job.signal,
    onProgress: (fraction, rows) => job.progress('reading', fraction * 0.8, rows),
    onChunk(chunk) {
      chunks.push(chunk)
    },
  })
  refuseEmpty(result)
  if (result.problems.errors > 0 && !asked.onlyValid) throw rejected(result, [], 0)
  job.seal()
  job.progress('finishing', 0.9)
  const dry = new DryRun()
  try {
    return runCommand(office, actor, act, (cx) => {
      const batch = cx.db.run(
        "INSERT INTO batches (kind, state, mapping, user, at) VALUES (?, 'active', ?, ?, ?)",
        kind,
        JSON.stringify(asked.mapping ?? {}),
        cx.user,
        cx.now,
      ).lastInsertRowid
      cx.db.run(
        "INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet) VALUES (?, 1, ?, ?, ?, '')",
        batch,
        file.name,
        file.sha256,
        file.bytes,
      )
      const stored = storeRegister(cx, kind, chunks, result, { batch, period: asked.period })
      const counted: RowCounts = {
        read: result.rows.read,
        added: stored.added,
        updated: stored.updated,
        skipped: stored.unchanged + result.rows.duplicates,
        rejected: result.rows.rejected,
      }
      const report = reportOf(file, result, [], stored.created)
      finishBatch(cx.db, batch, counted, result, report)
      const answer = { ...answerOf(batch, counted, result), totals: totalsOf(kind, result), report }
      if (asked.dryRun) {
        dry.answer = { ...answer, batch: null }
        throw dry
      }
      const { name, sha256 } = file
      return {
        result: answer,
        inputs: true,
        subject: `batch:${batch}`,
        detail: { kind, file: name, sha256, rows: counted },
      }
    })
  } catch (error) {
    if (error === dry && dry.answer) return dry.answer
    throw error
  }
}

/** Thrown to roll a dry run back after its counts are known. */
class DryRun extends Error {
  answer: ImportAnswer | undefined
}

function refuseEmpty(result: IngestResult): void {
  if (result.rows.read > 0) return
  const sheet = result.sources[0]
  throw new Refusal('SHEET_EMPTY', { file: sheet?.fileName, sheet: sheet?.sheet, headerRow: sheet?.headerRow })
}

function problemOf({ row, column, code, value, details }: Problem): ImportProblem {
  return details ? { row, column, code, value, details } : { row, column, code, value }
}

function storedTwiceProblems(twice: readonly StoredTwice[]): ImportProblem[] {
  return twice.slice(0, 1000).map(({ row, batch, storedRow }) => ({
    row,
    column: '',
    code: 'DUPLICATE_IN_STORE',
    value: '',
    details: { batch, row: storedRow },
  }))
}

function rejected(result: IngestResult, twice: readonly StoredTwice[], twiceCount: number): Refusal {
  const errors = result.problems.kept.filter((problem) => problem.level === 'error').map(problemOf)
  const { read, rejected, duplicates } = result.rows
  return new Refusal('IMPORT_REJECTED', {
    rows: { read, added: 0, updated: 0, skipped: duplicates, rejected: rejected + twiceCount },
    errorCount: result.problems.errors + twiceCount,
    errors: [...errors, ...storedTwiceProblems(twice)],
    file: result.sources[0]?.fileName,
    sheet: result.sources[0]?.sheet,
  })
}

function answerOf(
  batch: number | null,
  rows: RowCounts,
  result: IngestResult,
): Omit<ImportAnswer, 'totals' | 'report'> {
  const of = (level: Problem['level']) =>
    result.problems.kept.filter((problem) => problem.level === level).map(problemOf)
  return { batch, rows, errors: of('error'), warnings: of('warning') }
}

function reportOf(
  file: Described,
  result: IngestResult,
  twice: readonly StoredTwice[],
  created: ImportReport['created'],
): ImportReport {
  return {
    file,
    sources: result.sources,
    leftOut: result.leftOut,
    totalsRows: result.totalsRows,
    notes: result.notes,
    problems: {
      errors: result.problems.errors,
      warnings: result.problems.warnings + twice.length,
      kept: [...result.problems.kept.map(problemOf), ...storedTwiceProblems(twice)].slice(0, 200),
    },
    created,
  }
}

interface StoredPeriod {
  period: number
  rows: number
  quantity: number
  amount: number
}

/** What the batch holds by month, summed from the stored rows themselves. */
function periodsOf(office: Office, kind: LedgerKind, batch: number): StoredPeriod[] {
  const { table, columns } = LEDGERS[kind]
  const has = (name: string) => columns.some(({ column }) => column === name)
  const quantity = has('quantity') ? 'sum(quantity)' : has('count') ? 'sum(count)' : '0'
  const amount = has('amount') ? 'sum(amount)' : has('billed') ? 'sum(billed)' : '0'
  const range = office.store.read.get<{ first_row: number; last_row: number }>(
    'SELECT first_row, last_row FROM batch_ranges WHERE batch = ?',
    batch,
  )
  return office.store.read.all<StoredPeriod>(
    `SELECT period, count(*) AS rows, ${quantity} AS quantity, ${amount} AS amount FROM ${table}
     WHERE id BETWEEN ? AND ? GROUP BY period ORDER BY period`,
    range?.first_row ?? 0,
    range?.last_row ?? -1,
  )
}

function storedTotals(kind: LedgerKind, periods: readonly StoredPeriod[]): ImportAnswer['totals'] {
  const say = ({ quantity, amount }: { quantity: number; amount: number }) =>
    kind === 'indicators' ? {} : { quantity, amount: yuan(asFen(amount)) }
  const whole = periods.reduce(
    (sum, { quantity, amount }) => ({ quantity: sum.quantity + quantity, amount: sum.amount + amount }),
    { quantity: 0, amount: 0 },
  )
  return {
    sums: say(whole),
    periods: periods.map((each) => ({ period: monthFromNumber(each.period), rows: each.rows, ...say(each) })),
  }
}

const MONEY_SUMS = new Set(['amount', 'billed', 'arrears'])

function totalsOf(_kind: KindKey, result: IngestResult): ImportAnswer['totals'] {
  const say = (sums: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, MONEY_SUMS.has(key) ? yuan(asFen(sum)) : sum]))
  return {
    sums: say(result.sums),
    periods: result.byPeriod
      .filter(({ period }) => period !== null)
      .map(({ period, rows, sums }) => ({
        period: period === null ? null : monthFromNumber(period),
        rows,
        ...say(sums),
      })),
  }
}

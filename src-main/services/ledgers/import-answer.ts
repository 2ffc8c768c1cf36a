/** What an import answers: counts, totals, findings and the report that its batch keeps. */
import type { TermKind } from '../../data/schema.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { RequestKind, RequestSubject } from '../../domain/request.ts'
import type { Mistake } from '../../workbook/ingest/mistakes.ts'
import type { IngestResult } from '../../workbook/ingest/request.ts'
import type { Differences } from './differences.ts'
import type { StoredTwice } from './duplicates.ts'
import { type ToldEdits, toldEdits } from './edits.ts'
import type { LedgerKind, PeriodSums } from './rows.ts'
import type { ImportFile } from './sources.ts'

export interface RowCounts {
  readonly read: number
  readonly added: number
  readonly updated: number
  readonly skipped: number
  readonly rejected: number
  /** Rows of which nothing applies until it is approved; only where requests were made. */
  readonly requested?: number
}

/** A request that an import made, or would make: then without number. */
export interface ImportedRequest {
  readonly id: number | null
  readonly number: string | null
  readonly kind: RequestKind
  readonly subject: RequestSubject
  readonly code: string | null
}

/** A finding as scripts and screens get it (CONTRACT.md): row of the sheet, heading, code, what the cell shows. */
export interface ImportProblem {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly value: string
  /** Only of warnings. */
  readonly level?: 'warning'
  readonly details?: Readonly<Record<string, unknown>>
  /** Only where the batch has several sheets or files. */
  readonly file?: string
  readonly sheet?: string
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
  /** By which ledgers.mistakes gives the wrong rows back; null where there are none. */
  readonly mistakes: string | null
  /** By which ledgers.wrongRows shows every row with a finding, warnings too; null where nothing was found. */
  readonly findings: string | null
  /** What it asked for instead of doing it, while the office works by requests (CONTRACT.md). */
  readonly requests?: readonly ImportedRequest[]
  /** What was read, normalised, left out and created on the way. */
  readonly report: ImportReport
}

/** The saved mapping that an import used: named by the user, or found by the headings. */
export interface UsedMapping {
  readonly name: string
  readonly how: 'named' | 'fingerprint'
}

export interface ImportReport {
  readonly file: ImportFile
  /** All files of the batch; absent in batches of before several files could be one batch. */
  readonly files?: readonly ImportFile[]
  /** null where no saved mapping was used. */
  readonly mapping?: UsedMapping | null
  readonly sources: IngestResult['sources']
  readonly leftOut: IngestResult['leftOut']
  readonly totalsRows: IngestResult['totalsRows']
  readonly notes: IngestResult['notes']
  readonly problems: { readonly errors: number; readonly warnings: number; readonly kept: readonly ImportProblem[] }
  readonly created: readonly { kind: TermKind | 'centre' | 'township'; name: string }[]
  /** What changes in known agents and outlets, or in stored rows whose place this batch takes. */
  readonly differences?: Differences
  readonly requests?: readonly ImportedRequest[]
  /** Cells mended on the screen; absent in batches of before they could be. */
  readonly edits?: ToldEdits
}

/** Problems that are told one by one; the error workbook has more. */
const TOLD = 1000
const KEPT_IN_REPORT = 200

/** @throws Refusal SHEET_EMPTY where not one row of data was read */
export function refuseEmpty(result: IngestResult): void {
  if (result.rows.read > 0) return
  const sheet = result.sources[0]
  throw new Refusal('SHEET_EMPTY', { file: sheet?.fileName, sheet: sheet?.sheet, headerRow: sheet?.headerRow })
}

/** What was found beyond reading: rows that the store already has, also of closed months. All counted, the first kept. */
export interface StoreFindings {
  readonly count: number
  readonly mistakes: readonly Mistake[]
}

export const NOTHING_FOUND: StoreFindings = { count: 0, mistakes: [] }

/** A million duplicates need no million mistakes: the error workbook gives back so many rows. */
const MISTAKES_KEPT = 10_000

/** Rows that the store already has, or has in a closed month, as mistakes of the file. */
export function storeFindings(
  result: IngestResult,
  twice: readonly StoredTwice[],
  closed: readonly StoredTwice[],
): StoreFindings {
  const as = (code: string, rows: readonly StoredTwice[]): Mistake[] =>
    rows.slice(0, MISTAKES_KEPT).map(({ file, row, batch, storedRow }) => ({
      // sheets are numbered as they were read
      source: result.sources[file - 1]?.source ?? 0,
      sheet: result.sources[file - 1]?.sheet ?? '',
      row,
      column: '',
      code,
      level: 'error',
      value: '',
      details: { batch, row: storedRow },
    }))
  const mistakes = [...as('DUPLICATE_IN_STORE', twice), ...as('PERIOD_CLOSED', closed)]
  return { count: twice.length + closed.length, mistakes }
}

/** The findings in the order and number in which they are told. */
export function problemsOf(result: IngestResult, mistakes: readonly Mistake[], limit = TOLD): ImportProblem[] {
  const several = result.sources.length > 1
  return mistakes.slice(0, limit).map(({ source, sheet, row, column, code, value, level, details }) => ({
    row,
    column,
    code,
    value,
    ...(level === 'warning' ? { level } : {}),
    ...(details ? { details } : {}),
    ...(several ? { file: result.sources.find((read) => read.source === source)?.fileName ?? '', sheet } : {}),
  }))
}

/** The refusal of an all-or-nothing import. */
export function rejected(result: IngestResult, found: StoreFindings, mistakes: string): Refusal {
  const errors = [...result.problems.kept.filter(({ level }) => level === 'error'), ...found.mistakes]
  const { read, rejected: wrong, duplicates } = result.rows
  return new Refusal('IMPORT_REJECTED', {
    rows: { read, added: 0, updated: 0, skipped: duplicates, rejected: wrong + found.count },
    errorCount: result.problems.errors + found.count,
    errors: problemsOf(result, errors),
    file: result.sources[0]?.fileName,
    sheet: result.sources[0]?.sheet,
    mistakes,
  })
}

/** Batch, counts and findings of an import that went through. */
export function answerOf(
  batch: number | null,
  rows: RowCounts,
  result: IngestResult,
  found: StoreFindings,
): Pick<ImportAnswer, 'batch' | 'rows' | 'errors' | 'warnings'> {
  const of = (level: Mistake['level']) => result.problems.kept.filter((problem) => problem.level === level)
  return {
    batch,
    rows,
    errors: problemsOf(result, [...of('error'), ...found.mistakes]),
    warnings: problemsOf(result, of('warning')),
  }
}

/** The report that the batch keeps. */
export function reportOf(
  files: readonly ImportFile[],
  mapping: UsedMapping | null,
  result: IngestResult,
  found: StoreFindings,
  created: ImportReport['created'],
  differences: Differences = { rows: 0, fields: 0, kept: [] },
): ImportReport {
  return {
    file: files[0] ?? { name: '', sha256: '', bytes: 0 },
    files,
    mapping,
    sources: result.sources,
    leftOut: { counts: result.leftOut.counts, rows: result.leftOut.rows.slice(0, TOLD) },
    totalsRows: result.totalsRows,
    notes: result.notes,
    problems: {
      errors: result.problems.errors + found.count,
      warnings: result.problems.warnings,
      kept: problemsOf(result, [...result.problems.kept, ...found.mistakes], KEPT_IN_REPORT),
    },
    created,
    differences,
    edits: toldEdits(result.edits),
  }
}

/** Totals of the rows that were stored. */
export function storedTotals(kind: LedgerKind, periods: readonly PeriodSums[]): ImportAnswer['totals'] {
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

const MONEY_SUMS = new Set(['amount', 'billed', 'arrears', 'own', 'matched'])

/** Totals of the rows that were read, where none were stored. */
export function readTotals(result: IngestResult): ImportAnswer['totals'] {
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

/** What an ingest is asked and what it answers: the types between the services and the worker that reads workbooks. */

import type { KindKey, RowCode, Value } from '../kinds/column.ts'
import type { AppliedEdit, CellEdit } from './edits.ts'
import type { CellCode, NoteCode } from './reading.ts'
import type { KeptRow, SheetLayout } from './wrong-rows.ts'

/** One file of a batch, or text pasted from a spreadsheet. */
export type IngestSource =
  | { readonly path: string; readonly fileName: string }
  | { readonly pasted: string; readonly fileName: string }

/** One meaning of a text in a ledger: a store id, by kind of code and days (yyyymmdd, both inclusive) where it is dated. */
export interface DatedReference {
  readonly id: number
  /** Kind of code (工号, BOSS渠道编码, …); absent for the thing's own code. */
  readonly kind?: string
  readonly from?: number
  readonly to?: number
}

/** Text (name or code, as stored) → store id, or the meanings it has at different times or as different kinds of code. */
export type Lookup = ReadonlyMap<string, number | readonly DatedReference[]>

export interface Lookups {
  readonly outlets: Lookup
  readonly agents: Lookup
  readonly businessTypes: Lookup
  readonly outletTypes: Lookup
}

/** What a row about an outlet that has not exited may not name; each with a day (yyyymmdd). */
export interface RefusedPlaces {
  /** `centre|township` with what is not named left empty → since when it is closed. */
  readonly regions: ReadonlyMap<string, number>
  /** Name → the last day. */
  readonly managers: ReadonlyMap<string, number>
}

/** Rows taken or left out by the text of one of the file's columns, e.g. other counties' rows of a city's file. */
export interface RowFilter {
  /** Heading as in the file. */
  readonly heading: string
  /** Only rows with one of these texts are taken. */
  readonly include?: readonly string[]
  /** Rows with one of these texts are left out. */
  readonly exclude?: readonly string[]
}

/** How one layout of workbook is read; saved under a name by the office. */
export interface Mapping {
  /** Row of the (lower) headings, from 1; found by itself where absent. */
  readonly headerRow?: number
  /** 2 where the headings have two levels. */
  readonly headerRows?: 1 | 2
  /** Key of the kind's column → heading as in the file; null: not taken though a heading would match. */
  readonly columns?: Readonly<Record<string, string | null>>
  /** Key → text taken for every row whose cell is blank or missing, e.g. businessType: 放号. */
  readonly constants?: Readonly<Record<string, string>>
  /** Key → the file's word → our word, e.g. type: { 县城: 指定专营店 }. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Which of the outlets' codes the file uses (工号, 空充主号, …); any where absent. */
  readonly outletCodes?: string
  readonly filters?: readonly RowFilter[]
  /** The month is found in the file's name (业务明细202610.xlsx) where rows do not give it. */
  readonly periodFromFileName?: boolean
}

export interface IngestRequest {
  readonly kind: KindKey
  /** Read in order as one batch. */
  readonly sources: readonly IngestSource[]
  readonly lookups: Lookups
  /** For outlets. */
  readonly refused?: RefusedPlaces
  /** Sheet to read, named as sheet-names.ts says; where absent the first visible one with this kind's headings. */
  readonly sheet?: string
  /** Several sheets to read, all of them; those with a file or member in the name only there. */
  readonly sheets?: readonly string[]
  /** Every visible sheet with this kind's headings is read (systems split at 65,536 rows). */
  readonly allSheets?: boolean
  /** yyyymm, for rows that give neither a month nor a date. */
  readonly period?: number
  readonly mapping?: Mapping
  /** A row twice in the files: an error (default), left out and counted, or taken again for the caller to settle. */
  readonly duplicates?: 'error' | 'skip' | 'take'
  /** Cells that shall say something else than the files do. */
  readonly edits?: readonly CellEdit[]
  /** How many problems are kept word by word (default 1,000); all are counted. */
  readonly keepProblems?: number
  /** Rows a chunk (default 4,096). */
  readonly chunkRows?: number
}

/**
 * Checked rows as columns, values ready to bind: references as store ids, money in fen, days yyyymmdd, months yyyymm,
 * names and decimals as text. Rows with errors are not in it. Every column of the kind is there.
 */
export interface Chunk {
  /** Index into the request's sources. */
  readonly source: number
  readonly sheet: string
  readonly count: number
  /** Row numbers in the sheet, from 1. */
  readonly rowNumbers: Int32Array
  /** A 53-bit hash of what makes the row itself (DOMAIN.md §3): equal rows have equal hashes, others nearly always differ. */
  readonly identities: Float64Array
  readonly columns: Readonly<Record<string, readonly Value[]>>
  /** Rows with errors so far, this chunk's included: an all-or-nothing import may stop storing. */
  readonly rejectedSoFar: number
}

export type ProblemCode = CellCode | RowCode | 'DUPLICATE_IN_FILE' | 'TOTALS_DIFFER'

export interface Problem {
  readonly source: number
  readonly sheet: string
  readonly row: number
  /** Heading as in the file; our heading where the file has none. */
  readonly column: string
  readonly code: ProblemCode
  readonly level: 'error' | 'warning'
  /** What the cell shows. */
  readonly value: string
  readonly details?: Readonly<Record<string, unknown>>
}

export type LeftOutReason = 'blank' | 'totals' | 'signature' | 'heading' | 'filtered' | 'duplicate'

export interface LeftOutRow {
  readonly source: number
  readonly sheet: string
  readonly row: number
  readonly reason: LeftOutReason
  /** The first filled cells, for the list. */
  readonly text: string
}

/** How a column of the file was understood. */
export interface MappedColumn {
  readonly key: string
  /** As in the file; two levels as 上级/下级. */
  readonly heading: string
  /** From 0. */
  readonly index: number
  readonly how: 'mapping' | 'exact' | 'alias'
  /** Unit in the heading: power of ten by which amounts are multiplied (万元: 4); 0 where there is none. */
  readonly shift: number
}

/** A totals row of the file held against our own sums of the rows before it. */
export interface TotalsRow {
  readonly source: number
  readonly sheet: string
  readonly row: number
  readonly sums: readonly { readonly key: string; readonly theirs: number; readonly ours: number }[]
  readonly agrees: boolean
}

export interface SourceResult {
  /** Index into the request's sources. */
  readonly source: number
  readonly fileName: string
  readonly sheet: string
  /** The file's other visible sheets, so that one can see what was not read. */
  readonly otherSheets: readonly string[]
  readonly headerRow: number
  readonly columns: readonly MappedColumn[]
  /** Headings that no column takes. */
  readonly unmatched: readonly string[]
  /** Unmatched headings that look like a column of the kind that is still missing. */
  readonly likely: readonly { readonly heading: string; readonly key: string }[]
  /** Tells the same layout again (issue: saved mappings). */
  readonly fingerprint: string
}

export interface PeriodTotals {
  /** yyyymm; null for kinds without months. */
  readonly period: number | null
  readonly rows: number
  readonly sums: Readonly<Record<string, number>>
}

export interface NoteCount {
  readonly key: string
  readonly column: string
  readonly code: NoteCode
  readonly count: number
  /** First row in which it happened. */
  readonly firstRow: number
  /** What the first cell showed. */
  readonly example: string
  /** The first places in which it happened, with what the cell showed. */
  readonly examples: readonly { readonly row: number; readonly value: string }[]
}

export interface IngestResult {
  /** What was read, in order: usually one sheet a source. */
  readonly sources: readonly SourceResult[]
  readonly rows: {
    /** Rows of data: taken + rejected + skipped as duplicates. */
    readonly read: number
    readonly taken: number
    readonly rejected: number
    readonly duplicates: number
    /** Among the taken: rows that are in the files before, where the caller settles them. */
    readonly again: number
    readonly filtered: number
  }
  /** Sums of the rows taken. */
  readonly sums: Readonly<Record<string, number>>
  readonly byPeriod: readonly PeriodTotals[]
  readonly totalsRows: readonly TotalsRow[]
  readonly leftOut: { readonly counts: Readonly<Record<LeftOutReason, number>>; readonly rows: readonly LeftOutRow[] }
  readonly problems: { readonly errors: number; readonly warnings: number; readonly kept: readonly Problem[] }
  readonly notes: readonly NoteCount[]
  /** By sheet, as `sources`: what stands above the rows. */
  readonly layouts: readonly SheetLayout[]
  /** Rows with findings, as the file has them with the edits laid over. */
  readonly wrongRows: readonly KeptRow[]
  /** The edits that changed what a cell says. */
  readonly edits: readonly AppliedEdit[]
}

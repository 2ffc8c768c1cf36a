/** What goes on from sheet to sheet and from file to file while a batch is read. */

import type { Kind, ReferenceTo } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import { createOverlay, type Overlay } from './edits.ts'
import { createFindings, type Findings } from './findings.ts'
import { compileIdentity, createHashSet, type HashSet, type IdentityOf } from './identity.ts'
import { type Finder, finderOf } from './lookup.ts'
import { createNoteBook, type NoteBook } from './notes.ts'
import type { IngestRequest, IngestResult, IngestSource, SourceResult, TotalsRow } from './request.ts'
import type { ReadableWorkbook } from './rows-workbook.ts'
import { createTotals, type Totals } from './totals.ts'
import { type ChunkBuilder, createChunkBuilder, type WireChunk } from './wire.ts'
import { createWrongRows, type SheetLayout, type WrongRows } from './wrong-rows.ts'

/** One workbook of a source; `member` is its name inside a .zip. */
export interface Part {
  readonly member?: string
  readonly workbook: ReadableWorkbook
  /** Every cell is text by the nature of the file (CSV, HTML, a paste). */
  readonly textual?: boolean
}

export interface PipelineHost {
  /** The source's workbooks; each is closed before the next is asked for. */
  parts(source: IngestSource): Iterable<Part>
  /** Takes a chunk; may block until it can be taken. */
  chunk(chunk: WireChunk): void
  /** Share of the whole work done, from 0 to 1, and rows read so far. */
  progress?(fraction: number, rows: number): void
}

export interface Run {
  readonly request: IngestRequest
  readonly host: PipelineHost
  readonly kind: Kind
  readonly capacity: number
  readonly findings: Findings
  readonly notes: NoteBook
  readonly totals: Totals
  readonly seen: HashSet
  readonly builder: ChunkBuilder
  readonly identityOf: IdentityOf
  readonly finders: Readonly<Record<ReferenceTo, Finder>>
  readonly sources: SourceResult[]
  readonly layouts: SheetLayout[]
  readonly wrongRows: WrongRows
  readonly overlay: Overlay
  readonly totalsRows: TotalsRow[]
  readonly rows: { read: number; taken: number; rejected: number; duplicates: number; again: number; filtered: number }
  /** Rows of the whole batch in one count: where each of `sources` starts in it, and the last row read. */
  readonly position: { readonly starts: number[]; last: number }
  /** The sheet being read: all rows of a chunk are of one sheet. */
  readonly place: { source: number; sheet: string }
  /** Hands on the rows gathered so far. */
  flush(): void
  result(): IngestResult
}

export function createRun(request: IngestRequest, host: PipelineHost): Run {
  const kind = kinds[request.kind]
  const { lookups } = request
  const capacity = request.chunkRows ?? 4096
  const findings = createFindings(request.keepProblems ?? 1000)
  const notes = createNoteBook()
  const totals = createTotals(kind)
  const builder = createChunkBuilder(kind, capacity)
  const sources: SourceResult[] = []
  const totalsRows: TotalsRow[] = []
  const rows = { read: 0, taken: 0, rejected: 0, duplicates: 0, again: 0, filtered: 0 }
  const place = { source: 0, sheet: '' }
  const layouts: SheetLayout[] = []
  const wrongRows = createWrongRows(request.keepProblems ?? 1000)
  const overlay = createOverlay(request.edits ?? [])
  const columnAt = (at: number): { key: string; column: string } => {
    const { key = '', heading = '' } = kind.columns[at] ?? {}
    const mapped = sources.flatMap((source) => source.columns).find((column) => column.key === key)
    return { key, column: mapped?.heading ?? heading }
  }
  return {
    request,
    host,
    kind,
    capacity,
    findings,
    notes,
    totals,
    seen: createHashSet(),
    builder,
    identityOf: compileIdentity(kind),
    finders: {
      outlet: finderOf(lookups.outlets, request.mapping?.outletCodes),
      agent: finderOf(lookups.agents),
      businessType: finderOf(lookups.businessTypes),
      outletType: finderOf(lookups.outletTypes),
    },
    sources,
    layouts,
    wrongRows,
    overlay,
    totalsRows,
    rows,
    position: { starts: [], last: 0 },
    place,
    flush() {
      if (builder.count > 0) host.chunk(builder.take({ ...place, rejectedSoFar: rows.rejected }))
    },
    result: () => ({
      sources,
      rows,
      sums: totals.sums(),
      byPeriod: totals.byPeriod(),
      totalsRows,
      leftOut: { counts: findings.counts, rows: findings.rows },
      problems: { errors: findings.errors, warnings: findings.warnings, kept: findings.kept },
      notes: notes.counts(columnAt),
      layouts,
      wrongRows: wrongRows.rows,
      edits: overlay.applied,
    }),
  }
}

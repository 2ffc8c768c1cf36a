/** The wrong rows of an import: shown in pages, counted by what a cell says, given back in the user's own layout. */
import { parse } from 'node:path'
import type { Cell } from '../../workbook/cell.ts'
import { writeMistakes } from '../../workbook/ingest/client.ts'
import { columnAt } from '../../workbook/ingest/edits.ts'
import type { MistakenRow, MistakesWritten } from '../../workbook/ingest/mistakes.ts'
import { cellText } from '../../workbook/ingest/read-text.ts'
import type { Job } from '../jobs.ts'
import type { Office, Query } from '../office.ts'
import { type Facet, type Found, type FoundRow, foundBy, foundRows, type RowsAsked } from './findings.ts'
import { XLSX } from './template.ts'

/** A wrong row as the screen shows it. */
export interface WrongRow {
  /** Place of the file among several, and its sheet: what an edit names. */
  readonly source: number
  readonly file: string
  readonly sheet: string
  readonly row: number
  /** As the file shows them, by the place of the heading. */
  readonly cells: readonly string[]
  readonly problems: MistakenRow['problems']
}

export interface WrongRowsAsked extends RowsAsked {
  /** By the key that an import answered, or by its batch. */
  readonly mistakes?: string | undefined
  readonly batch?: number | undefined
  readonly offset: number
  readonly limit: number
}

export interface WrongRowsPage {
  readonly key: string
  /** Rows that pass the filter. */
  readonly total: number
  /** Headings of the first sheet, and which of them a column of ours takes. */
  readonly headings: readonly { readonly heading: string; readonly taken: boolean }[]
  /** Several files or sheets: which one is worth a column. */
  readonly several: boolean
  readonly facets: readonly Facet[]
  /** Wrong rows that were too many to be kept. */
  readonly omitted: number
  readonly rows: readonly WrongRow[]
}

/** A page of the wrong rows. @throws Refusal NOT_FOUND */
export function wrongRows(cx: Query, asked: WrongRowsAsked): WrongRowsPage {
  const found = foundBy(cx.db, { key: asked.mistakes, batch: asked.batch })
  const { total, rows } = foundRows(cx.db, found, asked)
  const layout = found.sheets[0]?.layout
  const taken = new Set(layout?.columns.map(({ index }) => index))
  return {
    key: found.key,
    total,
    headings: (layout?.headings ?? []).map((heading, at) => ({ heading, taken: taken.has(at) })),
    several: found.sheets.length > 1,
    facets: found.facets,
    omitted: omitted(cx, found),
    rows: rows.map((row) => viewOf(found, row)),
  }
}

function omitted({ db }: Pick<Query, 'db'>, { id, wrong }: Found): number {
  const kept = db.get<{ n: number }>(
    "SELECT count(*) AS n FROM finding_rows WHERE findings = ? AND level = 'error'",
    id,
  )
  return Math.max(0, wrong - (kept?.n ?? 0))
}

/** Cells by the headings of the first sheet: another sheet may have the same columns elsewhere. */
function viewOf({ sheets }: Found, { sheet: at, row, cells, problems }: FoundRow): WrongRow {
  const sheet = sheets[at]
  const first = sheets[0]?.layout
  const own = sheet?.layout
  const ordered =
    own === undefined || first === undefined || own === first
      ? cells
      : first.headings.map((heading) => cells[columnAt(own, heading)] ?? null)
  return {
    source: sheet?.source ?? 0,
    file: sheet?.file ?? '',
    sheet: own?.sheet ?? '',
    row,
    cells: ordered.map(fullText),
    problems,
  }
}

/** What a cell shows, never shortened: it is edited. */
const fullText = (cell: Cell): string => (typeof cell === 'string' ? cell : cellText(cell))

/** The wrong rows whose cell of a column says just this: what replacing all of them would change. */
export function matchingCells(
  cx: Query,
  asked: { mistakes: string; column: string; value: string },
): Pick<WrongRow, 'source' | 'sheet' | 'row'>[] {
  const found = foundBy(cx.db, { key: asked.mistakes })
  const { rows } = foundRows(cx.db, found, { offset: 0, limit: -1 })
  return rows.flatMap(({ sheet: at, row, cells }) => {
    const sheet = found.sheets[at]
    const index = sheet === undefined ? -1 : columnAt(sheet.layout, asked.column)
    if (sheet === undefined || index < 0 || fullText(cells[index] ?? null) !== asked.value) return []
    return [{ source: sheet.source, sheet: sheet.layout.sheet, row }]
  })
}

/** Writes the wrong rows to a file of this machine. @throws Refusal NOT_FOUND, WRITE_FAILED */
export function writeFindings(office: Office, job: Job, key: string, out: string): Promise<MistakesWritten> {
  const { read } = office.store
  const found = foundBy(read, { key })
  job.progress('writing', null)
  const { rows } = foundRows(read, found, { level: 'error', offset: 0, limit: -1 })
  const sheets = found.sheets.map(({ layout }, at) => ({ layout, rows: rows.filter(({ sheet }) => sheet === at) }))
  return writeMistakes({ sheets, omitted: omitted({ db: read }, found), out }, job.signal)
}

/** Writes the wrong rows as a download. @throws as writeFindings */
export async function downloadFindings(
  office: Office,
  job: Job,
  key: string,
): Promise<MistakesWritten & { export: string; name: string }> {
  const { files } = foundBy(office.store.read, { key })
  const name = `${parse(files[0]?.name ?? '').name || '导入'}-待改.xlsx`
  const file = office.files.beginExport(name, XLSX)
  return { export: file.id, name, ...(await writeFindings(office, job, key, file.path)) }
}

/** Cells mended before an import without touching the file: which may be, and their record with the batch (who, was, became). */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppliedEdit, CellEdit } from '../../workbook/ingest/edits.ts'
import type { IngestResult, IngestSource } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { type Found, foundIn } from './findings.ts'
import type { ImportFile } from './sources.ts'

/** An edit as it is asked for: file and sheet only where there are several. */
export interface EditAsked {
  readonly source?: number | undefined
  readonly file?: string | undefined
  readonly sheet?: string | undefined
  readonly row: number
  readonly column: string
  readonly value: string
}

/**
 * The edits with their files and sheets. Only rows in which a check or an import of the same file found something may be
 * edited: no figure that was right is changed in passing.
 * @throws Refusal EDIT_REFUSED {row, column, reason: "noFile" | "noFinding" | "twice"}
 */
export function allowedEdits(
  db: ReadDb,
  kind: KindKey,
  sources: readonly IngestSource[],
  files: readonly ImportFile[],
  asked: readonly EditAsked[],
): CellEdit[] {
  const known = new Map<number, Found[]>()
  const edits = asked.map((edit): CellEdit => {
    const source = sourceOf(sources, edit)
    const found = known.get(source) ?? foundIn(db, kind, files[source]?.sha256 ?? '')
    known.set(source, found)
    const sheet = sheetWithFinding(db, found, files[source]?.sha256 ?? '', edit)
    if (sheet === undefined) throw refused(edit, 'noFinding')
    return { source, sheet, row: edit.row, column: edit.column, value: edit.value }
  })
  const places = new Set<string>()
  for (const edit of edits) {
    const place = JSON.stringify([edit.source, edit.sheet, edit.row, edit.column])
    if (places.has(place)) throw refused(edit, 'twice')
    places.add(place)
  }
  return edits
}

const refused = ({ row, column }: EditAsked, reason: string): Refusal =>
  new Refusal('EDIT_REFUSED', { row, column, reason })

function sourceOf(sources: readonly IngestSource[], edit: EditAsked): number {
  if (edit.source !== undefined && edit.source < sources.length) return edit.source
  const named = sources.flatMap(({ fileName }, at) => (edit.file === undefined || edit.file === fileName ? [at] : []))
  const [only] = named
  if (only === undefined || named.length > 1) throw refused(edit, 'noFile')
  return only
}

/** The sheet of the row where something was found, or was edited before; the first where the edit names none. */
function sheetWithFinding(db: ReadDb, found: readonly Found[], sha256: string, edit: EditAsked): string | undefined {
  for (const { id, files, sheets, edits } of found) {
    const source = files.findIndex((file) => file.sha256 === sha256)
    const before = edits.find(
      (one) => one.source === source && one.row === edit.row && (edit.sheet === undefined || one.sheet === edit.sheet),
    )
    if (before) return before.sheet
    for (const [at, sheet] of sheets.entries()) {
      if (sheet.source !== source || (edit.sheet !== undefined && sheet.layout.sheet !== edit.sheet)) continue
      if (db.get('SELECT 1 FROM finding_rows WHERE findings = ? AND sheet = ? AND row = ?', id, at, edit.row))
        return sheet.layout.sheet
    }
  }
  return undefined
}

/** Keeps with the batch in which cells it differs from its files; with the batch made visible in the same transaction. */
export function recordEdits(db: WriteDb, batch: number, { edits, sources }: Pick<IngestResult, 'edits' | 'sources'>) {
  for (const { source, sheet, row, column, was, value } of edits) {
    const file = sources.findIndex((read) => read.source === source && read.sheet === sheet) + 1
    db.run(
      'INSERT INTO batch_edits (batch, file, row, column, was, value) VALUES (?, ?, ?, ?, ?, ?)',
      batch,
      file,
      row,
      column,
      was,
      value,
    )
  }
}

/** Edits that a report tells one by one. */
const TOLD = 500

export interface ToldEdits {
  readonly count: number
  readonly kept: readonly AppliedEdit[]
}

export function toldEdits(edits: readonly AppliedEdit[]): ToldEdits {
  return { count: edits.length, kept: edits.slice(0, TOLD) }
}

/** Where a row stands: as explanations name it. */
interface RowPlace {
  readonly batch: number
  readonly file: string
  readonly sheet: string
  readonly row: number
}

/** Tells rows that say something else than their file, because they were mended on the screen before the import. */
export function editedRows(db: ReadDb): (place: RowPlace) => boolean {
  const known = new Map<number, ReadonlySet<string>>()
  const key = ({ file, sheet, row }: Omit<RowPlace, 'batch'>) => `${row} ${sheet} ${file}`
  const of = (batch: number): ReadonlySet<string> => {
    const rows = db.all<Omit<RowPlace, 'batch'>>(
      `SELECT DISTINCT e.row, f.name AS file, f.sheet FROM batch_edits e
       JOIN batch_files f ON f.batch = e.batch AND f.number = e.file WHERE e.batch = ?`,
      batch,
    )
    const set = new Set(rows.map(key))
    known.set(batch, set)
    return set
  }
  return (place) => (known.get(place.batch) ?? of(place.batch)).has(key(place))
}

/**
 * What imports and checks found, kept in the store: the wrong rows as their file has them, so that they can be shown, mended
 * and given back also after a restart. Bounded: the newest are kept, and those of batches before those of mere checks.
 */
import { randomUUID } from 'node:crypto'
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../../workbook/cell.ts'
import { collectRows } from '../../workbook/ingest/client.ts'
import type { AppliedEdit } from '../../workbook/ingest/edits.ts'
import { findingRows, type Mistake, type MistakenRow, type MistakesSheet } from '../../workbook/ingest/mistakes.ts'
import type { IngestRequest, IngestResult } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import type { ImportFile } from './sources.ts'

/** Checks and refused imports that are kept. */
const CHECKS_KEPT = 10
/** Rows that are kept in all; the findings that came last are kept whatever their number. */
const ROWS_KEPT = 200_000
const ROWS_A_STEP = 250

/** How often something was found, over the kept rows. */
export interface Facet {
  readonly level: 'error' | 'warning'
  readonly code: string
  readonly column: string
  readonly count: number
}

/** What is kept of a sheet beside its rows. */
export interface FoundSheet {
  readonly source: number
  readonly file: string
  readonly layout: MistakesSheet['layout'] & { readonly headings: readonly string[] }
}

export interface Found {
  readonly id: number
  readonly key: string
  readonly kind: KindKey
  readonly batch: number | null
  readonly files: readonly ImportFile[]
  readonly sheets: readonly FoundSheet[]
  readonly edits: readonly AppliedEdit[]
  readonly facets: readonly Facet[]
  readonly wrong: number
}

export interface ToKeep {
  readonly kind: KindKey
  readonly user: string
  readonly request: IngestRequest
  readonly files: readonly ImportFile[]
  readonly result: IngestResult
  /** Found when the rows met the store. */
  readonly later: readonly Mistake[]
  /** Rows that are not imported, also those that are not kept. */
  readonly wrong: number
}

/**
 * Keeps what was found, in short steps; answers the key of it, or null where nothing was.
 * `attachFindings` makes it a batch's. @throws Refusal CANCELLED, and those of reading the files again
 */
export async function keepFindings(office: Office, job: Job, asked: ToKeep): Promise<string | null> {
  const { result, later, request } = asked
  const { errors, warnings } = result.problems
  if (errors + warnings + later.length + result.edits.length === 0) return null
  const known = new Set(result.wrongRows.map(({ source, sheet, row }) => `${source}/${row}/${sheet}`))
  const wanted = later
    .map(({ source, sheet, row }) => ({ source, sheet, row }))
    .filter(({ source, sheet, row }) => !known.has(`${source}/${row}/${sheet}`))
  const { sources, edits = [] } = request
  const rows =
    wanted.length === 0
      ? []
      : await collectRows({ sources, read: result.sources, layouts: result.layouts, edits, wanted }, job.signal)
  const sheets = findingRows(result, { rows, problems: later })
  await makeRoom(office, job)
  const key = randomUUID()
  const id = office.store.step(
    (db) =>
      db.run(
        `INSERT INTO import_findings (key, kind, user, at, files, sheets, edits, facets, wrong)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        key,
        asked.kind,
        asked.user,
        office.clock.now().toISOString(),
        JSON.stringify(asked.files),
        JSON.stringify(sheets.map((_, at) => foundSheet(result, at))),
        JSON.stringify(result.edits),
        JSON.stringify(facetsOf(sheets)),
        asked.wrong,
      ).lastInsertRowid,
  )
  for (const [sheet, { rows: found }] of sheets.entries()) {
    for (let at = 0; at < found.length; at += ROWS_A_STEP) {
      office.store.step((db) => {
        for (const { row, cells, problems } of found.slice(at, at + ROWS_A_STEP)) {
          const level = problems.some((problem) => problem.level === 'error') ? 'error' : 'warning'
          db.run(
            `INSERT INTO finding_rows (findings, sheet, row, level, cells, problems) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING`,
            id,
            sheet,
            row,
            level,
            JSON.stringify(cells),
            JSON.stringify(problems.map(({ column, code, level, details }) => ({ column, code, level, details }))),
          )
        }
      })
      await job.breathe()
    }
  }
  return key
}

/** Makes what was found a batch's; with the batch made visible in the same transaction. */
export function attachFindings(db: WriteDb, key: string | null, batch: number): void {
  if (key !== null) db.run('UPDATE import_findings SET batch = ? WHERE key = ?', batch, key)
}

function foundSheet({ layouts, sources }: IngestResult, at: number): FoundSheet {
  const { source = 0, sheet = '', headings = [], columns = [], headerRow = 1, heads = [] } = layouts[at] ?? {}
  return {
    source,
    file: sources.find((read) => read.source === source)?.fileName ?? '',
    layout: { sheet, headings, columns, headerRow, heads },
  }
}

function facetsOf(sheets: readonly MistakesSheet[]): Facet[] {
  const facets = new Map<string, Facet>()
  for (const { rows } of sheets) {
    for (const { level, code, column } of rows.flatMap((row) => row.problems)) {
      const place = `${level} ${code} ${column}`
      facets.set(place, { level, code, column, count: (facets.get(place)?.count ?? 0) + 1 })
    }
  }
  return [...facets.values()]
}

/** Lets the oldest go: of checks and refused imports all but the last, then of batches as the rows become too many. */
async function makeRoom(office: Office, job: Job): Promise<void> {
  const { read } = office.store
  const checks = read.all<{ id: number }>(
    'SELECT id FROM import_findings WHERE batch IS NULL ORDER BY id DESC LIMIT -1 OFFSET ?',
    CHECKS_KEPT - 1,
  )
  const counts = read.all<{ id: number; rows: number }>(
    `SELECT f.id, (SELECT count(*) FROM finding_rows r WHERE r.findings = f.id) AS rows FROM import_findings f
     ORDER BY f.batch IS NULL DESC, f.id`,
  )
  let rows = counts.reduce((sum, each) => sum + each.rows, 0)
  const going = new Set(checks.map(({ id }) => id))
  for (const each of counts) {
    if (going.has(each.id)) rows -= each.rows
  }
  for (const each of counts) {
    if (rows <= ROWS_KEPT) break
    if (going.has(each.id)) continue
    going.add(each.id)
    rows -= each.rows
  }
  for (const id of going) {
    for (;;) {
      const { changes } = office.store.step((db) =>
        db.run(
          `DELETE FROM finding_rows WHERE (findings, sheet, row) IN
           (SELECT findings, sheet, row FROM finding_rows WHERE findings = ? LIMIT ?)`,
          id,
          ROWS_A_STEP,
        ),
      )
      await job.breathe()
      if (changes < ROWS_A_STEP) break
    }
    office.store.step((db) => db.run('DELETE FROM import_findings WHERE id = ?', id))
  }
}

interface StoredFindings {
  id: number
  key: string
  kind: KindKey
  batch: number | null
  files: string
  sheets: string
  edits: string
  facets: string
  wrong: number
}

/** What was found, by the key that the import answered or by its batch. @throws Refusal NOT_FOUND {what: "mistakes"} */
export function foundBy(db: ReadDb, asked: { key?: string | undefined; batch?: number | undefined }): Found {
  const row =
    asked.key === undefined
      ? db.get<StoredFindings>('SELECT * FROM import_findings WHERE batch = ?', asked.batch ?? 0)
      : db.get<StoredFindings>('SELECT * FROM import_findings WHERE key = ?', asked.key)
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'mistakes', name: asked.key ?? String(asked.batch) })
  return {
    ...row,
    files: JSON.parse(row.files) as ImportFile[],
    sheets: JSON.parse(row.sheets) as FoundSheet[],
    edits: JSON.parse(row.edits) as AppliedEdit[],
    facets: JSON.parse(row.facets) as Facet[],
  }
}

/** A kept row. */
export interface FoundRow extends MistakenRow {
  /** Index into the findings' sheets. */
  readonly sheet: number
}

export interface RowsAsked {
  readonly level?: 'error' | 'warning' | undefined
  readonly code?: string | undefined
  readonly column?: string | undefined
}

// a filter speaks of one finding of the row: this level, code and column together
const PASSES = `(?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL OR EXISTS (SELECT 1 FROM json_each(r.problems) p
  WHERE (?2 IS NULL OR p.value ->> 'level' = ?2) AND (?3 IS NULL OR p.value ->> 'code' = ?3)
  AND (?4 IS NULL OR p.value ->> 'column' = ?4)))`

/** Kept rows in the order of the files. */
export function foundRows(
  db: ReadDb,
  { id }: Pick<Found, 'id'>,
  asked: RowsAsked & { offset: number; limit: number },
): { total: number; rows: FoundRow[] } {
  const values = [id, asked.level ?? null, asked.code ?? null, asked.column ?? null] as const
  const total = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM finding_rows r WHERE r.findings = ?1 AND ${PASSES}`,
    ...values,
  )
  const rows = db.all<{ sheet: number; row: number; cells: string; problems: string }>(
    `SELECT r.sheet, r.row, r.cells, r.problems FROM finding_rows r WHERE r.findings = ?1 AND ${PASSES}
     ORDER BY r.sheet, r.row LIMIT ?5 OFFSET ?6`,
    ...values,
    asked.limit,
    asked.offset,
  )
  return {
    total: total?.n ?? 0,
    rows: rows.map(({ sheet, row, cells, problems }) => ({
      sheet,
      row,
      cells: JSON.parse(cells) as Cell[],
      problems: JSON.parse(problems) as MistakenRow['problems'],
    })),
  }
}

/** Findings of checks and imports of a kind that read this file, the newest first. */
export function foundIn(db: ReadDb, kind: KindKey, sha256: string): Found[] {
  return db
    .all<{ key: string }>(
      'SELECT key FROM import_findings WHERE kind = ? AND instr(files, ?) > 0 ORDER BY id DESC',
      kind,
      sha256,
    )
    .map(({ key }) => foundBy(db, { key }))
}

/** What services ask of the workbook worker: read and check an import, look into a file, give its mistakes back, write a styled workbook. */

import { kinds } from '../kinds/kinds.ts'
import type { StyledRequest } from '../write/styled-workbook.ts'
import type { TemplateRequest } from '../write/template.ts'
import type { CellsRequest, SheetCells } from './cells.ts'
import type { Inspection, InspectRequest } from './inspect.ts'
import type { MistakesRequest, MistakesWritten } from './mistakes.ts'
import type { Chunk, IngestRequest, IngestResult } from './request.ts'
import { runTask, type TaskLimits } from './thread.ts'
import type { SheetValues, ValuesRequest } from './values.ts'
import { createChunkOpener } from './wire.ts'
import type { KeptRow, RowsRequest } from './wrong-rows.ts'

export interface IngestHandlers {
  /** Stores the rows of a chunk; the worker waits when two chunks are not yet stored. */
  onChunk(chunk: Chunk): void | Promise<void>
  onProgress?(fraction: number, rows: number): void
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads and checks the request's sources; chunks come in order, one at a time.
 * @throws Refusal of opening and reading, COLUMNS_MISSING, SHEET_EMPTY, WORKBOOK_MEMORY, WORKBOOK_TIMEOUT, CANCELLED;
 * and whatever `onChunk` throws
 */
export function ingest(request: IngestRequest, handlers: IngestHandlers, limits?: TaskLimits): Promise<IngestResult> {
  const openChunk = createChunkOpener(kinds[request.kind])
  const { onProgress, signal } = handlers
  return runTask<IngestResult>(
    { name: 'ingest', request },
    {
      onChunk: (chunk) => handlers.onChunk(openChunk(chunk)),
      ...(onProgress === undefined ? {} : { onProgress }),
      signal,
    },
    limits,
  )
}

/** The rows of one sheet as they are; for small lists. @throws Refusal of opening and reading, SHEET_EMPTY, WORKBOOK_TOO_LARGE */
export function readCells(request: CellsRequest, signal?: AbortSignal, limits?: TaskLimits): Promise<SheetCells> {
  return runTask<SheetCells>({ name: 'cells', request }, { signal }, limits)
}

/** The sheets of a file with their first rows, and what each kind would make of its headings. @throws Refusal of opening and reading */
export function inspectWorkbook(
  request: InspectRequest,
  signal?: AbortSignal,
  limits?: TaskLimits,
): Promise<Inspection> {
  return runTask<Inspection>({ name: 'inspect', request }, { signal }, limits)
}

/** The different texts of each column of a sheet, found in its first rows. @throws Refusal of opening and reading, SHEET_NOT_FOUND */
export function readSheetValues(
  request: ValuesRequest,
  signal?: AbortSignal,
  limits?: TaskLimits,
): Promise<SheetValues> {
  return runTask<SheetValues>({ name: 'values', request }, { signal }, limits)
}

/** Reads the sources again for rows that turned out wrong only when they met the store. @throws Refusal of opening and reading */
export function collectRows(request: RowsRequest, signal?: AbortSignal): Promise<KeptRow[]> {
  return runTask<KeptRow[]>({ name: 'rows', request }, { signal })
}

/**
 * Writes the wrong rows as a workbook in the user's own layout, wrong cells marked and explained; it imports again when mended.
 * @throws Refusal WRITE_FAILED
 */
export function writeMistakes(
  request: MistakesRequest,
  signal?: AbortSignal,
  limits?: TaskLimits,
): Promise<MistakesWritten> {
  return runTask<MistakesWritten>({ name: 'mistakes', request }, { signal }, limits)
}

/** Writes the template of a kind, to be filled in. @throws Refusal DISK_FULL, FILE_LOCKED, WRITE_FAILED */
export function writeTemplate(request: TemplateRequest): Promise<void> {
  return runTask<void>({ name: 'template', request }, {})
}

/** Writes sheets that look as they are described, of modest size. @throws Refusal CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED */
export function writeStyled(request: StyledRequest, signal?: AbortSignal): Promise<void> {
  return runTask<void>({ name: 'styled', request }, { signal })
}

/** Lists of any length as .xlsx: rows go from an iterator to the deflater and the disk, at constant memory and without holding the thread. */
import { setImmediate as turn } from 'node:timers/promises'
import { Refusal } from '../../domain/refusal.ts'
import { RowSource } from './row-source.ts'
import { writeWhole } from './safe-file.ts'
import { SharedStrings } from './shared-strings.ts'
import { CellWriter, type Sheet } from './sheet-columns.ts'
import { columnLetters, sheetName } from './sheet-name.ts'
import { closing, headRows, opening, rowXml, tailRows } from './sheet-xml.ts'
import {
  contentTypesXml,
  rootRelationshipsXml,
  stylesXml,
  type WrittenSheet,
  workbookRelationshipsXml,
  workbookXml,
} from './workbook-parts.ts'
import { type Deflater, ZipFile } from './zip-file.ts'

export type { ColumnType, Sheet, SheetColumn, SheetRow, SheetValue } from './sheet-columns.ts'

/** Excel's last row. */
const LAST_ROW = 1_048_576
/** XML characters gathered before they go to the deflater: about 2 ms of work. */
const PIECE = 1 << 17
/** A sheet this large is continued on the next one, so that no part passes the 4 GB of a plain zip. */
const LARGEST_SHEET = 3_500_000_000

export interface WriteOptions {
  /** Where texts go: in the cells (the default), or in a shared table as billing systems and Excel write it. */
  readonly strings?: 'inline' | 'shared'
  /** Deflate level 1–9, default 6. */
  readonly level?: number
  readonly signal?: AbortSignal
  /** Called with the number of data rows written, every few thousand rows. */
  readonly onProgress?: (rows: number) => void
  /** Data rows on one sheet before the next begins; default all that fit below the headings. */
  readonly rowsPerSheet?: number
}

export interface WriteResult {
  /** Data rows, without titles, headings and totals. */
  readonly rows: number
  /** Names of the sheets as written. */
  readonly sheets: readonly string[]
  readonly bytes: number
}

/**
 * Writes a workbook and moves it to `path` when it is whole. A sheet with more rows than fit continues on 名称(2), 名称(3), …
 * At least one sheet, each with at least one column, else a RangeError: a workbook without them does not open.
 * Refusals: CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED. An error thrown by a row source passes through; nothing is left behind.
 */
export async function writeXlsx(
  path: string,
  sheets: readonly Sheet[],
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (sheets.length === 0 || sheets.some((sheet) => sheet.columns.length === 0))
    throw new RangeError('nothing to write')
  return writeWhole(path, async (file) => {
    const zip = new ZipFile(file)
    const shared = options.strings === 'shared' ? new SharedStrings(options.level) : null
    const writer = new SheetsWriter(zip, shared, options)
    try {
      for (const sheet of sheets) await writer.write(sheet)
      if (shared !== null) {
        await shared.end()
        await zip.deflated('xl/sharedStrings.xml', shared.pieces, shared.deflater)
      }
      const count = writer.written.length
      await zip.text('xl/styles.xml', stylesXml())
      await zip.text('xl/workbook.xml', workbookXml(writer.written))
      await zip.text('xl/_rels/workbook.xml.rels', workbookRelationshipsXml(count, shared !== null))
      await zip.text('_rels/.rels', rootRelationshipsXml())
      await zip.text('[Content_Types].xml', contentTypesXml(count, shared !== null))
      await zip.finish()
    } finally {
      shared?.deflater.destroy()
    }
    return { rows: writer.rows, sheets: writer.written.map((sheet) => sheet.name), bytes: zip.length }
  })
}

class SheetsWriter {
  readonly written: WrittenSheet[] = []
  rows = 0
  readonly #zip: ZipFile
  readonly #shared: SharedStrings | null
  readonly #options: WriteOptions
  readonly #names = new Set<string>()

  constructor(zip: ZipFile, shared: SharedStrings | null, options: WriteOptions) {
    this.#zip = zip
    this.#shared = shared
    this.#options = options
  }

  /** One sheet of the caller's, on as many sheets of the file as its rows need. */
  async write(sheet: Sheet): Promise<void> {
    const source = new RowSource(sheet.rows)
    const cells = sheet.columns.map((column, index) => new CellWriter(column, index, this.#shared))
    try {
      do {
        const name = sheetName(sheet.name, this.#names)
        await this.#zip.stream(
          `xl/worksheets/sheet${this.written.length + 1}.xml`,
          (entry) => this.#page(sheet, name, cells, source, entry),
          this.#options.level,
        )
      } while (!(await source.atEnd()))
    } finally {
      await source.close()
    }
  }

  async #page(sheet: Sheet, name: string, cells: CellWriter[], source: RowSource, entry: Deflater): Promise<void> {
    const { signal, onProgress, rowsPerSheet = LAST_ROW } = this.#options
    const head = sheet.title === undefined ? 1 : 2
    const below = (sheet.totals === undefined ? 0 : 1) + (sheet.closing?.length ?? 0)
    const last = Math.min(LAST_ROW - below, head + rowsPerSheet)
    let row = head
    let xml = opening(sheet, head) + headRows(sheet, cells, head)
    while (row < last && entry.size < LARGEST_SHEET) {
      const next = source.next()
      const values = next instanceof Promise ? await next : next
      if (values === undefined) break
      xml += rowXml(cells, values, ++row)
      if (xml.length >= PIECE) {
        await entry.write(Buffer.from(xml, 'utf8'))
        xml = ''
        await this.#shared?.settle()
        onProgress?.(this.rows + row - head)
        await turn()
        if (signal?.aborted) throw new Refusal('CANCELLED')
      }
    }
    this.rows += row - head
    const filter = sheet.filter === false ? null : `A${head}:${columnLetters(sheet.columns.length - 1)}${row}`
    if (await source.atEnd()) xml += tailRows(sheet, cells, row)
    xml += closing(sheet, head, filter)
    await entry.write(Buffer.from(xml, 'utf8'))
    this.written.push({ name, head, filter })
  }
}

/** Opens any workbook that BOSS, Excel, WPS or a person makes, and reads its sheets row by row. */

import { Refusal } from '../../domain/refusal.ts'
import type { RowSink, SheetInfo } from '../cell.ts'
import type { SourceFile } from './file.ts'
import { openSource } from './file.ts'
import type { Limits } from './limits.ts'
import { DEFAULT_LIMITS, tooLarge } from './limits.ts'
import type { Format } from './sniff.ts'
import { sniff } from './sniff.ts'
import { openDelimited } from './text/delimited.ts'
import { openHtml } from './text/html.ts'
import { pagesOfMhtml } from './text/mhtml.ts'
import { openWhole } from './whole.ts'
import { openXls } from './xls/workbook.ts'
import { openXlsx } from './xlsx/workbook.ts'
import { openXml2003 } from './xml2003/workbook.ts'

/** A workbook that is open; close it when done. */
export interface OpenWorkbook {
  readonly format: Format
  /** In the workbook's order; chart sheets are left out, a text file has one. */
  readonly sheets: readonly SheetInfo[]
  /**
   * Hands on the rows of a sheet that have a value, in the file's order. The list of cells is used again for the next
   * row: the sink copies what it keeps. `onProgress` gets fractions from 0 to 1.
   */
  read(sheet: string, sink: RowSink, onProgress?: (fraction: number) => void): void
  close(): void
}

interface Reader {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/**
 * Opens the workbook at `path`, its format told by its content.
 * Refuses with FILE_NOT_FOUND, FILE_LOCKED, NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_BROKEN { where, why } and
 * WORKBOOK_TOO_LARGE { limit }; `read` also with WORKBOOK_TIMEOUT and SHEET_NOT_FOUND { sheet, sheets }.
 */
export function openWorkbook(path: string, limits: Partial<Limits> = {}): OpenWorkbook {
  const all: Limits = { ...DEFAULT_LIMITS, ...limits }
  const file = openSource(path)
  try {
    if (file.size > all.fileBytes) throw tooLarge('fileBytes')
    const { format, reader } = readerOf(file, all)
    return {
      format,
      sheets: reader.sheets,
      read(sheet, sink, onProgress) {
        const index = reader.sheets.findIndex((one) => one.name === sheet)
        if (index < 0) throw new Refusal('SHEET_NOT_FOUND', { sheet, sheets: reader.sheets.map((one) => one.name) })
        reader.read(index, sink, onProgress)
      },
      close: () => file.close(),
    }
  } catch (error) {
    file.close()
    throw error
  }
}

function readerOf(file: SourceFile, limits: Limits): { format: Format; reader: Reader } {
  const sniffed = sniff(file, limits)
  switch (sniffed.format) {
    case 'xlsx':
      return { format: 'xlsx', reader: openXlsx(sniffed.zip, sniffed.document, limits) }
    case 'csv':
      return { format: 'csv', reader: openDelimited(file, sniffed.text, limits) }
    case 'html':
      return { format: 'html', reader: openHtml(file, sniffed.text, limits) }
    case 'mhtml': {
      const pages = pagesOfMhtml(file, limits)
      return { format: 'html', reader: openHtml(pages, { encoding: 'utf-8', mark: 0 }, limits) }
    }
    case 'xml2003':
      return { format: 'xml2003', reader: openXml2003(file, sniffed.text, limits) }
    case 'xlsb':
    case 'ods':
      return { format: sniffed.format, reader: openWhole(file, sniffed.format, limits, sniffed.zip) }
    case 'xls':
      return { format: 'xls', reader: openXls(file, limits) }
  }
}

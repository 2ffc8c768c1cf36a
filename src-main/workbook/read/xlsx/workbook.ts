/** An .xlsx or .xlsm workbook, open. */

import type { RowSink } from '../../cell.ts'
import type { Limits } from '../limits.ts'
import { broken, Reading } from '../limits.ts'
import { Window } from '../pieces.ts'
import type { Zip, ZipEntry } from '../zip/directory.ts'
import { utf8Pieces } from './encoded.ts'
import { workbookParts } from './package.ts'
import { readSharedStrings, SharedStrings } from './shared-strings.ts'
import { readSheet } from './sheet.ts'
import { readStyles, type StyleKinds } from './styles.ts'
import { xmlText } from './xml.ts'

export interface XlsxWorkbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
  /** Reads the sheet at `index`; shared strings and styles are read with the first sheet and kept. */
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/** Opens the workbook whose document part is `document`; refuses with WORKBOOK_BROKEN or WORKBOOK_TOO_LARGE. */
export function openXlsx(zip: Zip, document: ZipEntry, limits: Limits): XlsxWorkbook {
  const parts = workbookParts(zip, document, limits)
  let shared: { strings: SharedStrings; styles: StyleKinds } | undefined
  return {
    sheets: parts.sheets.map(({ name, hidden }) => ({ name, hidden })),
    read(index, sink, onProgress) {
      const sheet = parts.sheets[index]
      if (sheet?.entry === undefined) throw broken(sheet?.name ?? '', 'part missing')
      const reading = new Reading(limits, onProgress)
      shared ??= {
        strings: stringsOf(zip, parts.strings, reading),
        styles: parts.styles
          ? readStyles(xmlText(zip.readAll(parts.styles)), parts.styles.name, limits.depth)
          : new Uint8Array(),
      }
      const window = partWindow(zip, sheet.entry, limits, 'sheetBytes')
      const where = sheet.name
      readSheet(window, { ...shared, date1904: parts.date1904, where, reading }, sink)
      reading.progress(1)
    },
  }
}

function stringsOf(zip: Zip, entry: ZipEntry | undefined, reading: Reading): SharedStrings {
  if (entry === undefined) return new SharedStrings(0, 0)
  return readSharedStrings(partWindow(zip, entry, reading.limits, 'stringBytes'), entry.size, entry.name, reading)
}

function partWindow(zip: Zip, entry: ZipEntry, limits: Limits, limit: 'sheetBytes' | 'stringBytes'): Window {
  return new Window(utf8Pieces(zip.open(entry, limits[limit], limit)), limits, entry.name)
}

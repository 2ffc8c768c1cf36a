/** An .xls or .et workbook of Excel 5 to 2003, its records read one after the other. */

import { Refusal } from '../../../domain/refusal.ts'
import type { RowSink, SheetInfo } from '../../cell.ts'
import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { broken, Reading, tooLarge } from '../limits.ts'
import { openWhole } from '../whole.ts'
import { readStream } from './compound.ts'
import { readGlobals, type XlsGlobals } from './globals.ts'
import { readXlsSheet } from './sheet.ts'

export interface XlsWorkbook {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/**
 * Opens the workbook; what is older than Excel 5 or has a broken container is left to SheetJS, which needs some forty
 * times the file's size in memory. Refuses with WORKBOOK_ENCRYPTED, WORKBOOK_BROKEN and WORKBOOK_TOO_LARGE.
 */
export function openXls(file: SourceFile, limits: Limits): XlsWorkbook {
  if (file.size > limits.xlsBytes) throw tooLarge('xlsBytes', 'xls')
  const parsed = parse(file, limits)
  if (parsed === undefined) return openWhole(file, 'xls', limits)
  const { stream, globals } = parsed
  return {
    sheets: globals.sheets.map(({ name, hidden }) => ({ name, hidden })),
    read(index, sink, onProgress) {
      const sheet = globals.sheets[index]!
      inBounds(sheet.name, () => readXlsSheet(stream, globals, sheet, new Reading(limits, onProgress), sink))
    },
  }
}

function parse(file: SourceFile, limits: Limits): { stream: Buffer; globals: XlsGlobals } | undefined {
  try {
    return inBounds('xls', () => {
      const stream = readStream(file, ['Workbook', 'Book'], limits.xlsBytes)
      const globals = stream && readGlobals(stream)
      return stream && globals && globals.sheets.length > 0 ? { stream, globals } : undefined
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'WORKBOOK_BROKEN') return undefined
    throw error
  }
}

/** A record that points behind the data makes Buffer throw a RangeError: the file is broken there. */
function inBounds<T>(where: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError && (error as NodeJS.ErrnoException).code === 'ERR_OUT_OF_RANGE')
      throw broken(where, 'record')
    if (error instanceof RangeError && (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_OUT_OF_BOUNDS')
      throw broken(where, 'record')
    throw error
  }
}

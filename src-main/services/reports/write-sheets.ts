/** Writing plain sheets as a workbook, with the rows told as they go. */
import { type Sheet, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { Pace } from './report.ts'

/** Whole or not at all. @throws Refusal CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED */
export async function writeSheets(file: string, sheets: readonly Sheet[], pace: Pace): Promise<void> {
  await writeXlsx(file, sheets, {
    onProgress: (rows) => pace.progress('writing', null, rows),
    ...(pace.signal ? { signal: pace.signal } : {}),
  })
}

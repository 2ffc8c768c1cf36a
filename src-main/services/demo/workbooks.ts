/** Writes the sample county's workbooks as a billing system does: title, shared strings, text ids, date serials, totals, signatures. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Month } from '../../domain/month.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { writeXlsx } from '../../workbook/write/sheet-stream.ts'
import { ControlTotals } from './control-totals.ts'
import { type County, PERIODS } from './county.ts'
import {
  assignedLinesSheet,
  controlTotalsSheet,
  entriesSheet,
  indicatorsSheet,
  subscriberMonthsSheet,
} from './ledger-sheets.ts'
import { agentsSheet, outletCodesSheet, outletsSheet } from './master-sheets.ts'
import { writeMistakes } from './mistakes.ts'
import { type SampleSheet, sheetOf } from './sample-sheet.ts'

export interface SampleFile {
  readonly kind: KindKey
  /** Files of a month. */
  readonly period?: Month
  readonly path: string
  /** In Chinese, where there is something to know about the file. */
  readonly note?: string
}

export interface WriteWorkbooksOptions {
  /** Called with the rows written of about so many, and the file being written. */
  readonly onProgress?: (rows: number, ofRows: number, file: string) => void
  readonly signal?: AbortSignal
  /** Months to write; all of PERIODS by default. */
  readonly periods?: readonly Month[]
}

/**
 * Writes all workbooks into the folder (made where it is missing) and lists them in the order in which they are to be imported.
 * Rows are drawn while they are written; memory does not grow with the county. Only the last file has mistakes.
 */
export async function writeWorkbooks(
  county: County,
  folder: string,
  options: WriteWorkbooksOptions = {},
): Promise<SampleFile[]> {
  const { onProgress, signal, periods = PERIODS } = options
  const files: SampleFile[] = []
  const ofRows = expectedRows(county, periods.length)
  let before = 0

  const write = async <T>(words: string, sample: SampleSheet<T>, period?: Month): Promise<void> => {
    const { kind } = sample
    const path = join(folder, period === undefined ? `${kind}-${words}.xlsx` : `${kind}-${period}-${words}.xlsx`)
    const { rows } = await writeXlsx(path, [sheetOf(sample)], {
      strings: 'shared',
      // A quarter larger and twice as fast: nobody sends these files anywhere.
      level: 1,
      onProgress: (now) => onProgress?.(before + now, ofRows, path),
      ...(signal === undefined ? {} : { signal }),
    })
    before += rows
    onProgress?.(before, ofRows, path)
    files.push(period === undefined ? { kind, path } : { kind, period, path })
  }

  await mkdir(folder, { recursive: true })
  await write('代理商', agentsSheet(county))
  await write('网点', outletsSheet(county))
  await write('识别码', outletCodesSheet(county))
  for (const period of periods) {
    const totals = new ControlTotals()
    await write('业务明细', entriesSheet(county, period, totals), period)
    await write('用户月度', subscriberMonthsSheet(county, period, totals), period)
    await write('指标', indicatorsSheet(county, period), period)
    await write('酬金清单', assignedLinesSheet(county, period), period)
    await write('对账', controlTotalsSheet(county, period, totals), period)
  }
  const last = periods.at(-1)
  if (last !== undefined) files.push(await writeMistakes(county, last, folder))
  return files
}

/** About how many rows all files have together: a month has some 22 subscriber-months to 100 entries. */
function expectedRows(county: County, months: number): number {
  const entries = county.volumes[0]!.reduce((sum, count) => sum + count, 0)
  return Math.round(months * entries * 1.22 + county.outlets.length * (months * 4 + 3))
}

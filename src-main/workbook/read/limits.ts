/** How much a workbook may cost to read: the guards against broken and hostile files (DESIGN.md, Reliability). */

import { Refusal } from '../../domain/refusal.ts'

/** Bounds on one workbook; sizes in bytes, time in milliseconds. Passing one is WORKBOOK_TOO_LARGE or WORKBOOK_TIMEOUT. */
export interface Limits {
  /** Size of the file itself. */
  readonly fileBytes: number
  /** Number of entries in the zip. */
  readonly entries: number
  /** Inflated size of one sheet. */
  readonly sheetBytes: number
  /** Inflated size of the shared strings. */
  readonly stringBytes: number
  /** Inflated size of any other part that is read whole (workbook, styles, relationships). */
  readonly partBytes: number
  /** Inflated over packed size of a part, shared strings (which stay in memory) apart; for parts above `ratioFrom` bytes. */
  readonly ratio: number
  readonly stringRatio: number
  readonly ratioFrom: number
  /** Size of an .xls or .et file. */
  readonly xlsBytes: number
  /** Size (unpacked) of a file that is read as a whole into objects (.xlsb, .ods, .xls before Excel 5). */
  readonly wholeBytes: number
  /** Bytes of one row; also of one shared string. */
  readonly rowBytes: number
  /** Cells handed on in all, holes included. */
  readonly cells: number
  /** Nesting of XML elements. */
  readonly depth: number
  /** Time for one `read`, the sink's own time included. */
  readonly milliseconds: number
  /** How much is read at a time; tests set it small to put borders everywhere. */
  readonly pieceBytes: number
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 1024 * MIB,
  entries: 10_000,
  sheetBytes: 4096 * MIB,
  stringBytes: 512 * MIB,
  partBytes: 64 * MIB,
  ratio: 400,
  stringRatio: 64,
  ratioFrom: 16 * MIB,
  xlsBytes: 128 * MIB,
  wholeBytes: 32 * MIB,
  rowBytes: 16 * MIB,
  cells: 200_000_000,
  depth: 128,
  milliseconds: 600_000,
  pieceBytes: 256 * 1024,
}

/** Refuses because `limit` was passed. */
export function tooLarge(limit: keyof Limits, where?: string): Refusal {
  return new Refusal('WORKBOOK_TOO_LARGE', where === undefined ? { limit } : { limit, where })
}

/** Refuses because the file is not what its format says; `where` names the part and, where known, the row or cell. */
export function broken(where: string, why: string): Refusal {
  return new Refusal('WORKBOOK_BROKEN', { where, why })
}

/** One reading under way: its limits, its clock, its progress and what it has handed on. */
export class Reading {
  readonly limits: Limits
  readonly #until: number
  readonly #onProgress: ((fraction: number) => void) | undefined
  #cells = 0
  #fraction = 0

  constructor(limits: Limits, onProgress?: (fraction: number) => void) {
    this.limits = limits
    this.#until = performance.now() + limits.milliseconds
    this.#onProgress = onProgress
  }

  /** Refuses when time is up; called once per piece and at times inside long rows. */
  checkTime(): void {
    if (performance.now() > this.#until)
      throw new Refusal('WORKBOOK_TIMEOUT', { milliseconds: this.limits.milliseconds })
  }

  /** Counts the cells of a row that is handed on. */
  countCells(count: number): void {
    this.#cells += count
    if (this.#cells > this.limits.cells) throw tooLarge('cells')
  }

  /** Reports how much of the work is done, from 0 to 1, in steps of a hundredth. */
  progress(fraction: number): void {
    if (this.#onProgress === undefined || fraction < Math.min(this.#fraction + 0.01, 1) || this.#fraction === 1) return
    this.#fraction = Math.min(fraction, 1)
    this.#onProgress(this.#fraction)
  }
}

/** The table of shared strings, written while the sheets are: deflated at once, so that a million different texts cost no heap. */

import { textElement } from './xml-text.ts'
import { Deflater } from './zip-file.ts'

/** Texts of a column remembered for reuse; beyond it repeated texts are simply written again, which the format allows. */
const REMEMBERED = 50_000
/** After so many different texts a column that hardly repeats any (流水号) is no longer looked up. */
const TRIAL = 4_000
const FLUSH = 1 << 17

/** What one column has already put into the table. */
export class ColumnStrings {
  #seen: Map<string, number> | null = new Map()
  #hits = 0
  #lastText = ''
  #lastIndex = -1

  /** The index of the text in the table, added where it is new to this column. */
  index(text: string, table: SharedStrings): number {
    if (text === this.#lastText && this.#lastIndex >= 0) return this.#lastIndex
    const seen = this.#seen
    let index = seen?.get(text)
    if (index === undefined) {
      index = table.add(text)
      if (seen !== null && seen.size < REMEMBERED) {
        seen.set(text, index)
        if (seen.size >= TRIAL && this.#hits < seen.size / 4) this.#seen = null
      }
    } else this.#hits++
    this.#lastText = text
    this.#lastIndex = index
    return index
  }
}

/** The growing table; `settle` must be awaited now and then so that the deflater keeps up. */
export class SharedStrings {
  readonly pieces: Buffer[] = []
  readonly deflater: Deflater
  #count = 0
  #xml =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

  constructor(level?: number) {
    this.deflater = new Deflater(async (pieces) => {
      for (const piece of pieces) this.pieces.push(Buffer.from(piece))
    }, level)
  }

  get count(): number {
    return this.#count
  }

  add(text: string): number {
    this.#xml += `<si>${textElement(text)}</si>`
    return this.#count++
  }

  async settle(): Promise<void> {
    if (this.#xml.length < FLUSH) return
    const xml = this.#xml
    this.#xml = ''
    await this.deflater.write(Buffer.from(xml, 'utf8'))
  }

  async end(): Promise<void> {
    await this.deflater.write(Buffer.from(`${this.#xml}</sst>`, 'utf8'))
    this.#xml = ''
    await this.deflater.end()
  }
}

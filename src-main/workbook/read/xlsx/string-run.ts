/** Strings that stand one after the other, decoded at once: most strings of a ledger are asked for in their order, and once. */

import { SIGNS } from './escapes.ts'

/** A run is short: a text cut from it keeps all of it in memory as long as it is used itself. */
const STRINGS = 256
const BYTES = 4096

export class StringRun {
  #first = 0
  #count = 0
  #text = ''
  /** Where each string begins in #text. */
  readonly #places = new Int32Array(STRINGS + 1)

  /** The string of that number where the run holds it. */
  get(index: number): string | undefined {
    const at = index - this.#first
    if (at < 0 || at >= this.#count) return undefined
    return this.#text.substring(this.#places[at]!, this.#places[at + 1]!)
  }

  /**
   * Decodes the strings from `index` on, up to the first that has something to undo (an entity, an escape, a line end);
   * false where that leaves fewer than two. String n is the bytes [starts[n], starts[n + 1]).
   */
  fill(bytes: Buffer, starts: Uint32Array, index: number, strings: number): boolean {
    const from = starts[index]!
    const last = Math.min(index + STRINGS, strings)
    const places = this.#places
    let units = 0
    let all = 0
    let i = from
    let next = index
    for (; next < last; next++) {
      const to = starts[next + 1]!
      // Bytes that begin with the rest of a character are broken: they must not join those before them.
      if (to - from > BYTES || (to > i && (bytes[i]! & 0xc0) === 0x80)) break
      let signs = 0
      for (; i < to; i++) {
        const c = bytes[i]!
        signs |= SIGNS[c]!
        if ((c & 0xc0) !== 0x80) units += c >= 0xf0 ? 2 : 1
      }
      if (signs & 2) break
      all |= signs
      places[next - index + 1] = units
    }
    const count = next - index
    this.#count = 0
    if (count < 2) return false
    const text = bytes.toString(all & 1 ? 'utf8' : 'latin1', from, starts[next]!)
    // What is not UTF-8 has another length than was counted; _x may be an escape.
    if (text.length !== places[count] || (all & 4 && text.includes('_x'))) return false
    this.#text = text
    this.#first = index
    this.#count = count
    return true
  }
}

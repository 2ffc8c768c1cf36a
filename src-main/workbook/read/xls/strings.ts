/** Strings of BIFF records: one or two bytes per character, rich text and phonetics left out, split over CONTINUE records. */

import { broken } from '../limits.ts'

const WHERE = 'xls'
const CONTINUE = 0x3c

/** The data of a record and of the CONTINUE records behind it, read as one; knows where the parts join. */
export class Continued {
  readonly #stream: Buffer
  /** Where the data of each part begins and ends in the stream. */
  readonly #parts: (readonly [number, number])[] = []
  #part = 0
  #at: number

  /** `record` is the position of the record's header. */
  constructor(stream: Buffer, record: number) {
    this.#stream = stream
    let header = record
    do {
      const end = header + 4 + stream.readUInt16LE(header + 2)
      if (end > stream.length) throw broken(WHERE, 'cut off')
      this.#parts.push([header + 4, end])
      header = end
    } while (header + 4 <= stream.length && stream.readUInt16LE(header) === CONTINUE)
    this.#at = record + 4
  }

  /** Has everything been read? */
  get ended(): boolean {
    return this.#part === this.#parts.length - 1 && this.#at >= this.#parts[this.#part]![1]
  }

  /** Goes on to the next part where this one is used up. */
  #settle(): number {
    let rest = this.#parts[this.#part]![1] - this.#at
    while (rest === 0) {
      const next = this.#parts[++this.#part]
      if (next === undefined) throw broken(WHERE, 'string')
      this.#at = next[0]
      rest = next[1] - next[0]
    }
    return rest
  }

  #byte(): number {
    this.#settle()
    return this.#stream[this.#at++]!
  }

  number16(): number {
    return this.#byte() | (this.#byte() << 8)
  }

  number32(): number {
    return (this.number16() | (this.number16() << 16)) >>> 0
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) {
      const step = Math.min(left, this.#settle())
      this.#at += step
      left -= step
    }
  }

  /** A string of BIFF8 (MS-XLS 2.5.293) whose length is read first. */
  text(): string {
    const length = this.number16()
    const flags = this.#byte()
    const runs = flags & 8 ? this.number16() : 0
    const extra = flags & 4 ? this.number32() : 0
    const text = this.#characters(length, (flags & 1) !== 0)
    this.skip(runs * 4)
    this.skip(extra)
    return text
  }

  #characters(length: number, twoBytes: boolean): string {
    let text = ''
    let wide = twoBytes
    for (let left = length; left > 0; ) {
      if (this.#at === this.#parts[this.#part]![1]) {
        // Each part states anew whether its characters have two bytes.
        wide = (this.#byte() & 1) !== 0
        continue
      }
      const size = wide ? 2 : 1
      const count = Math.min(left, Math.floor((this.#parts[this.#part]![1] - this.#at) / size))
      if (count === 0) throw broken(WHERE, 'string')
      const to = this.#at + count * size
      text += this.#stream.toString(wide ? 'utf16le' : 'latin1', this.#at, to)
      this.#at = to
      left -= count
    }
    return text
  }
}

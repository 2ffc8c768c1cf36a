/** Fields of a text file from bytes to strings: short ones by code, repeated ones from memory. */

import { asciiText, charactersIn, codesOf, textOfBytes, textOfCodes } from '../text-of-bytes.ts'

/** Decodes the bytes [at, to) of a field that is not plain ASCII. */
export type FieldDecoder = (b: Buffer, at: number, to: number) => string

const KEPT = 4096
const LONGEST = 48
/** Longer plain texts are mostly numbers and ids, each used once: looking for them costs more than decoding. */
const LONGEST_PLAIN = 10

/**
 * Remembers fields by their bytes, so that the names that fill a ledger (types, brands, plans) are decoded once.
 * Every answer is a string of its own, never a slice that would keep a whole piece of the file alive.
 */
export class FieldMemory {
  readonly #texts: string[] = new Array<string>(KEPT).fill('')
  readonly #lengths = new Uint8Array(KEPT)
  readonly #bytes = Buffer.alloc(KEPT * LONGEST)
  readonly #decode: FieldDecoder

  constructor(decode: FieldDecoder) {
    this.#decode = decode
  }

  /** The text of the bytes [at, to), whose `hash` the scanner made on its way. */
  text(b: Buffer, at: number, to: number, hash: number, ascii: boolean): string {
    const length = to - at
    if (ascii && length > LONGEST_PLAIN) return asciiText(b, at, to)
    if (length > LONGEST) return this.#decode(b, at, to)
    const place = (hash ^ (hash >>> 13)) & (KEPT - 1)
    if (this.#lengths[place] === length && this.#same(place * LONGEST, b, at, length)) return this.#texts[place]!
    const text = ascii ? asciiText(b, at, to) : this.#decode(b, at, to)
    this.#lengths[place] = length
    this.#texts[place] = text
    const from = place * LONGEST
    for (let i = 0; i < length; i++) this.#bytes[from + i] = b[at + i]!
    return text
  }

  #same(from: number, b: Buffer, at: number, length: number): boolean {
    const bytes = this.#bytes
    for (let i = 0; i < length; i++) if (bytes[from + i] !== b[at + i]) return false
    return true
  }
}

export const decodeUtf8: FieldDecoder = (b, at, to) => textOfBytes(b, at, to, charactersIn(b, at, to))

/** GB18030 by a table of its two-byte characters; fields with four-byte ones go to TextDecoder. */
export function gb18030Decoder(): FieldDecoder {
  const whole = new TextDecoder('gb18030')
  const table = twoByteTable()
  return (b, at, to) => {
    let count = 0
    for (let i = at; i < to; i++, count++) if (b[i]! >= 0x80) i++
    const codes = codesOf(count)
    if (codes === undefined) return whole.decode(b.subarray(at, to))
    let filled = 0
    for (let i = at; i < to; i++) {
      let code = b[i]!
      if (code >= 0x80) {
        code = i + 1 < to ? table[(code << 8) | b[++i]!]! : 0
        if (code === 0) return whole.decode(b.subarray(at, to))
      }
      codes[filled++] = code
    }
    return textOfCodes(codes)
  }
}

let gbTable: Uint16Array | undefined

/** UTF-16 unit by first byte × 256 + second byte; 0 where the pair is no character of its own. */
function twoByteTable(): Uint16Array {
  if (gbTable !== undefined) return gbTable
  const table = new Uint16Array(65_536)
  const decoder = new TextDecoder('gb18030')
  const pair = Buffer.alloc(2)
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue
      pair[0] = first
      pair[1] = second
      const text = decoder.decode(pair)
      if (text.length === 1 && text !== '\ufffd') table[(first << 8) | second] = text.charCodeAt(0)
    }
  }
  gbTable = table
  return table
}

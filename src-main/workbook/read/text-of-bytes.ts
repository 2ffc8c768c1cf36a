/** Short texts from bytes, fast: a call into Node for each of twelve million cells would cost half the reading. */

const fromCodes = String.fromCharCode

/** One list of codes per length, used again and again: spreading a list is cheaper than any slice for short texts. */
const CODES: readonly number[][] = Array.from({ length: 25 }, (_, length) => new Array<number>(length).fill(0))

/** A list of `length` codes to be filled and given to `textOfCodes` at once; undefined where the text is too long for it. */
export function codesOf(length: number): number[] | undefined {
  return CODES[length]
}

/** The text of a filled list. */
export function textOfCodes(codes: number[]): string {
  return fromCodes.apply(null, codes)
}

/** The text of plain ASCII bytes [at, to). */
export function asciiText(b: Buffer, at: number, to: number): string {
  switch (to - at) {
    case 0:
      return ''
    case 1:
      return fromCodes(b[at]!)
    case 2:
      return fromCodes(b[at]!, b[at + 1]!)
    case 3:
      return fromCodes(b[at]!, b[at + 1]!, b[at + 2]!)
    case 4:
      return fromCodes(b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!)
    case 5:
      return fromCodes(b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!, b[at + 4]!)
    case 6:
      return fromCodes(b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!, b[at + 4]!, b[at + 5]!)
    default:
      return longerAsciiText(b, at, to)
  }
}

function longerAsciiText(b: Buffer, at: number, to: number): string {
  const codes = CODES[to - at]
  if (codes === undefined) return b.toString('latin1', at, to)
  for (let i = 0; i < codes.length; i++) codes[i] = b[at + i]!
  return fromCodes.apply(null, codes)
}

/** How many characters begin in the UTF-8 bytes [at, to). */
export function charactersIn(b: Buffer, at: number, to: number): number {
  let count = 0
  for (let i = at; i < to; i++) if ((b[i]! & 0xc0) !== 0x80) count++
  return count
}

/** The text of the `count` characters in the UTF-8 bytes [at, to); what is not UTF-8 becomes U+FFFD as everywhere in Node. */
export function textOfBytes(b: Buffer, at: number, to: number, count: number): string {
  const codes = CODES[count]
  if (codes === undefined) return b.toString('utf8', at, to)
  let filled = 0
  for (let i = at; i < to; i++) {
    const c = b[i]!
    if (c < 0x80) codes[filled++] = c
    else if (c >= 0xe1 && c <= 0xec && i + 2 < to) {
      // Three bytes, from U+1000 on and below the surrogates: nearly all of Chinese.
      const second = b[++i]!
      const third = b[++i]!
      if ((second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return b.toString('utf8', at, to)
      codes[filled++] = ((c & 15) << 12) | ((second & 63) << 6) | (third & 63)
    } else if (c >= 0xee && i + 2 < to) {
      // Full-width forms and private use; four bytes are left to Node.
      const second = b[++i]!
      const third = b[++i]!
      if (c > 0xef || (second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return b.toString('utf8', at, to)
      codes[filled++] = ((c & 15) << 12) | ((second & 63) << 6) | (third & 63)
    } else return b.toString('utf8', at, to)
  }
  return filled === count ? fromCodes.apply(null, codes) : b.toString('utf8', at, to)
}

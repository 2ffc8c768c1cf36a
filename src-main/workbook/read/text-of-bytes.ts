/** Short texts from bytes, fast: a call into Node for each of twelve million cells would cost half the reading. */

const fromCodes = String.fromCharCode

/** One list of codes per length, used again and again: spreading a list is cheaper than any slice for short texts. */
const CODES: readonly number[][] = Array.from({ length: 25 }, (_, length) => new Array<number>(length).fill(0))

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

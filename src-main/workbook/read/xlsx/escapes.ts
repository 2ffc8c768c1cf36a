/** Entities of XML and the _xHHHH_ escapes of OOXML, undone; nothing else is ever expanded. */

import { asciiText, textOfBytes } from '../text-of-bytes.ts'

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Replaces numeric and the five named entities; anything else stays as it is. */
export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole
    return codePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10), whole)
  })
}

/** A code point as text; what is none (a lone surrogate excepted, as Excel writes them) stays as `otherwise`. */
export function codePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}

/** Replaces _xHHHH_ by the UTF-16 unit it names (ECMA-376 ST_Xstring): _x000D_ is a carriage return, _x005F_ an underscore. */
export function unescapeUnits(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Line ends as an XML parser gives them: CR LF and CR alone are LF (XML 1.0, 2.11). */
export function plainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Character data between tags, as its author meant it, _xHHHH_ not yet replaced. */
export function characterData(text: string): string {
  return unescapeEntities(plainLineEnds(text))
}

/** What a byte says about decoding the text around it: 1 not ASCII, 2 perhaps an entity or a line end, 4 perhaps an _xHHHH_ to undo. */
export const SIGNS = new Uint8Array(256)
SIGNS.fill(1, 128)
for (const sign of '&\r') SIGNS[sign.charCodeAt(0)] = 2
SIGNS['_'.charCodeAt(0)] = 4

/** The text that the bytes [at, to) between two tags stand for, everything undone. */
export function xmlTextOfBytes(b: Buffer, at: number, to: number): string {
  let signs = 0
  let count = 0
  for (let i = at; i < to; i++) {
    const c = b[i]!
    signs |= SIGNS[c]!
    if ((c & 0xc0) !== 0x80) count++
  }
  if (signs === 0) return asciiText(b, at, to)
  const text = textOfBytes(b, at, to, count)
  return signs === 1 ? text : unescapeUnits(characterData(text))
}

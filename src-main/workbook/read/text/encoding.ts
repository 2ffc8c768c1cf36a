/** Which encoding a text file is in, by its bytes; and whether it is text at all. */

import { isUtf8 } from 'node:buffer'
import type { SourceFile } from '../file.ts'

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface TextKind {
  readonly encoding: TextEncodingName
  /** Length of the byte order mark. */
  readonly mark: number
}

const HEAD = 64 * 1024
const PIECE = 1024 * 1024

/** The encoding of a text file; undefined when it is not text (control characters, or no encoding fits). */
export function detectText(file: SourceFile): TextKind | undefined {
  const head = Buffer.alloc(Math.min(HEAD, file.size))
  file.read(head, 0, head.length, 0)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return looksLikeText(head) ? { encoding: 'utf-8', mark: 3 } : undefined
  if (head[0] === 0xff && head[1] === 0xfe) return wide('utf-16le', 2, head)
  if (head[0] === 0xfe && head[1] === 0xff) return wide('utf-16be', 2, head)
  const unmarked = unmarkedWide(head)
  if (unmarked !== undefined) return wide(unmarked, 0, head)
  if (!looksLikeText(head)) return undefined
  const odd = firstPieceNotUtf8(file)
  if (odd === undefined) return { encoding: file.size <= HEAD && isShortGb(head) ? 'gb18030' : 'utf-8', mark: 0 }
  // A single byte gone wrong does not make a UTF-8 file one in GB18030, where hardly anything would be valid.
  const asUtf8 = tally(odd, 'utf-8')
  if (asUtf8.signs > asUtf8.flaws * 10) return { encoding: 'utf-8', mark: 0 }
  // More than one byte in ten that no encoding explains is no text.
  return tally(odd, 'gb18030').flaws * 10 > odd.length ? undefined : { encoding: 'gb18030', mark: 0 }
}

function wide(encoding: TextEncodingName, mark: number, head: Buffer): TextKind | undefined {
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1))
  return looksLikeText(Buffer.from(text, 'utf8')) && flawsIn(text) * 10 <= text.length ? { encoding, mark } : undefined
}

/** UTF-16 without a mark: ASCII signs (commas, digits, line ends) have a zero beside them, always on the same side. */
function unmarkedWide(head: Buffer): TextEncodingName | undefined {
  let even = 0
  let odd = 0
  const length = Math.min(head.length & ~1, 4096)
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (length < 4) return undefined
  // Some zeros lie on the other side: 一 is U+4E00, 开 is U+5F00.
  if (odd >= length / 16 && even * 8 <= odd) return 'utf-16le'
  if (even >= length / 16 && odd * 8 <= even) return 'utf-16be'
  return undefined
}

/** Text has no NUL and hardly any other control character. */
function looksLikeText(bytes: Buffer): boolean {
  let strange = 0
  for (const byte of bytes) {
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) strange++
  }
  return strange * 100 <= bytes.length
}

/** How many signs beyond ASCII the bytes give in an encoding, and how many of them are replacements for what is none. */
function tally(bytes: Buffer, encoding: TextEncodingName): { signs: number; flaws: number } {
  const text = new TextDecoder(encoding).decode(bytes, { stream: true })
  let signs = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) signs++
  const flaws = flawsIn(text)
  return { signs: signs - flaws, flaws }
}

function flawsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++
  return count
}

/**
 * A few Chinese words in GB18030 may happen to be valid UTF-8, but then of two bytes each: Greek, Armenian, Hebrew.
 * Chinese in UTF-8 has three, and the signs of Latin-1 (·, ×, é) are below U+0100.
 */
function isShortGb(bytes: Buffer): boolean {
  const beyond = [...bytes.toString('utf8')].map((sign) => sign.codePointAt(0)!).filter((code) => code > 127)
  return beyond.length > 0 && beyond.every((code) => code >= 0x100 && code < 0x800)
}

/** Looks at all of it: a ledger may have its first Chinese name after a million plain rows. */
function firstPieceNotUtf8(file: SourceFile): Buffer | undefined {
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, file.size) + 4)
  let rest = 0
  let position = 0
  while (position < file.size) {
    const count = file.read(piece, rest, piece.length - rest, position)
    if (count === 0) break
    position += count
    const length = rest + count
    const whole = position < file.size ? wholeSequences(piece, length) : length
    if (!isUtf8(piece.subarray(0, whole))) return piece.subarray(0, whole)
    piece.copyWithin(0, whole, length)
    rest = length - whole
  }
  return undefined
}

/** Where the last complete UTF-8 sequence of the first `length` bytes ends. */
function wholeSequences(bytes: Buffer, length: number): number {
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? length - back : length
    if (byte < 0x80) return length
  }
  return length
}

/** The careful half of the byte scanners: tags, comments, CDATA and text in any form that XML allows. */

import { broken } from '../limits.ts'
import { characterData, unescapeUnits } from './escapes.ts'

/** Answer of every scanning function that ran into the end of the window: read more, then begin again. */
export const NEED = -1

export const LT = 60
export const GT = 62
export const SLASH = 47
export const SPACE = 32
export const QUOTE = 34
export const EQUALS = 61
const APOSTROPHE = 39
const BANG = 33
const QUESTION = 63
const COLON = 58

/** Position of the > that ends the tag around `at` (quotes honoured), or NEED. */
export function tagEnd(b: Buffer, at: number, end: number): number {
  let i = at
  while (i < end) {
    const c = b[i]
    if (c === GT) return i
    i++
    if (c === QUOTE || c === APOSTROPHE) {
      while (i < end && b[i] !== c) i++
      i++
    }
  }
  return NEED
}

/** Is what begins at this < a comment, CDATA section or processing instruction? */
export function isAside(b: Buffer, at: number): boolean {
  return b[at + 1] === BANG || b[at + 1] === QUESTION
}

/** Position behind a comment, CDATA section or processing instruction, or NEED; refuses document types. */
export function asideEnd(b: Buffer, at: number, end: number, where: string): number {
  if (at + 9 > end) return NEED
  const mark = b[at + 1] === QUESTION ? '?>' : b[at + 2] === 45 && b[at + 3] === 45 ? '-->' : isData(b, at) ? ']]>' : ''
  if (mark === '') throw broken(where, 'DTD')
  const found = b.indexOf(mark, at + (mark === '?>' ? 2 : mark === '-->' ? 4 : 9))
  return found < 0 || found + mark.length > end ? NEED : found + mark.length
}

function isData(b: Buffer, at: number): boolean {
  return b[at + 2] === 91 && b.toString('latin1', at + 3, at + 9) === 'CDATA['
}

/** The local name of the tag that begins at this < and is complete up to `gt`. */
export function localName(b: Buffer, at: number, gt: number): string {
  const start = b[at + 1] === SLASH ? at + 2 : at + 1
  let from = start
  let i = start
  for (; i < gt; i++) {
    const c = b[i] as number
    if (c <= SPACE || c === SLASH) break
    if (c === COLON) from = i + 1
  }
  return b.toString('latin1', from, i)
}

/**
 * The raw text of an attribute of the complete tag [at, gt], by its name, `prefixed` under whatever prefix;
 * undefined when it has none.
 */
export function attribute(b: Buffer, at: number, gt: number, name: string, prefixed = false): string | undefined {
  let i = at + 1
  while (i < gt && (b[i] as number) > SPACE && b[i] !== SLASH) i++
  while (i < gt) {
    while (i < gt && ((b[i] as number) <= SPACE || b[i] === SLASH)) i++
    let from = i
    for (; i < gt && b[i] !== EQUALS && (b[i] as number) > SPACE; i++) if (prefixed && b[i] === COLON) from = i + 1
    const to = i
    while (i < gt && b[i] !== QUOTE && b[i] !== APOSTROPHE) i++
    const quote = b[i]
    const value = i + 1
    i = value
    while (i < gt && b[i] !== quote) i++
    if (to - from === name.length && b.toString('latin1', from, to) === name) return b.toString('utf8', value, i)
    i++
  }
  return undefined
}

/** Does the complete tag that ends at `gt` close itself? */
export function closesItself(b: Buffer, gt: number): boolean {
  return b[gt - 1] === SLASH
}

/** Skips the element that begins at this <, with all it holds; answers the position behind it, or NEED. */
export function skipElement(b: Buffer, at: number, end: number, depth: number, where: string): number {
  let level = 0
  let i = at
  for (;;) {
    while (b[i] !== LT) i++
    if (i >= end) return NEED
    if (isAside(b, i)) {
      i = asideEnd(b, i, end, where)
      if (i === NEED) return NEED
      continue
    }
    const gt = tagEnd(b, i + 1, end)
    if (gt === NEED) return NEED
    if (b[i + 1] === SLASH) level--
    else if (!closesItself(b, gt) && ++level > depth) throw broken(where, 'depth')
    i = gt + 1
    if (level <= 0) return i
  }
}

/** Text gathered from elements; `at` is where reading goes on, or NEED. */
export interface Gathered {
  text: string
  at: number
}

/**
 * Gathers the character data of the element whose content begins at `from`, up to and with its end tag.
 * Adds to `into.text` with entities undone, _xHHHH_ not yet; elements inside are skipped, or with `nested` their text is
 * taken too.
 */
export function gatherText(
  b: Buffer,
  from: number,
  end: number,
  depth: number,
  where: string,
  into: Gathered,
  nested = false,
): void {
  let i = from
  let level = 0
  for (;;) {
    const start = i
    while (b[i] !== LT) i++
    if (i >= end) break
    if (i > start) into.text += characterData(b.toString('utf8', start, i))
    if (isAside(b, i)) {
      const next = asideEnd(b, i, end, where)
      if (next === NEED) break
      if (b[i + 1] === BANG && b[i + 2] === 91) into.text += b.toString('utf8', i + 9, next - 3)
      i = next
    } else if (b[i + 1] === SLASH) {
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) break
      if (level-- === 0) {
        into.at = gt + 1
        return
      }
      i = gt + 1
    } else if (nested) {
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) break
      if (!closesItself(b, gt) && ++level > depth) throw broken(where, 'depth')
      i = gt + 1
    } else {
      i = skipElement(b, i, end, depth, where)
      if (i === NEED) break
    }
  }
  into.at = NEED
}

/**
 * Reads a string item (si, is) whose content begins at `from`: its t and the t of its runs joined, phonetic runs (rPh)
 * left out. Sets `into.text`, _xHHHH_ undone, and `into.at` behind the end tag, or NEED.
 */
export function gatherItem(b: Buffer, from: number, end: number, depth: number, where: string, into: Gathered): void {
  into.text = ''
  let i = from
  let level = 0
  for (;;) {
    while (b[i] !== LT) i++
    if (i >= end) break
    if (isAside(b, i)) {
      i = asideEnd(b, i, end, where)
      if (i === NEED) break
      continue
    }
    const gt = tagEnd(b, i + 1, end)
    if (gt === NEED) break
    const closed = closesItself(b, gt)
    const name = localName(b, i, gt)
    if (b[i + 1] === SLASH) {
      if (level === 0) {
        into.text = unescapeUnits(into.text)
        into.at = gt + 1
        return
      }
      level--
      i = gt + 1
    } else if (closed) {
      i = gt + 1
    } else if (name === 't') {
      gatherText(b, gt + 1, end, depth, where, into)
      if (into.at === NEED) return
      i = into.at
    } else if (name === 'r' && level === 0) {
      level++
      i = gt + 1
    } else {
      i = skipElement(b, i, end, depth, where)
      if (i === NEED) break
    }
  }
  into.at = NEED
}

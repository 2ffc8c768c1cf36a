/** The shared strings of a workbook: kept as bytes with offsets, decoded on first use. */

import type { Reading } from '../limits.ts'
import { broken, tooLarge } from '../limits.ts'
import type { Window } from '../pieces.ts'
import { asciiText } from '../text-of-bytes.ts'
import { characterData, unescapeUnits } from './escapes.ts'
import type { Gathered } from './markup.ts'
import {
  asideEnd,
  closesItself,
  GT,
  gatherItem,
  isAside,
  LT,
  localName,
  NEED,
  SLASH,
  skipElement,
  tagEnd,
} from './markup.ts'

/** What a byte of a string says about decoding it: 1 not ASCII, 2 entities, _xHHHH_ or line ends to undo. */
const SIGNS = new Uint8Array(256)
SIGNS.fill(1, 128)
for (const sign of '&_\r') SIGNS[sign.charCodeAt(0)] = 2

/** Decoded strings are kept in this many places by their number; a few thousand are used over and over, the rest once. */
const KEPT = 1 << 16

export class SharedStrings {
  count = 0
  #bytes: Buffer
  /** Where each string begins in #bytes; one more than there are strings. */
  #starts = new Uint32Array(1024)
  #signs = new Uint8Array(1024)
  readonly #keptTexts: string[] = new Array(KEPT).fill('')
  readonly #keptNumbers = new Int32Array(KEPT).fill(-1)

  /** `expected` is a guess at the bytes of all texts together. */
  constructor(expected: number) {
    // Pages that are never written cost nothing, so the guess may be high.
    this.#bytes = Buffer.from(new ArrayBuffer(Math.max(64, expected)))
  }

  /** The string of that number; undefined when there is none. */
  get(index: number): string | undefined {
    const place = index & (KEPT - 1)
    return this.#keptNumbers[place] === index ? this.#keptTexts[place] : this.#decode(index, place)
  }

  #decode(index: number, place: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    const from = this.#starts[index]!
    const to = this.#starts[index + 1]!
    const signs = this.#signs[index]!
    let text = signs & 1 ? this.#bytes.toString('utf8', from, to) : asciiText(this.#bytes, from, to)
    if (signs & 2) text = unescapeUnits(characterData(text))
    this.#keptNumbers[place] = index
    this.#keptTexts[place] = text
    return text
  }

  /** Copies the bytes of a simple string up to the next <; answers where it stopped (which may be the window's end). */
  take(b: Buffer, at: number): number {
    let to = this.#starts[this.count]!
    if (this.#bytes.length - to < b.length) this.#grow(b.length)
    const bytes = this.#bytes
    let signs = 0
    let i = at
    let c = b[i]!
    while (c !== LT) {
      signs |= SIGNS[c]!
      bytes[to++] = c
      c = b[++i]!
    }
    this.#signs[this.count] = signs
    this.#starts[this.count + 1] = to
    return i
  }

  /** Stores a text that is already decoded. */
  put(text: string): void {
    const from = this.#starts[this.count]!
    const most = text.length * 3
    if (this.#bytes.length - from < most) this.#grow(most)
    this.#starts[this.count + 1] = from + this.#bytes.write(text, from, 'utf8')
    this.#signs[this.count] = 1
  }

  /** Makes what was taken or put last a string of its own. */
  keep(): void {
    this.count++
    if (this.count + 1 < this.#starts.length) return
    const starts = new Uint32Array(this.count * 2)
    starts.set(this.#starts)
    this.#starts = starts
    const signs = new Uint8Array(this.count * 2)
    signs.set(this.#signs)
    this.#signs = signs
  }

  #grow(needed: number): void {
    const grown = Buffer.from(new ArrayBuffer(Math.ceil((this.#bytes.length + needed) * 1.25)))
    if (grown.length > 0xffff_ffff) throw tooLarge('stringBytes')
    this.#bytes.copy(grown)
    this.#bytes = grown
  }
}

/** Reads the part; refuses with WORKBOOK_BROKEN where it is cut off. */
export function readSharedStrings(window: Window, expected: number, where: string, reading: Reading): SharedStrings {
  // Texts are never longer than their markup, so the list never has to grow; a window more, because take asks for that much.
  const strings = new SharedStrings(expected + window.buf.length)
  const { depth } = reading.limits
  let at = 0
  for (;;) {
    const stop = readItems(window, at, strings, depth, where)
    if (stop.done) {
      while (window.more(window.end));
      return strings
    }
    reading.checkTime()
    if (!window.more(stop.at)) {
      // An empty part, or nothing but a declaration, is a list without strings.
      if (strings.count === 0 && window.end === 0) return strings
      throw broken(where, 'cut off')
    }
    at = 0
  }
}

/** Reads as many items as the window holds whole; `at` is where the next one begins. */
function readItems(window: Window, from: number, strings: SharedStrings, depth: number, where: string) {
  const b = window.buf
  const end = window.end
  const gathered: Gathered = { text: '', at: 0 }
  let i = from
  for (;;) {
    const start = i
    const simple = simpleItem(b, i, strings)
    if (simple !== NEED && simple <= end) {
      i = simple
      continue
    }
    while (b[i] !== LT) i++
    if (i >= end) return { at: start, done: false }
    if (isAside(b, i)) {
      i = asideEnd(b, i, end, where)
      if (i === NEED) return { at: start, done: false }
      continue
    }
    const gt = tagEnd(b, i + 1, end)
    if (gt === NEED) return { at: start, done: false }
    const name = localName(b, i, gt)
    if (name === 'sst') {
      if (b[i + 1] === SLASH || closesItself(b, gt)) return { at: gt + 1, done: true }
      i = gt + 1
    } else if (name === 'si' && closesItself(b, gt)) {
      strings.put('')
      strings.keep()
      i = gt + 1
    } else if (name === 'si' && b[i + 1] !== SLASH) {
      gatherItem(b, gt + 1, end, depth, where, gathered)
      if (gathered.at === NEED) return { at: start, done: false }
      strings.put(gathered.text)
      strings.keep()
      i = gathered.at
    } else if (b[i + 1] === SLASH) {
      throw broken(where, `</${name}>`)
    } else {
      i = skipElement(b, i, end, depth, where)
      if (i === NEED) return { at: start, done: false }
    }
  }
}

/** Takes `<si><t>text</t></si>`, the form of nearly all items; answers the position behind it, or NEED where it is another. */
function simpleItem(b: Buffer, at: number, strings: SharedStrings): number {
  let i = at
  while (b[i] === 10 || b[i] === 13) i++
  // <si><t
  if (b[i] !== LT || b[i + 1] !== 115 || b[i + 2] !== 105 || b[i + 3] !== GT) return NEED
  if (b[i + 4] !== LT || b[i + 5] !== 116) return NEED
  i += 6
  if (b[i] !== GT) {
    //  xml:space="preserve"
    if (b[i] !== 32 || b[i + 1] !== 120 || b[i + 5] !== 115 || b[i + 21] !== GT) return NEED
    if (b.toString('latin1', i, i + 21) !== ' xml:space="preserve"') return NEED
    i += 21
  }
  i = strings.take(b, i + 1)
  // </t></si>
  if (b[i + 1] !== SLASH || b[i + 2] !== 116 || b[i + 3] !== GT || b[i + 4] !== LT) return NEED
  if (b[i + 5] !== SLASH || b[i + 6] !== 115 || b[i + 7] !== 105 || b[i + 8] !== GT) return NEED
  strings.keep()
  return i + 9
}

/** The shared strings of a workbook: kept as bytes with offsets, decoded on first use. */

import type { Reading } from '../limits.ts'
import { broken, tooLarge } from '../limits.ts'
import type { Window } from '../pieces.ts'
import { word } from '../words.ts'
import { xmlTextOfBytes } from './escapes.ts'
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
import { StringRun } from './string-run.ts'

/** Decoded strings are kept in this many places by their number. */
const KEPT = 1 << 16

/** Long texts are kept only as long as all of them together are below this. */
const LONG = 4096
const KEPT_LONG = 64 * 1024 * 1024

/** Strings are taken to come in their order where the next is at most so many further on. */
const NEAR = 8

/** `<si><t>a</t></si>`: no usual string takes fewer bytes of XML, so a part of n bytes holds at most n / 18 of them. */
const LEAST_ITEM = 18

/** A mask that is zero where none of four bytes is a <: found as a zero byte of word ^ FOUR_LT. */
const FOUR_LT = 0x3c3c3c3c

export class SharedStrings {
  count = 0
  /** The texts one after the other, in UTF-8 and as they stand in the XML, entities and escapes included. */
  #bytes: Buffer
  #words: DataView
  /** Where each string begins in #bytes; one more than there are strings. */
  #starts: Uint32Array
  /** One bit per string: has it been asked for before? */
  #asked = new Uint8Array()
  readonly #keptTexts: string[] = new Array<string>(KEPT).fill('')
  #keptLong = 0
  readonly #keptNumbers = new Int32Array(KEPT).fill(-1)
  readonly #run = new StringRun()
  /** The string that was last asked for for the first time. */
  #last = -1

  /** `xmlBytes` is the size of the part; what is set aside for it costs nothing until it is written to. */
  constructor(xmlBytes: number, windowBytes: number) {
    this.#bytes = Buffer.from(new ArrayBuffer(xmlBytes + windowBytes + 64))
    this.#words = new DataView(this.#bytes.buffer)
    this.#starts = new Uint32Array(Math.ceil(xmlBytes / LEAST_ITEM) + 64)
  }

  /** The string of that number; undefined when there is none. */
  get(index: number): string | undefined {
    const place = index & (KEPT - 1)
    return this.#keptNumbers[place] === index ? this.#keptTexts[place] : this.#decode(index, place)
  }

  /** Keeps the text from the second time on: most strings of a ledger (numbers, ids) are used once, a few for ever. */
  #decode(index: number, place: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    if (this.#asked.length === 0) this.#asked = new Uint8Array((this.count >> 3) + 1)
    const bit = 1 << (index & 7)
    if ((this.#asked[index >> 3]! & bit) === 0) {
      this.#asked[index >> 3]! |= bit
      return this.#once(index)
    }
    const text = this.#alone(index)
    if (text.length > LONG) {
      if (this.#keptLong + text.length > KEPT_LONG) return text
      this.#keptLong += text.length
    }
    this.#keptNumbers[place] = index
    this.#keptTexts[place] = text
    return text
  }

  #alone(index: number): string {
    return xmlTextOfBytes(this.#bytes, this.#starts[index]!, this.#starts[index + 1]!)
  }

  /** A string that is asked for the first time: where they come in their order, the next ones are decoded with it. */
  #once(index: number): string {
    const known = this.#run.get(index)
    if (known !== undefined) {
      this.#last = index
      return known
    }
    const inOrder = index > this.#last && index - this.#last <= NEAR
    this.#last = index
    if (inOrder && this.#run.fill(this.#bytes, this.#starts, index, this.count)) return this.#run.get(index)!
    return this.#alone(index)
  }

  /** Copies the bytes of a simple string up to the next <; answers where it stopped (which may be the window's end). */
  take(window: Window, at: number): number {
    const b = window.buf
    let to = this.#starts[this.count]!
    if (this.#bytes.length - to < b.length) this.#grow(b.length)
    const source = window.view
    const target = this.#words
    let i = at
    for (;;) {
      const word = source.getInt32(i, true)
      const differing = word ^ FOUR_LT
      if ((((differing - 0x01010101) | 0) & ~differing & 0x80808080) !== 0) break
      target.setInt32(to, word, true)
      i += 4
      to += 4
    }
    const bytes = this.#bytes
    let c = b[i]!
    while (c !== LT) {
      bytes[to++] = c
      c = b[++i]!
    }
    this.#starts[this.count + 1] = to
    return i
  }

  /** Stores a text that is decoded already, as it would stand in XML. */
  put(text: string): void {
    const escaped = text
      .replaceAll('&', '&amp;')
      .replaceAll('\r', '&#13;')
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    const from = this.#starts[this.count]!
    const most = escaped.length * 3
    if (this.#bytes.length - from < most) this.#grow(most)
    this.#starts[this.count + 1] = from + this.#bytes.write(escaped, from, 'utf8')
  }

  /** Makes what was taken or put last a string of its own. */
  keep(): void {
    this.count++
    if (this.count + 1 < this.#starts.length) return
    const starts = new Uint32Array(this.#starts.length * 2)
    starts.set(this.#starts)
    this.#starts = starts
  }

  #grow(needed: number): void {
    const size = Math.ceil((this.#bytes.length + needed) * 1.25)
    if (size > 0xffff_ffff) throw tooLarge('stringBytes')
    const grown = Buffer.from(new ArrayBuffer(size))
    this.#bytes.copy(grown)
    this.#bytes = grown
    this.#words = new DataView(grown.buffer)
  }
}

/** Reads the part; refuses with WORKBOOK_BROKEN where it is cut off. */
export function readSharedStrings(window: Window, xmlBytes: number, where: string, reading: Reading): SharedStrings {
  const strings = new SharedStrings(xmlBytes, window.buf.length)
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
    const simple = simpleItem(window, i, strings)
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
function simpleItem(window: Window, at: number, strings: SharedStrings): number {
  const b = window.buf
  const words = window.view
  let i = at
  while (b[i] === 10 || b[i] === 13) i++
  if (words.getInt32(i, true) !== SI || b[i + 4] !== LT || b[i + 5] !== 116) return NEED
  i += 6
  if (b[i] !== GT) {
    //  xml:space="preserve"
    if (b[i] !== 32 || b[i + 1] !== 120 || b[i + 5] !== 115 || b[i + 21] !== GT) return NEED
    if (b.toString('latin1', i, i + 21) !== ' xml:space="preserve"') return NEED
    i += 21
  }
  i = strings.take(window, i + 1)
  if (words.getInt32(i, true) !== T_CLOSE || words.getInt32(i + 4, true) !== SI_CLOSE || b[i + 8] !== GT) return NEED
  strings.keep()
  return i + 9
}

const SI = word('<si>')
const T_CLOSE = word('</t>')
const SI_CLOSE = word('</si')

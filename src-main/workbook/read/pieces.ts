/** Bytes that arrive piece by piece, and the window through which scanners look at them. */

import type { SourceFile } from './file.ts'
import type { Limits } from './limits.ts'
import { tooLarge } from './limits.ts'

/** A stream of bytes, read synchronously. */
export interface Pieces {
  /** Puts up to `length` bytes into `into` at `offset`; 0 means the end. May give fewer than asked before the end. */
  read(into: Buffer, offset: number, length: number): number
  /** How much of the packed source has been used, from 0 to 1. */
  fraction(): number
}

/** The bytes of a file from `from` on. */
export function filePieces(file: SourceFile, from = 0): Pieces {
  let position = from
  return {
    read(into, offset, length) {
      const count = file.read(into, offset, length, position)
      position += count
      return count
    },
    fraction: () => (file.size === 0 ? 1 : position / file.size),
  }
}

/**
 * What is written behind the last byte: every inner loop of the scanners looks for one of these and so ends at the
 * latest here, without comparing its position for each byte; it must compare with `end` once when it has stopped.
 * The zeros let a scanner look at a few words at once.
 */
const SENTINEL = Buffer.from(`<>"'\n\r,;\t|=/ ${'\0'.repeat(51)}`, 'latin1')

/** A sliding window over pieces: `buf[0 … end)` are data, behind them the sentinel. */
export class Window {
  buf: Buffer
  /** The same bytes, to be looked at four at a time. */
  view: DataView
  end = 0
  /** Bytes that lie before buf[0] in the stream. */
  passed = 0
  readonly #pieces: Pieces
  readonly #limits: Limits
  readonly #where: string

  constructor(pieces: Pieces, limits: Limits, where: string) {
    this.#pieces = pieces
    this.#limits = limits
    this.#where = where
    this.buf = Buffer.allocUnsafeSlow(limits.pieceBytes + SENTINEL.length)
    this.view = new DataView(this.buf.buffer, this.buf.byteOffset, this.buf.length)
    this.#seal()
  }

  /**
   * Drops what lies before `from` (which moves to 0) and reads one more piece behind the rest.
   * Answers false, the rest still in place, at the end of the data. Refuses when the rest is above `rowBytes`.
   */
  more(from: number): boolean {
    const rest = this.end - from
    if (rest > this.#limits.rowBytes) throw tooLarge('rowBytes', this.#where)
    const needed = rest + this.#limits.pieceBytes + SENTINEL.length
    if (this.buf.length < needed && rest > this.#limits.pieceBytes / 2) {
      const grown = Buffer.allocUnsafeSlow(needed + rest)
      this.buf.copy(grown, 0, from, this.end)
      this.buf = grown
      this.view = new DataView(grown.buffer, grown.byteOffset, grown.length)
    } else {
      this.buf.copyWithin(0, from, this.end)
    }
    this.passed += from
    const room = Math.min(this.#limits.pieceBytes, this.buf.length - SENTINEL.length - rest)
    const count = this.#pieces.read(this.buf, rest, room)
    this.end = rest + count
    this.#seal()
    return count > 0
  }

  /** How much of the source is used, from 0 to 1. */
  fraction(): number {
    return this.#pieces.fraction()
  }

  #seal(): void {
    this.buf.set(SENTINEL, this.end)
  }
}

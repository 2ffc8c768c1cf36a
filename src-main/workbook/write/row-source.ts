/** Rows from a plain or an asynchronous iterable, with a look ahead; plain ones are never awaited. */
import type { SheetRow } from './sheet-columns.ts'

type Step = IteratorResult<SheetRow, unknown>

export class RowSource {
  readonly #iterator: Iterator<SheetRow> | AsyncIterator<SheetRow>
  #ahead: SheetRow | undefined
  #done = false

  constructor(rows: Iterable<SheetRow> | AsyncIterable<SheetRow>) {
    this.#iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  }

  /** The next row, or undefined after the last; a promise only where the source is asynchronous. */
  next(): SheetRow | undefined | Promise<SheetRow | undefined> {
    if (this.#ahead !== undefined) {
      const row = this.#ahead
      this.#ahead = undefined
      return row
    }
    if (this.#done) return undefined
    const step = this.#iterator.next()
    return step instanceof Promise ? step.then((found) => this.#take(found)) : this.#take(step)
  }

  /** Whether no row is left. */
  async atEnd(): Promise<boolean> {
    this.#ahead ??= await this.next()
    return this.#ahead === undefined
  }

  /** Lets the source clean up where it was not read to its end. */
  async close(): Promise<void> {
    if (!this.#done) await this.#iterator.return?.()
    this.#done = true
  }

  #take(step: Step): SheetRow | undefined {
    if (step.done !== true) return step.value
    this.#done = true
    return undefined
  }
}

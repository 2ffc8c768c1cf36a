/**
 * Who is the same subscriber: the subscriber id where both rows give it, else the number (DOMAIN.md §3). A row without id
 * goes with every row of its number, so a number that some rows give without id binds the ids that stand with it.
 */
import { IntColumn, TextNumbers } from './member-columns.ts'

/** Rows of both ledgers by what they say of their subscriber; rows are numbered in the order in which they are added. */
export class Subscribers {
  readonly numbers = new TextNumbers()
  readonly ids = new TextNumbers()
  private readonly numberOf = new IntColumn()
  private readonly idOf = new IntColumn()
  private readonly alone = new Set<number>()
  private parents = new Int32Array(0)

  get rows(): number {
    return this.numberOf.length
  }

  add(number: string | null, id: string | null): number {
    this.numberOf.push(this.numbers.of(number))
    this.idOf.push(this.ids.of(id))
    return this.rows - 1
  }

  /** Adds the row only where its number or id is known already; −1 where neither is. */
  addKnown(number: string | null, id: string | null): number {
    return this.numbers.known(number) < 0 && this.ids.known(id) < 0 ? -1 : this.add(number, id)
  }

  /** The numbers that stand with more than one id: only for them does it matter who else gives the number alone. */
  shared(): string[] {
    const first = new Int32Array(this.numbers.texts.length).fill(-1)
    const shared = new Set<number>()
    for (let row = 0; row < this.rows; row++) {
      const [number, id] = [this.numberOf.at(row), this.idOf.at(row)]
      if (number < 0 || id < 0) continue
      if (first[number] === -1) first[number] = id
      else if (first[number] !== id) shared.add(number)
    }
    return [...shared].map((number) => this.numbers.texts[number]!)
  }

  /** Says that a row that was not added gives this number without id. */
  addAlone(number: string): void {
    this.alone.add(this.numbers.of(number))
  }

  /** Binds numbers and ids; to be called once, after the last row. */
  bind(): void {
    const numbers = this.numbers.texts.length
    this.parents = Int32Array.from({ length: numbers + this.ids.texts.length }, (_, node) => node)
    if (this.ids.texts.length === 0) return
    const alone = new Uint8Array(numbers)
    for (const number of this.alone) alone[number] = 1
    for (let row = 0; row < this.rows; row++) if (this.idOf.at(row) < 0) alone[this.numberOf.at(row)] = 1
    for (let row = 0; row < this.rows; row++) {
      const number = this.numberOf.at(row)
      if (number >= 0 && this.idOf.at(row) >= 0 && alone[number] === 1) this.join(number, numbers + this.idOf.at(row))
    }
  }

  /** After the last row: nothing is looked up by its text any more. */
  close(): void {
    this.numbers.close()
    this.ids.close()
  }

  private root(node: number): number {
    let at = node
    while (this.parents[at] !== at) {
      this.parents[at] = this.parents[this.parents[at]!]!
      at = this.parents[at]!
    }
    return at
  }

  private join(a: number, b: number): void {
    this.parents[this.root(a)] = this.root(b)
  }

  /** How many groups there may be: `of` answers below it. */
  get size(): number {
    return this.parents.length
  }

  /** The subscriber of a row. */
  of(row: number): number {
    const id = this.idOf.at(row)
    return this.root(id < 0 ? this.numberOf.at(row) : this.numbers.texts.length + id)
  }

  /** How well two rows of one subscriber agree: 2 by id or number, 1 through others, 0 where their ids differ. */
  agree(a: number, b: number): 0 | 1 | 2 {
    const [left, right] = [this.idOf.at(a), this.idOf.at(b)]
    if (left >= 0 && right >= 0) return left === right ? 2 : 0
    return this.numberOf.at(a) === this.numberOf.at(b) ? 2 : 1
  }

  /** As people know the subscriber of a row: the number, else the id. */
  text(row: number): string {
    return this.numbers.texts[this.numberOf.at(row)] ?? this.ids.texts[this.idOf.at(row)] ?? ''
  }
}

/** Columns of whole numbers that grow: a million rows of members without a million objects. */

/** A growing column of 32-bit integers. */
export class IntColumn {
  private values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Int32Array(this.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index]!
  }
}

/** A growing column of numbers of any size. */
export class NumberColumn {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index]!
  }
}

/** The rows of each group, one group after the other, each in the order of the rows. */
export class Grouped {
  private readonly starts: Int32Array
  private readonly rows: Int32Array

  /** `groupOf` gives a row's group, 0 to groups − 1. */
  constructor(rows: number, groups: number, groupOf: (row: number) => number) {
    this.starts = new Int32Array(groups + 1)
    this.rows = new Int32Array(rows)
    for (let row = 0; row < rows; row++) this.starts[groupOf(row) + 1]!++
    for (let group = 0; group < groups; group++) this.starts[group + 1]! += this.starts[group]!
    const next = this.starts.slice(0, groups)
    for (let row = 0; row < rows; row++) this.rows[next[groupOf(row)]!++] = row
  }

  get groups(): number {
    return this.starts.length - 1
  }

  /** The rows of a group; none for a group that there is not. */
  of(group: number): Int32Array {
    if (group < 0 || group >= this.groups) return this.rows.subarray(0, 0)
    return this.rows.subarray(this.starts[group], this.starts[group + 1])
  }
}

/** Numbers texts as they are met, from 0. */
export class TextNumbers {
  private readonly numbers = new Map<string, number>()
  readonly texts: string[] = []

  /** The text's number, a new one where it is met first; −1 for none. */
  of(text: string | null): number {
    if (text === null) return -1
    let number = this.numbers.get(text)
    if (number === undefined) {
      number = this.texts.push(text) - 1
      this.numbers.set(text, number)
    }
    return number
  }

  /** Lets go of the table once no more texts will be asked for; the texts themselves stay. */
  close(): void {
    this.numbers.clear()
  }

  /** The number of a text met before, or −1. */
  known(text: string | null): number {
    return text === null ? -1 : (this.numbers.get(text) ?? -1)
  }
}

const LONGEST_NUMBER = 15

/**
 * A whole number for each text, equal only for equal texts: the digits themselves where a text is nothing but digits, as
 * phone numbers are, so that a million of them need no table; else a number below zero, as the texts are met.
 */
export class TextKeys {
  private readonly others = new Map<string, number>()

  of(text: string): number {
    const digits = plainNumber(text)
    if (digits > 0) return digits
    let key = this.others.get(text)
    if (key === undefined) {
      key = -1 - this.others.size
      this.others.set(text, key)
    }
    return key
  }
}

/** The value of a text that a number gives back exactly: up to fifteen digits without a leading zero; 0 for any other. */
function plainNumber(text: string): number {
  if (text.length > LONGEST_NUMBER || text.charCodeAt(0) === 48) return 0
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return 0
    value = value * 10 + digit
  }
  return value
}

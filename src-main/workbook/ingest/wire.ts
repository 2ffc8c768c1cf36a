/**
 * Chunks as they cross from the worker to the main thread: numbers as transferred arrays, repeated words as numbers into a
 * growing list, other texts joined into one string. Copying a million rows value by value would cost the thread that stores.
 */

import type { Column, Kind, Value } from '../kinds/column.ts'
import type { Chunk } from './request.ts'

type WireColumn =
  | { readonly as: 'numbers'; readonly numbers: Float64Array<ArrayBuffer> }
  | {
      readonly as: 'words'
      readonly indexes: Int32Array<ArrayBuffer>
      readonly added: readonly string[]
      readonly anew: boolean
    }
  | { readonly as: 'texts'; readonly joined: string }

export interface WireChunk {
  readonly source: number
  readonly sheet: string
  readonly count: number
  readonly rowNumbers: Int32Array<ArrayBuffer>
  readonly identities: Float64Array<ArrayBuffer>
  /** By place in the kind; null where all values are. */
  readonly columns: readonly (WireColumn | null)[]
  readonly rejectedSoFar: number
}

/** Words after which a list begins anew: a column where all differ must not fill the memory of both threads. */
const wordLimit = 50_000

/** No value of ours holds it: readings take control characters away. */
const separator = '\u0001'

interface ColumnBuffer {
  set(row: number, value: Value): void
  /** The first `count` values, and a fresh start. */
  take(count: number): WireColumn | null
}

function numberBuffer(capacity: number): ColumnBuffer {
  let numbers = new Float64Array(capacity)
  let any = false
  return {
    set(row, value) {
      if (value === null) numbers[row] = Number.NaN
      else {
        numbers[row] = value as number
        any = true
      }
    },
    take(count) {
      if (!any) return null
      const taken = count === capacity ? numbers : numbers.slice(0, count)
      if (taken === numbers) numbers = new Float64Array(capacity)
      any = false
      return { as: 'numbers', numbers: taken }
    },
  }
}

function wordBuffer(capacity: number): ColumnBuffer {
  const known = new Map<string, number>()
  let indexes = new Int32Array(capacity)
  let added: string[] = []
  let anew = true
  let any = false
  return {
    set(row, value) {
      if (value === null) {
        indexes[row] = -1
        return
      }
      const word = value as string
      let index = known.get(word)
      if (index === undefined) {
        index = known.size
        known.set(word, index)
        added.push(word)
      }
      indexes[row] = index
      any = true
    },
    take(count) {
      if (!any) return null
      const taken = count === capacity ? indexes : indexes.slice(0, count)
      if (taken === indexes) indexes = new Int32Array(capacity)
      const column: WireColumn = { as: 'words', indexes: taken, added, anew }
      added = []
      any = false
      anew = known.size > wordLimit
      if (anew) known.clear()
      return column
    },
  }
}

function textBuffer(): ColumnBuffer {
  let texts: string[] = []
  let any = false
  return {
    set(row, value) {
      texts[row] = (value as string | null) ?? ''
      if (value !== null) any = true
    },
    take() {
      const taken = texts
      texts = []
      if (!any) return null
      any = false
      return { as: 'texts', joined: taken.join(separator) }
    },
  }
}

/** Words until a chunk shows that nearly all of them differ, then texts: a list of words that never come back gains nothing. */
function wordOrTextBuffer(capacity: number): ColumnBuffer {
  let buffer = wordBuffer(capacity)
  let words = true
  return {
    set: (row, value) => buffer.set(row, value),
    take(count) {
      const column = buffer.take(count)
      if (words && column?.as === 'words' && column.added.length * 2 > capacity) {
        words = false
        buffer = textBuffer()
      }
      return column
    },
  }
}

type Encoding = 'numbers' | 'words' | 'texts'

function encodingOf(column: Column): Encoding {
  switch (column.type) {
    case 'name':
      return 'words'
    case 'choice':
      return typeof column.choices[0]?.value === 'number' ? 'numbers' : 'words'
    case 'text':
    case 'decimal':
      return 'texts'
    default:
      return 'numbers'
  }
}

export interface ChunkBuilder {
  readonly count: number
  add(row: number, identity: number, values: readonly Value[]): void
  take(head: { source: number; sheet: string; rejectedSoFar: number }): WireChunk
}

/** Gathers rows until the chunk is taken; `capacity` rows at most. */
export function createChunkBuilder(kind: Kind, capacity: number): ChunkBuilder {
  const buffers = kind.columns.map((column) => {
    const encoding = encodingOf(column)
    return encoding === 'numbers'
      ? numberBuffer(capacity)
      : encoding === 'words'
        ? wordOrTextBuffer(capacity)
        : textBuffer()
  })
  let rowNumbers = new Int32Array(capacity)
  let identities = new Float64Array(capacity)
  let count = 0
  return {
    get count() {
      return count
    },
    add(row, identity, values) {
      rowNumbers[count] = row
      identities[count] = identity
      for (let i = 0; i < buffers.length; i++) buffers[i]!.set(count, values[i] ?? null)
      count++
    },
    take(head) {
      const chunk: WireChunk = {
        ...head,
        count,
        rowNumbers: rowNumbers.slice(0, count),
        identities: identities.slice(0, count),
        columns: buffers.map((buffer) => buffer.take(count)),
      }
      rowNumbers = new Int32Array(capacity)
      identities = new Float64Array(capacity)
      count = 0
      return chunk
    },
  }
}

/** The buffers of a chunk that move instead of being copied. */
export const transferables = (chunk: WireChunk): ArrayBuffer[] => [
  chunk.rowNumbers.buffer,
  chunk.identities.buffer,
  ...chunk.columns.flatMap((column) =>
    column?.as === 'numbers' ? [column.numbers.buffer] : column?.as === 'words' ? [column.indexes.buffer] : [],
  ),
]

/** Opens chunks in the order they were taken: the list of words grows with them. */
export function createChunkOpener(kind: Kind): (wire: WireChunk) => Chunk {
  const lists = kind.columns.map((): string[] => [])
  return (wire) => {
    const columns: Record<string, readonly Value[]> = {}
    kind.columns.forEach((column, place) => {
      columns[column.key] = openColumn(wire.columns[place] ?? null, wire.count, lists[place]!)
    })
    const { source, sheet, count, rowNumbers, identities, rejectedSoFar } = wire
    return { source, sheet, count, rowNumbers, identities, columns, rejectedSoFar }
  }
}

function openColumn(column: WireColumn | null, count: number, words: string[]): readonly Value[] {
  if (column === null) return new Array<Value>(count).fill(null)
  const values = new Array<Value>(count)
  if (column.as === 'numbers') {
    for (let i = 0; i < count; i++) {
      const value = column.numbers[i]!
      const small = value | 0
      // Small integers without a box, which is what nearly all of them are.
      values[i] = small === value ? small : Number.isNaN(value) ? null : value
    }
    return values
  }
  if (column.as === 'words') {
    if (column.anew) words.length = 0
    for (const word of column.added) words.push(word)
    for (let i = 0; i < count; i++) values[i] = words[column.indexes[i]!] ?? null
    return values
  }
  const texts = column.joined.split(separator)
  for (let i = 0; i < count; i++) values[i] = texts[i] || null
  return values
}

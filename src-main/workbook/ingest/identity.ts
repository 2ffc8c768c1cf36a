/** What makes a row itself (DOMAIN.md §3), as 64-bit hashes, and a set of them for a million rows in 25 MB. */

import type { Kind, Value } from '../kinds/column.ts'

/** A row's hash in two 32-bit halves, and which of the kind's identities it was made by. */
export interface RowHash {
  high: number
  low: number
  rule: number
}

export type IdentityOf = (values: readonly Value[], into: RowHash) => void

interface Rule {
  readonly needs: readonly number[]
  readonly keys: readonly (readonly number[])[]
}

/** Compiles a kind's identities; the last rule needs nothing, so that one always applies. */
export function compileIdentity(kind: Kind): IdentityOf {
  const place = (key: string): number => kind.columns.findIndex((column) => column.key === key)
  const rules: Rule[] = kind.identities.map(({ needs, keys }) => ({
    needs: needs.map(place),
    keys: keys.map((key) => (typeof key === 'string' ? [place(key)] : key.map(place))),
  }))
  return (values, into) => {
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i]!
      if (!rule.needs.every((at) => values[at] !== null)) continue
      hash(values, rule.keys, i, into)
      into.rule = i
      return
    }
  }
}

/** cyrb53's two lanes, kept whole; the rule's number is the seed, so that hashes of different rules never meet by value. */
function hash(values: readonly Value[], keys: readonly (readonly number[])[], seed: number, into: RowHash): void {
  let h1 = 0xdeadbeef ^ seed
  let h2 = 0x41c6ce57 ^ seed
  for (const places of keys) {
    let value: Value = null
    for (const place of places) {
      value = values[place] ?? null
      if (value !== null) break
    }
    // A mark between values, by type, or ('1', '23') would equal ('12', '3').
    const mark = value === null ? 0x10000 : typeof value === 'number' ? 0x10001 : 0x10002
    h1 = Math.imul(h1 ^ mark, 2654435761)
    h2 = Math.imul(h2 ^ mark, 1597334677)
    if (typeof value === 'string') {
      for (let i = 0; i < value.length; i++) {
        const code = value.charCodeAt(i)
        h1 = Math.imul(h1 ^ code, 2654435761)
        h2 = Math.imul(h2 ^ code, 1597334677)
      }
    } else if (typeof value === 'number') {
      const low = value | 0
      const high = Math.floor(value / 4294967296) | 0
      h1 = Math.imul(Math.imul(h1 ^ low, 2654435761) ^ high, 2654435761)
      h2 = Math.imul(Math.imul(h2 ^ low, 1597334677) ^ high, 1597334677)
      h1 ^= h1 >>> 15
      h2 ^= h2 >>> 13
    }
  }
  const a = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  const b = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  into.high = b >>> 0
  into.low = a >>> 0
}

/** The hash as an integer that SQLite and JavaScript both hold exactly: 53 bits, not negative. */
export const identityNumber = (hash: RowHash): number => (hash.high & 0x1fffff) * 4294967296 + hash.low

export interface HashSet {
  /** Adds a row; answers the number of an equal row added before, or 0. Row numbers are above zero. */
  add(hash: RowHash, row: number): number
  readonly size: number
}

/**
 * Open addressing over typed arrays, twelve bytes a slot, at most two thirds full.
 * Two different rows among a million are taken for equal with a chance of one in 40 million.
 */
export function createHashSet(): HashSet {
  let mask = (1 << 12) - 1
  let highs = new Uint32Array(mask + 1)
  let lows = new Uint32Array(mask + 1)
  let rows = new Int32Array(mask + 1)
  let size = 0

  const slotOf = (high: number, low: number): number => {
    let slot = low & mask
    while (rows[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }
  const grow = (): void => {
    const old = { highs, lows, rows }
    mask = (mask + 1) * 2 - 1
    highs = new Uint32Array(mask + 1)
    lows = new Uint32Array(mask + 1)
    rows = new Int32Array(mask + 1)
    for (let i = 0; i < old.rows.length; i++) {
      if (old.rows[i] === 0) continue
      const slot = slotOf(old.highs[i]!, old.lows[i]!)
      highs[slot] = old.highs[i]!
      lows[slot] = old.lows[i]!
      rows[slot] = old.rows[i]!
    }
  }
  return {
    add({ high, low }, row) {
      const slot = slotOf(high, low)
      const before = rows[slot]!
      if (before !== 0) return before
      highs[slot] = high
      lows[slot] = low
      rows[slot] = row
      size++
      if (size * 3 > mask * 2) grow()
      return 0
    },
    get size() {
      return size
    },
  }
}

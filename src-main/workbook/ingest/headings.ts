/** Headings as written in files: what they say without blanks, marks and units, and which columns of a kind they name. */

import type { Column, Kind } from '../kinds/column.ts'
import { matchKey } from './read-text.ts'
import type { MappedColumn, Mapping } from './request.ts'

/** Units in a heading, as the power of ten that makes yuan of them. */
const unitShifts: Readonly<Record<string, number>> = {
  分: -2,
  角: -1,
  元: 0,
  百元: 2,
  千元: 3,
  万元: 4,
  万: 4,
  亿元: 8,
}

export interface HeadingKey {
  /** Comparable form with what stands in brackets. */
  readonly full: string
  /** Comparable form without brackets, units and marks. */
  readonly short: string
  readonly shift: number
}

/** The comparable form of a heading: `*金额（万元）` is 金额 with shift 4. */
export function headingKey(text: string): HeadingKey {
  // A heading is short; what is longer must not cost.
  const full = matchKey(text.slice(0, 200)).replace(/^[*※#]+|[*※:]+$/g, '')
  let short = full
  let shift = 0
  for (;;) {
    const match = /^(.+?)(?:[([【<]([^()[\]【】<>]*)[)\]】>]|\/((?:[千万百亿]?元)|万|角|分))$/.exec(short)
    if (match?.[1] === undefined) break
    const inside = (match[2] ?? match[3] ?? '').replace(/^单位:?/, '')
    shift = unitShifts[inside] ?? shift
    short = match[1]
  }
  return { full, short: short.replace(/[*※:]+$/g, ''), shift }
}

/** The column that our error workbooks add: known, and taken for nothing when the mended workbook comes back. */
export const explanationHeading = '错误说明'

const columnKeys = new Map<Column, { exact: string; aliases: readonly string[] }>()

function keysOf(column: Column): { exact: string; aliases: readonly string[] } {
  let keys = columnKeys.get(column)
  if (keys === undefined) {
    keys = {
      exact: headingKey(column.heading).short,
      aliases: [...column.aliases, column.key].map((alias) => headingKey(alias).short),
    }
    columnKeys.set(column, keys)
  }
  return keys
}

/** How well a heading names a column: 0 exactly, then the place among its aliases; −1 not at all. */
function rank(column: Column, heading: HeadingKey): number {
  const { exact, aliases } = keysOf(column)
  if (heading.full === exact || heading.short === exact) return 0
  const full = aliases.indexOf(heading.full)
  const short = full < 0 ? aliases.indexOf(heading.short) : full
  if (short >= 0) return short + 1
  // Two levels, 上级/下级: the lower one alone.
  const slash = heading.short.lastIndexOf('/')
  if (slash < 0) return -1
  const lower = heading.short.slice(slash + 1)
  if (lower === exact) return 500
  const low = aliases.indexOf(lower)
  return low < 0 ? -1 : low + 501
}

export interface MappedHeadings {
  readonly columns: readonly MappedColumn[]
  readonly unmatched: readonly string[]
  readonly likely: readonly { readonly heading: string; readonly key: string }[]
  /** Headings of required columns that nothing gives. */
  readonly missing: readonly string[]
}

/**
 * Maps a row of headings to the kind's columns: first as the mapping says, then exact headings, then aliases in their order.
 * `given` are keys that need no column (a constant, a period from outside).
 */
export function mapHeadings(
  kind: Kind,
  headings: readonly string[],
  mapping: Mapping | undefined,
  given: ReadonlySet<string>,
): MappedHeadings {
  const keys = headings.map(headingKey)
  const taken = new Set<number>()
  const columns: MappedColumn[] = []
  const open = new Set(kind.columns)
  const take = (column: Column, index: number, how: MappedColumn['how']): void => {
    taken.add(index)
    open.delete(column)
    columns.push({
      key: column.key,
      heading: headings[index] ?? '',
      index,
      how,
      shift: column.type === 'money' ? (keys[index]?.shift ?? 0) : 0,
    })
  }
  for (const column of kind.columns) {
    const asked = mapping?.columns?.[column.key]
    if (asked === null) open.delete(column)
    if (asked === undefined || asked === null) continue
    const full = matchKey(asked)
    const index = headings.findIndex((heading, i) => !taken.has(i) && matchKey(heading) === full)
    if (index >= 0) take(column, index, 'mapping')
  }
  const matches: { column: Column; index: number; rank: number }[] = []
  for (const column of open) {
    keys.forEach((key, index) => {
      if (taken.has(index) || key.full === '') return
      const found = rank(column, key)
      if (found >= 0) matches.push({ column, index, rank: found })
    })
  }
  matches.sort((a, b) => a.rank - b.rank)
  for (const { column, index, rank: found } of matches) {
    if (open.has(column) && !taken.has(index)) take(column, index, found === 0 ? 'exact' : 'alias')
  }
  const has = (key: string): boolean => given.has(key) || columns.some((column) => column.key === key)
  const headingOf = (key: string): string => kind.columns.find((column) => column.key === key)?.heading ?? key
  const missing = kind.columns.filter((column) => column.required && !has(column.key)).map((column) => column.heading)
  for (const group of kind.oneOf) {
    if (!group.some(has)) missing.push(group.map(headingOf).join('/'))
  }
  const free = headings
    .map((heading, index) => ({ heading, index }))
    .filter(({ heading, index }) => heading !== '' && heading !== explanationHeading && !taken.has(index))
  return {
    columns: columns.sort((a, b) => a.index - b.index),
    unmatched: free.map(({ heading }) => heading),
    likely: likelyColumns(
      [...open],
      free.map(({ heading }) => heading),
    ),
    missing,
  }
}

/** Unmatched headings beside the open columns they resemble, each used once, best first. */
function likelyColumns(open: readonly Column[], headings: readonly string[]): { heading: string; key: string }[] {
  const found: { heading: string; key: string; score: number }[] = []
  for (const column of open) {
    const { exact, aliases } = keysOf(column)
    for (const heading of headings) {
      const short = headingKey(heading).short
      const score = Math.max(...[exact, ...aliases].map((name) => likeness(name, short)))
      if (score >= 0.5) found.push({ heading, key: column.key, score })
    }
  }
  found.sort((a, b) => b.score - a.score)
  const used = new Set<string>()
  return found.flatMap(({ heading, key }) => {
    if (used.has(`h${heading}`) || used.has(`k${key}`)) return []
    used.add(`h${heading}`).add(`k${key}`)
    return [{ heading, key }]
  })
}

/** Dice's coefficient over pairs of characters, and at least 0.6 where one contains the other. */
function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2))
  let shared = 0
  for (let i = 0; i + 1 < b.length; i++) if (pairs.has(b.slice(i, i + 2))) shared++
  const dice = (2 * shared) / (a.length + b.length - 2)
  return a.includes(b) || b.includes(a) ? Math.max(dice, 0.6) : dice
}

/** Tells the same layout again: a hash over the headings' comparable forms in their order, 16 hex digits. */
export function fingerprintOf(headings: readonly string[]): string {
  let h1 = 0x811c9dc5
  let h2 = 0x9e3779b9
  for (const char of headings.map((heading) => headingKey(heading).full).join('\u0001')) {
    const code = char.codePointAt(0) ?? 0
    h1 = Math.imul(h1 ^ code, 0x01000193)
    h2 = Math.imul(h2 ^ code, 0x85ebca6b) ^ (h2 >>> 15)
  }
  return (h1 >>> 0).toString(16).padStart(8, '0') + (h2 >>> 0).toString(16).padStart(8, '0')
}

/** Finds what a ledger names by code or name, also by codes that an outlet had only for a time. */

import { matchKey } from './read-text.ts'
import type { DatedReference, Lookup } from './request.ts'

/** A store id, or meanings among which the row's day decides. */
export type Meaning = number | readonly DatedReference[]

export interface Finder {
  (text: string): Meaning | undefined
  /** Known texts that differ only by leading zeros, which spreadsheets eat: shown, never taken. */
  similar(text: string): readonly string[]
}

/**
 * A finder by exact text, then without regard to case, width and blanks.
 * With `codeKind` only codes of that kind count (a mapping that says which of an outlet's codes the file uses).
 */
export function finderOf(lookup: Lookup, codeKind?: string): Finder {
  const only = codeKind === undefined ? undefined : matchKey(codeKind)
  const exact = new Map<string, Meaning>()
  const loose = new Map<string, Meaning>()
  for (const [text, meaning] of lookup) {
    const kept = only === undefined ? meaning : ofKind(meaning, only)
    if (kept === undefined) continue
    exact.set(text, kept)
    const key = matchKey(text)
    const other = loose.get(key)
    loose.set(key, other === undefined ? kept : [...asList(other), ...asList(kept)])
  }
  let bare: Map<string, string[]> | undefined
  const similar = (text: string): readonly string[] => {
    bare ??= Map.groupBy(exact.keys(), withoutZeros)
    return bare.get(withoutZeros(text)) ?? []
  }
  return Object.assign((text: string) => exact.get(text) ?? loose.get(matchKey(text)), { similar })
}

const withoutZeros = (text: string): string => matchKey(text).replace(/^0+(?=.)/, '')

const asList = (meaning: Meaning): readonly DatedReference[] =>
  typeof meaning === 'number' ? [{ id: meaning }] : meaning

function ofKind(meaning: Meaning, kind: string): Meaning | undefined {
  if (typeof meaning === 'number') return undefined
  const kept = meaning.filter((each) => each.kind !== undefined && matchKey(each.kind) === kind)
  return kept.length === 0 ? undefined : kept
}

/**
 * The one thing meant on a day (yyyymmdd; null: any day counts). A thing's own code goes before other codes.
 * @returns its id, 'none' when no meaning held on that day, 'several' when two things have it.
 */
export function meaningOn(meaning: readonly DatedReference[], day: number | null): number | 'none' | 'several' {
  let own: number | undefined
  let other: number | undefined
  let several = false
  for (const { id, kind, from, to } of meaning) {
    if (day !== null && ((from !== undefined && day < from) || (to !== undefined && day > to))) continue
    if (kind === undefined) {
      if (own !== undefined && own !== id) return 'several'
      own = id
    } else {
      if (other !== undefined && other !== id) several = true
      other = id
    }
  }
  if (own !== undefined) return own
  if (several) return 'several'
  return other ?? 'none'
}

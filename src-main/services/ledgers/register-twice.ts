/** Agents or outlets that the files have twice: one row is left, the later overwriting or filling the blanks of the earlier. */
import type { Value } from '../../workbook/kinds/column.ts'
import type { Query } from '../office.ts'
import { fieldOf, type Subject, sayValue } from '../register/fields.ts'
import type { DifferenceList } from './differences.ts'

/** What a row gives by key, and where it stands; null clears. */
export interface GivenRow {
  readonly given: Record<string, Value>
  readonly at: number
}

/** Merges rows by their code, in the order of the files; what differs is told. Answers the rows that are left. */
export function mergeGiven(
  { db }: Query,
  subject: Subject,
  rows: readonly GivenRow[],
  how: 'overwrite' | 'fillBlanks',
  differences: DifferenceList,
): GivenRow[] {
  const byCode = new Map<string, GivenRow>()
  for (const row of rows) {
    const code = String(row.given.code ?? '')
    const earlier = byCode.get(code)
    if (earlier === undefined) {
      byCode.set(code, row)
      continue
    }
    const taken = Object.entries(row.given).filter(([key, value]) => {
      const before = earlier.given[key] ?? null
      return value !== before && (how === 'overwrite' || before === null)
    })
    const told = taken.map(([key, value]) => ({
      field: key,
      from: words(db, subject, key, earlier.given[key] ?? null),
      to: words(db, subject, key, value),
    }))
    differences.add(row.at, code, told, earlier.at)
    byCode.set(code, {
      given: { ...earlier.given, ...Object.fromEntries(taken) },
      at: how === 'overwrite' ? row.at : earlier.at,
    })
  }
  return [...byCode.values()]
}

// these come as names, not as what the store keeps
const NAMES = new Set(['centre', 'township', 'manager'])

function words(db: Query['db'], subject: Subject, key: string, value: Value): string | null {
  if (value === null) return null
  return NAMES.has(key) ? String(value) : sayValue(db, fieldOf(subject, key), value)
}

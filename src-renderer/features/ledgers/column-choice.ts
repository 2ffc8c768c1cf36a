/** Which heading of the file each of our columns takes: as found by itself, over it what the person chose; what is still missing. */

import type { ImportChoices } from './import-choices.ts'
import type { Inspected, InspectedSheet, KindColumn, Mapping } from './shapes.ts'

export interface ChosenColumn {
  readonly column: KindColumn
  /** Heading of the file; null: none. */
  readonly heading: string | null
  readonly how: 'exact' | 'alias' | 'likely' | 'saved' | 'chosen' | 'none'
  /** A heading that nothing takes and that may be meant. */
  readonly likely: string | null
}

type Header = NonNullable<InspectedSheet['header']>

/**
 * @param header found with the saved mapping's columns, if any; @param mapping what is chosen now; @param saved what was
 * saved. A heading is taken once: what was chosen goes before what was found.
 */
export function chooseColumns(
  columns: readonly KindColumn[],
  header: Header | null,
  mapping: Mapping,
  saved: Mapping | undefined,
): ChosenColumn[] {
  const headings = new Set(header?.headings ?? [])
  const asked = new Map(
    Object.entries(mapping.columns ?? {}).filter(([, heading]) => heading === null || headings.has(heading)),
  )
  const taken = new Set([...asked.values()].filter((heading) => heading !== null))
  const found = new Map((header?.columns ?? []).map((column) => [column.key, column]))
  const picked = columns.map((column) => {
    const by = found.get(column.key)
    const heading = asked.get(column.key)
    if (heading === null) return { column, heading, how: 'none' as const }
    if (heading !== undefined) {
      const how =
        saved?.columns?.[column.key] === heading
          ? ('saved' as const)
          : by?.heading === heading && by.how !== 'mapping'
            ? by.how
            : header?.likely.some((guess) => guess.key === column.key && guess.heading === heading)
              ? ('likely' as const)
              : ('chosen' as const)
      return { column, heading, how }
    }
    if (by === undefined || by.how === 'mapping' || taken.has(by.heading))
      return { column, heading: null, how: 'none' as const }
    return { column, heading: by.heading, how: by.how }
  })
  const used = new Set(picked.map(({ heading }) => heading))
  return picked.map((one) => {
    const guess = header?.likely.find(({ key, heading }) => key === one.column.key && !used.has(heading))
    return {
      ...one,
      likely: one.heading === null && asked.get(one.column.key) !== null ? (guess?.heading ?? null) : null,
    }
  })
}

/** The mapping with another heading for one column (null: none); the others are written down as they are, so that they stay. */
export function withColumn(
  chosen: readonly ChosenColumn[],
  mapping: Mapping,
  key: string,
  heading: string | null,
): Mapping {
  const columns: Record<string, string | null> = { ...(mapping.columns ?? {}) }
  for (const one of chosen) {
    if (one.heading === null) continue
    // The heading goes from the column that had it to the one it was chosen for.
    columns[one.column.key] = one.heading === heading && one.column.key !== key ? null : one.heading
  }
  columns[key] = heading
  return { ...mapping, columns }
}

/** Headings of what is needed and given by nothing: no column, no constant, no month from outside. Of a group one is enough. */
export function stillMissing(
  chosen: readonly ChosenColumn[],
  oneOf: readonly (readonly string[])[],
  given: ReadonlySet<string>,
): string[] {
  const has = (key: string): boolean =>
    given.has(key) || chosen.some(({ column, heading }) => column.key === key && heading !== null)
  const words = (key: string): string => chosen.find(({ column }) => column.key === key)?.column.heading ?? key
  return [
    ...chosen.filter(({ column }) => column.required && !has(column.key)).map(({ column }) => column.heading),
    ...oneOf.filter((group) => !group.some(has)).map((group) => group.map(words).join('或')),
  ]
}

/** Keys that need no column. */
export function givenKeys(mapping: Mapping, period: string | undefined, monthInName: string | null): Set<string> {
  const keys = Object.entries(mapping.constants ?? {})
    .filter(([, text]) => text !== '')
    .map(([key]) => key)
  const month = period !== undefined || (mapping.periodFromFileName === true && monthInName !== null)
  return new Set([...keys, ...(month ? ['period'] : [])])
}

/** What a sheet still lacks as the choices are; everything where it has no headings. */
export function missingIn(inspected: Inspected, sheet: InspectedSheet | undefined, choices: ImportChoices): string[] {
  const { columns, oneOf, monthInName } = inspected
  const chosen = chooseColumns(columns, sheet?.header ?? null, choices.mapping, choices.saved?.mapping)
  return stillMissing(chosen, oneOf, givenKeys(choices.mapping, choices.period, monthInName))
}

/** The first different texts of a column below the headings. */
export function samplesOf(sheet: InspectedSheet, heading: string, most = 3): string[] {
  const index = sheet.header?.headings.indexOf(heading) ?? -1
  if (index < 0) return []
  const texts = sheet.rows
    .filter(({ row }) => row > (sheet.header?.row ?? 0))
    .map(({ cells }) => (cells[index] ?? '').trim())
    .filter((text) => text !== '')
  return [...new Set(texts)].slice(0, most)
}

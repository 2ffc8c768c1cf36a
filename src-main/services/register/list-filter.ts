/** How lists are asked: text that means itself, orders that are offered, and filters by any field as the SQL that they come to. */
import type { ReadDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

export interface ListAsked<Filter> {
  readonly filter?: Filter | undefined
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
}

/** Whether a field has a value at all. */
interface Emptiness {
  readonly empty: boolean
}
type Word = string | number | boolean
/** The value, or one of several; null among them: none. */
type ChoiceAsked = Word | readonly (Word | null)[]
/** Both ends belong to it; either may be open. */
type DaysAsked = { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined }
export type Asked = string | ChoiceAsked | DaysAsked | Emptiness

/** How a field can be filtered, over its SQL: for a choice what the values may be compared with, such as a name or a code. */
export type FilterField =
  | { readonly kind: 'text'; readonly sql: string }
  | { readonly kind: 'choice'; readonly sql: string; readonly also?: string }
  | { readonly kind: 'days'; readonly sql: string }
  /** A region by id, with all that lies below it. */
  | { readonly kind: 'region'; readonly sql: string }

/** Conditions joined by AND, and what they bind, in order. */
export class Where {
  private readonly conditions: string[] = []
  readonly values: (string | number)[] = []

  add(condition: string, ...values: (string | number)[]): void {
    this.conditions.push(condition)
    this.values.push(...values)
  }

  get sql(): string {
    return this.conditions.length === 0 ? '1' : this.conditions.join(' AND ')
  }
}

/** Adds a filter's conditions; an absent one asks nothing, between fields all must hold. */
export function filterBy(
  where: Where,
  fields: Readonly<Record<string, FilterField>>,
  filter: Readonly<Record<string, Asked | undefined>>,
): void {
  for (const [key, asked] of Object.entries(filter)) {
    const field = fields[key]
    if (field && asked !== undefined) filterOne(where, field, asked)
  }
}

function filterOne(where: Where, field: FilterField, asked: Asked): void {
  const { sql } = field
  if (typeof asked === 'object' && 'empty' in asked) {
    where.add(asked.empty ? `coalesce(${sql}, '') = ''` : `coalesce(${sql}, '') <> ''`)
    return
  }
  switch (field.kind) {
    case 'text': {
      const like = likeOf(String(asked))
      if (like !== null) where.add(`${sql} LIKE ? ESCAPE '\\'`, like)
      return
    }
    case 'choice': {
      const { known, withNone } = wordsOf(asked as ChoiceAsked)
      const among = 'IN (SELECT value FROM json_each(?))'
      const ways = [`${sql} ${among}`]
      if (field.also) ways.push(`${field.also} ${among}`)
      const bound = ways.map(() => known)
      if (withNone) ways.push(`coalesce(${sql}, '') = ''`)
      where.add(`(${ways.join(' OR ')})`, ...bound)
      return
    }
    case 'days': {
      const { from, to } = asked as DaysAsked
      if (from !== undefined) where.add(`${sql} >= ?`, dateNumber(from))
      if (to !== undefined) where.add(`${sql} <= ?`, dateNumber(to))
      return
    }
    case 'region': {
      const { known, withNone } = wordsOf(asked as ChoiceAsked)
      const below = `${sql} IN (WITH RECURSIVE below(id) AS (SELECT value FROM json_each(?)
        UNION SELECT lower.id FROM regions lower JOIN below ON lower.parent = below.id) SELECT id FROM below)`
      where.add(withNone ? `(${below} OR ${sql} IS NULL)` : below, known)
    }
  }
}

function wordsOf(asked: ChoiceAsked): { known: string; withNone: boolean } {
  const all: readonly (Word | null)[] = Array.isArray(asked) ? asked : [asked as Word]
  const stored = all.filter((word) => word !== null).map((word) => (typeof word === 'boolean' ? Number(word) : word))
  return { known: JSON.stringify(stored), withNone: all.includes(null) }
}

/** A search text over several columns; each of them may hold it. */
export function searchBy(
  where: Where,
  text: string | undefined,
  columns: readonly string[],
  also: string[] = [],
): void {
  const like = likeOf(text)
  if (like === null) return
  const ways = [...columns.map((column) => `${column} LIKE ? ESCAPE '\\'`), ...also]
  where.add(`(${ways.join(' OR ')})`, ...ways.map(() => like))
}

/** A page of rows and how many there are in all. */
export function pageOf<Row>(
  db: ReadDb,
  query: { readonly columns: string; readonly from: string; readonly where: Where; readonly order: string },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: Row[] } {
  const { columns, from, where, order } = query
  const counted = db.get<{ n: number }>(`SELECT count(*) AS n ${from} WHERE ${where.sql}`, ...where.values)
  const rows = db.all<Row>(
    `SELECT ${columns} ${from} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...where.values,
    limit,
    offset,
  )
  return { total: counted?.n ?? 0, rows }
}

/** A search text as a LIKE pattern that means itself, or null for none. */
export function likeOf(text: string | undefined): string | null {
  const trimmed = text?.trim()
  return trimmed ? `%${trimmed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null
}

/** What a list can be ordered by: the SQL of a column, or of several, the first before the others. */
export type Sorts = Readonly<Record<string, string | readonly string[]>>

/** Orders by the fields that a list can be filtered by; a region is no order, its names are. */
export function sortsOf(fields: Readonly<Record<string, FilterField>>): Sorts {
  const ordered = Object.entries(fields).filter(([, { kind }]) => kind !== 'region')
  return Object.fromEntries(ordered.map(([key, { sql }]) => [key, sql]))
}

/** The ORDER BY of a list: only columns that it offers, then its own order to break ties. @throws Refusal INVALID_INPUT */
export function orderBy(sorts: Sorts, sort: { by: string; descending: boolean } | undefined, ownOrder: string): string {
  if (!sort) return ownOrder
  const columns = Object.hasOwn(sorts, sort.by) ? sorts[sort.by] : undefined
  if (!columns) throw new Refusal('INVALID_INPUT', { field: 'sort', value: sort.by })
  const direction = sort.descending ? 'DESC' : 'ASC'
  return [...[columns].flat().map((column) => `${column} ${direction}`), ownOrder].join(', ')
}

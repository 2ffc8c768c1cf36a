/** What a file's columns say, for value mappings, row filters and the choice of an outlet code: its words, ours for them, and whose codes they are. */
import type { ReadDb } from '../../data/handles.ts'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readSheetValues } from '../../workbook/ingest/client.ts'
import { matchKey } from '../../workbook/ingest/read-text.ts'
import type { Lookup, Mapping } from '../../workbook/ingest/request.ts'
import type { SheetValues } from '../../workbook/ingest/values.ts'
import type { Column, KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { termsOf } from '../register/terms.ts'
import { lookupsOf } from './lookups.ts'
import { type SourcesAsked, sourcesOf } from './sources.ts'

export interface ValuesAsked extends SourcesAsked {
  readonly kind: KindKey
  /** As ledgers.inspect names it. */
  readonly sheet: string
  /** Which of several files, from 0. */
  readonly at?: number | undefined
  readonly mapping?: Mapping | undefined
  readonly period?: Month | undefined
}

export interface OutletCodesFound {
  readonly heading: string
  /** Kind of code (工号, …) → how many of the different texts are codes of that kind; '' for the outlets' own. */
  readonly kinds: Readonly<Record<string, number>>
  /** How many different texts were looked up. */
  readonly of: number
}

export interface ColumnValuesSaid extends SheetValues {
  /** Key of a column that takes only certain words → text of the file → our word; texts that we do not know are not in it. */
  readonly known: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Headings whose texts are outlets' codes. */
  readonly outletCodes: readonly OutletCodesFound[]
  /** The kinds of code that the register has. */
  readonly codeKinds: readonly string[]
}

/** Rows that are looked at: enough to meet every word of a month, soon read even from a million. */
export const ROWS_LOOKED_AT = 20_000
const TOLD = 300

/** @throws Refusal NOT_FOUND, SHEET_NOT_FOUND and others of opening and reading */
export async function columnValues(office: Office, job: Job, asked: ValuesAsked): Promise<ColumnValuesSaid> {
  const source = sourcesOf(office, asked)[asked.at ?? 0]
  if (!source) throw new Refusal('NOT_FOUND', { what: 'file', name: String(asked.at ?? 0) })
  const found = await readSheetValues(
    {
      source,
      kind: asked.kind,
      sheet: asked.sheet,
      rows: ROWS_LOOKED_AT,
      most: TOLD,
      given: asked.period === undefined ? [] : ['period'],
      ...(asked.mapping ? { mapping: asked.mapping } : {}),
    },
    job.signal,
  )
  const { read } = office.store
  const { columns } = kinds[asked.kind]
  const known = Object.fromEntries(
    columns.flatMap((column) => {
      const words = ourWords(read, column)
      return words ? [[column.key, knownIn(found, words)]] : []
    }),
  )
  const outlets = columns.some((column) => column.type === 'reference' && column.to === 'outlet')
  const kindsOfCode = read.all<{ kind: string }>('SELECT DISTINCT kind FROM outlet_codes ORDER BY kind')
  return {
    ...found,
    known,
    outletCodes: outlets ? codesIn(found, lookupsOf(read).outlets) : [],
    codeKinds: outlets ? kindsOfCode.map(({ kind }) => kind) : [],
  }
}

/** Comparable form → our word; undefined for a column that takes other texts too. */
function ourWords(db: ReadDb, column: Column): Map<string, string> | undefined {
  if (column.type === 'choice')
    return new Map(
      column.choices.flatMap(({ value, word, aliases }) =>
        [...aliases, String(value), word].map((text) => [matchKey(text), word] as const),
      ),
    )
  if (column.type !== 'reference' || (column.to !== 'businessType' && column.to !== 'outletType')) return undefined
  const terms = termsOf(db, column.to)
  // names win over codes, as when rows are read
  return new Map([
    ...terms.map(({ code, name }) => [matchKey(code), name] as const),
    ...terms.map(({ name }) => [matchKey(name), name] as const),
  ])
}

function knownIn(found: SheetValues, words: ReadonlyMap<string, string>): Record<string, string> {
  const known: Record<string, string> = {}
  for (const { values } of found.columns)
    for (const { text } of values) {
      const word = words.get(matchKey(text))
      if (word !== undefined) known[text] = word
    }
  return known
}

function codesIn(found: SheetValues, outlets: Lookup): OutletCodesFound[] {
  const byKey = new Map<string, Set<string>>()
  for (const [text, meaning] of outlets) {
    const key = matchKey(text)
    const kindsOfCode = byKey.get(key) ?? new Set()
    byKey.set(key, kindsOfCode)
    if (typeof meaning === 'number') kindsOfCode.add('')
    else for (const { kind } of meaning) kindsOfCode.add(kind ?? '')
  }
  return found.columns.flatMap(({ heading, values }) => {
    const counts: Record<string, number> = {}
    for (const { text } of values)
      for (const kind of byKey.get(matchKey(text)) ?? []) counts[kind] = (counts[kind] ?? 0) + 1
    return Object.keys(counts).length === 0 ? [] : [{ heading, kinds: counts, of: values.length }]
  })
}

/** Looking into a file before it is imported: its sheets and headings, how they would be read, which saved mapping fits. */
import { type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { inspectWorkbook } from '../../workbook/ingest/client.ts'
import type { Inspection, SheetView } from '../../workbook/ingest/inspect.ts'
import { monthInName } from '../../workbook/ingest/name-month.ts'
import type { IngestSource, Mapping } from '../../workbook/ingest/request.ts'
import { isMeant } from '../../workbook/ingest/sheet-names.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { type KindColumn, kindColumns } from './kind-columns.ts'
import { fittingMapping, listMappings, namedMapping, type SavedMapping } from './mappings.ts'
import { type SourcesAsked, sourcesOf } from './sources.ts'

export interface InspectAsked extends SourcesAsked {
  /** Every kind is tried where absent, and no headings are mapped. */
  readonly kind?: KindKey | undefined
  readonly mapping?: Mapping | undefined
  /** A saved mapping; only with a kind. */
  readonly mappingName?: string | undefined
  /** The month chosen beside the file: no column need give it. */
  readonly period?: Month | undefined
  /** Which of several files is looked into, from 0. */
  readonly at?: number | undefined
}

export interface InspectedSheet extends SheetView {
  /** The saved mapping made for these headings, which an import without a mapping uses. */
  readonly saved: Pick<SavedMapping, 'name' | 'user' | 'at' | 'mapping'> | null
}

export interface Inspected {
  readonly file: string
  readonly sheets: readonly InspectedSheet[]
  /** The month in the file's name. */
  readonly monthInName: Month | null
  /** What the kind asked for can take; none without a kind. */
  readonly columns: readonly KindColumn[]
  /** Of each group one column is enough. */
  readonly oneOf: readonly (readonly string[])[]
}

/** Rows of a sheet that are counted; a sheet with more is said to have more. */
const COUNTED = 20_000

/** Looks into one of the sources. @throws Refusal NOT_FOUND, NOT_A_WORKBOOK and others of opening and reading */
export async function inspectSources(office: Office, job: Job, asked: InspectAsked): Promise<Inspected> {
  const { read } = office.store
  const { kind } = asked
  const named = kind && asked.mappingName ? namedMapping(read, kind, asked.mappingName).mapping : undefined
  const given = asked.period === undefined ? [] : ['period']
  const source = sourcesOf(office, asked)[asked.at ?? 0]
  if (!source) throw new Refusal('NOT_FOUND', { what: 'file', name: String(asked.at ?? 0) })
  const found = await look(job, source, kind, asked.mapping ?? named, given, COUNTED)
  const saved = kind ? listMappings({ db: read }, kind) : []
  const sheets = found.sheets.map((sheet) => ({
    ...sheet,
    saved: kind ? fittingMapping(saved, kind, sheet, given) : null,
  }))
  const month = monthInName(source.fileName)
  return {
    file: source.fileName,
    sheets,
    monthInName: month === null ? null : monthFromNumber(month),
    columns: kind ? kindColumns(read, kind) : [],
    oneOf: kind ? kinds[kind].oneOf : [],
  }
}

/** The saved mapping that an import without one uses: that of the sheet asked for, else of the first visible sheet that has one. */
export async function mappingFor(
  office: Office,
  job: Job,
  kind: KindKey,
  asked: SourcesAsked & {
    sheet?: string | undefined
    sheets?: readonly string[] | undefined
    period?: Month | undefined
  },
): Promise<SavedMapping | null> {
  const saved = listMappings({ db: office.store.read }, kind).filter(({ fingerprint }) => fingerprint !== null)
  if (saved.length === 0) return null
  const given = asked.period === undefined ? [] : ['period']
  const [source] = sourcesOf(office, asked)
  if (!source) return null
  const { sheets } = await look(job, source, kind, deepest(saved), given)
  const names = asked.sheets ?? (asked.sheet === undefined ? [] : [asked.sheet])
  const meant = sheets.filter(({ sheet }) => names.some((name) => isMeant(name, source.fileName, sheet)))
  for (const sheet of meant.length > 0 ? meant : sheets.filter(({ hidden }) => !hidden)) {
    const fits = fittingMapping(saved, kind, sheet, given)
    if (fits) return fits
  }
  return null
}

/** Only so that enough rows are looked at for headings far down. */
function deepest(saved: readonly SavedMapping[]): Mapping | undefined {
  const headerRow = Math.max(...saved.map(({ mapping }) => mapping.headerRow ?? 0))
  return headerRow > 0 ? { headerRow } : undefined
}

function look(
  job: Job,
  source: IngestSource,
  kind: KindKey | undefined,
  mapping: Mapping | undefined,
  given: readonly string[],
  countTo?: number,
): Promise<Inspection> {
  const request = {
    source,
    given,
    ...(kind ? { kind } : {}),
    ...(mapping ? { mapping } : {}),
    ...(countTo ? { countTo } : {}),
  }
  return inspectWorkbook(request, job.signal)
}

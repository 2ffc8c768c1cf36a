/** Looking into a file before it is imported: its sheets and headings, how they would be read, which saved mapping fits. */
import type { Month } from '../../domain/month.ts'
import { inspectWorkbook } from '../../workbook/ingest/client.ts'
import type { Inspection, SheetView } from '../../workbook/ingest/inspect.ts'
import type { Mapping } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
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
}

export interface InspectedSheet extends SheetView {
  /** The saved mapping made for these headings, which an import without a mapping uses. */
  readonly saved: Pick<SavedMapping, 'name' | 'user' | 'at' | 'mapping'> | null
}

export interface Inspected {
  readonly file: string
  readonly sheets: readonly InspectedSheet[]
}

/** Looks into the first of the sources. @throws Refusal NOT_FOUND, NOT_A_WORKBOOK and others of opening and reading */
export async function inspectSources(office: Office, job: Job, asked: InspectAsked): Promise<Inspected> {
  const { read } = office.store
  const { kind } = asked
  const named = kind && asked.mappingName ? namedMapping(read, kind, asked.mappingName).mapping : undefined
  const given = asked.period === undefined ? [] : ['period']
  const found = await inspectFirst(office, job, asked, kind, asked.mapping ?? named, given)
  const saved = kind ? listMappings({ db: read }, kind) : []
  const sheets = found.sheets.map((sheet) => ({
    ...sheet,
    saved: kind ? fittingMapping(saved, kind, sheet, given) : null,
  }))
  return { file: sourcesOf(office, asked)[0]?.fileName ?? '', sheets }
}

/** The saved mapping that an import without one uses: that of the sheet asked for, else of the first visible sheet that has one. */
export async function mappingFor(
  office: Office,
  job: Job,
  kind: KindKey,
  asked: SourcesAsked & { sheet?: string | undefined; period?: Month | undefined },
): Promise<SavedMapping | null> {
  const saved = listMappings({ db: office.store.read }, kind).filter(({ fingerprint }) => fingerprint !== null)
  if (saved.length === 0) return null
  const given = asked.period === undefined ? [] : ['period']
  const { sheets } = await inspectFirst(office, job, asked, kind, deepest(saved), given)
  for (const sheet of sheets) {
    if (asked.sheet === undefined ? sheet.hidden : sheet.sheet !== asked.sheet) continue
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

function inspectFirst(
  office: Office,
  job: Job,
  asked: SourcesAsked,
  kind: KindKey | undefined,
  mapping: Mapping | undefined,
  given: readonly string[],
): Promise<Inspection> {
  const [source] = sourcesOf(office, asked)
  if (!source) return Promise.resolve({ sheets: [] })
  return inspectWorkbook({ source, given, ...(kind ? { kind } : {}), ...(mapping ? { mapping } : {}) }, job.signal)
}

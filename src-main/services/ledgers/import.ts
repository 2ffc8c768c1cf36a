/**
 * Importing workbooks: read and checked in a worker, hashed meanwhile, stored all or nothing unless only the right rows
 * were asked for. What each side does is in import-ledger.ts and import-register.ts.
 */
import { firstDay, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { IngestRequest, Mapping } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office } from '../office.ts'
import { firstSettledMonth } from '../opening/start.ts'
import { todayOf } from '../query.ts'
import { allowedEdits, type EditAsked } from './edits.ts'
import type { ImportAnswer, UsedMapping } from './import-answer.ts'
import { importLedger } from './import-ledger.ts'
import { importRegister } from './import-register.ts'
import { mappingFor } from './inspect.ts'
import { lookupsOf } from './lookups.ts'
import { namedMapping } from './mappings.ts'
import { refusedPlaces } from './refused-places.ts'
import { checkReplacing, type Replacing } from './replace.ts'
import { isLedgerKind, isOpeningKind } from './rows.ts'
import { hashSources, type ImportFile, type SourcesAsked, sourcesOf, uploadsOf } from './sources.ts'

export interface ImportAsked extends SourcesAsked {
  readonly kind: KindKey
  readonly sheet?: string | undefined
  /** Several sheets, all of them; with the file or the .zip's member before the name only there (workbook/ingest/sheet-names.ts). */
  readonly sheets?: readonly string[] | undefined
  /** Every visible sheet with the kind's headings is read. */
  readonly allSheets?: boolean | undefined
  /** For rows that give neither a month nor a date; for the register: changes hold from this month on. */
  readonly period?: Month | undefined
  readonly mapping?: Mapping | undefined
  /** A saved mapping; where neither is given, the saved one made for these headings is used, and the report says so. */
  readonly mappingName?: string | undefined
  /** Rows that are there already: overwrite and fillBlanks for ledgers whose rows have a key of their own. */
  readonly duplicates?: 'error' | 'skip' | Replacing | undefined
  /** A blank cell of a known row: what is known stays (default), or it is cleared. */
  readonly blanks?: 'keep' | 'clear' | undefined
  readonly onlyValid?: boolean | undefined
  /** Cells mended on the screen: laid over the files, which stay as they are. */
  readonly edits?: readonly EditAsked[] | undefined
  readonly dryRun?: boolean | undefined
}

/** One import while it runs. */
export interface ImportRun {
  readonly office: Office
  readonly actor: Actor
  readonly job: Job
  readonly asked: ImportAsked
  /** The procedure, for the audit row. */
  readonly act: string
  readonly request: IngestRequest
  /** The saved mapping that is used; null where there is none. */
  readonly saved: UsedMapping | null
  /** The files with their hashes; refused with SAME_FILE when one is in already. Await it before anything is kept. */
  readonly files: Promise<readonly ImportFile[]>
}

/** More than are told one by one: the error workbook gives back so many. */
const KEPT_PROBLEMS = 10_000

/** Imports one batch. @throws Refusal IMPORT_REJECTED {rows, errors, mistakes}, SAME_FILE, EDIT_REFUSED, COLUMNS_MISSING, … ; nothing is changed then */
export async function importWorkbook(
  office: Office,
  actor: Actor,
  job: Job,
  asked: ImportAsked,
  act: string,
): Promise<ImportAnswer> {
  if (asked.duplicates === 'overwrite' || asked.duplicates === 'fillBlanks') checkReplacing(asked.kind)
  if (isOpeningKind(asked.kind) && firstSettledMonth(office.store.read) !== null) throw new Refusal('OPENING_CONFIRMED')
  const sources = sourcesOf(office, asked)
  const saved = await savedMapping(office, job, asked)
  const mapping = asked.mapping ?? saved?.mapping
  const request: IngestRequest = {
    kind: asked.kind,
    sources,
    lookups: lookupsOf(office.store.read),
    ...(asked.kind === 'outlets' ? { refused: refusedPlaces(office.store.read, placesDay(office, asked)) } : {}),
    keepProblems: KEPT_PROBLEMS,
    ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }),
    ...(asked.sheets === undefined ? {} : { sheets: asked.sheets }),
    ...(asked.allSheets === undefined ? {} : { allSheets: asked.allSheets }),
    ...(asked.period === undefined ? {} : { period: monthNumber(asked.period) }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(asked.duplicates === 'skip' ? { duplicates: 'skip' as const } : {}),
    ...(asked.duplicates === 'overwrite' || asked.duplicates === 'fillBlanks' ? { duplicates: 'take' as const } : {}),
  }
  const files = hashSources(office, asked.kind, sources, job)
  // whoever awaits it hears of its refusal; reading may end before
  files.catch(() => {})
  try {
    const asks = asked.edits ?? []
    const edits = asks.length === 0 ? [] : allowedEdits(office.store.read, asked.kind, sources, await files, asks)
    const laid = edits.length === 0 ? request : { ...request, edits }
    const run: ImportRun = { office, actor, job, asked, act, request: laid, saved: saved?.used ?? null, files }
    const answer = await (isLedgerKind(asked.kind) ? importLedger(run, asked.kind) : importRegister(run, asked.kind))
    // after a dry run the same upload is imported
    if (!asked.dryRun) for (const id of uploadsOf(asked)) office.files.dropUpload(id)
    return answer
  } finally {
    // no file of ours is open when the import is over
    await files.catch(() => {})
  }
}

/** The day from which what an import of outlets says holds. */
const placesDay = (office: Office, { period }: ImportAsked) =>
  period === undefined ? todayOf(office.clock) : firstDay(period)

async function savedMapping(
  office: Office,
  job: Job,
  asked: ImportAsked,
): Promise<{ mapping: Mapping; used: UsedMapping } | null> {
  if (asked.mapping !== undefined) return null
  if (asked.mappingName !== undefined) {
    const { name, mapping } = namedMapping(office.store.read, asked.kind, asked.mappingName)
    return { mapping, used: { name, how: 'named' } }
  }
  const found = await mappingFor(office, job, asked.kind, asked)
  return found && { mapping: found.mapping, used: { name: found.name, how: 'fingerprint' } }
}

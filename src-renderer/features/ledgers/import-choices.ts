/** What a person chose on the way through an import, and the request that it comes to. */

import type { Month } from '../../../src-main/domain/month.ts'
import type { UploadedFile } from '../../ui/FileDrop.tsx'
import type { LedgerKind } from './ledger-kind.ts'
import type { CellEdit, ImportAsked, Mapping } from './shapes.ts'

/** What becomes of rows that are there already. */
export type Duplicates = NonNullable<ImportAsked['duplicates']>

/** Ledgers whose rows have a key of their own: a new row may take an old one's place. */
const keyed: ReadonlySet<LedgerKind> = new Set(['subscriberMonths', 'volumes', 'indicators', 'controlTotals'])

/** Registers whose rows change what is known. */
const mergeable: ReadonlySet<LedgerKind> = new Set(['agents', 'outlets'])

/** The choices for rows that are there already. */
export const duplicateChoices = (kind: LedgerKind): readonly { value: Duplicates; label: string }[] => [
  ...(mergeable.has(kind)
    ? [
        { value: 'error' as const, label: '已有的照改' },
        { value: 'skip' as const, label: '已有的不动' },
        { value: 'overwrite' as const, label: '照改，重复的以后面为准' },
        { value: 'fillBlanks' as const, label: '只补原来空着的' },
      ]
    : [
        { value: 'error' as const, label: '算作不对' },
        { value: 'skip' as const, label: '跳过重复行' },
      ]),
  ...(keyed.has(kind)
    ? [
        { value: 'overwrite' as const, label: '用文件里的换掉' },
        { value: 'fillBlanks' as const, label: '只补原来空着的' },
      ]
    : []),
]

/** Whether a blank cell of a known row may clear what is known: the choice is offered only there. */
export const blanksMatter = (kind: LedgerKind, duplicates: Duplicates): boolean =>
  kind === 'agents' || kind === 'outlets' || duplicates === 'overwrite'

/** What is imported: files that are one batch, or what was copied from a spreadsheet. `id` tells one choice from the next. */
export type Sources =
  | { readonly id: number; readonly files: readonly UploadedFile[] }
  | { readonly id: number; readonly pasted: string }

/** As procedures take them. */
export function askedSources(sources: Sources): { upload: string } | { uploads: string[] } | { pasted: string } {
  if ('pasted' in sources) return { pasted: sources.pasted }
  const [first, ...more] = sources.files.map(({ id }) => id)
  return first !== undefined && more.length === 0 ? { upload: first } : { uploads: first ? [first, ...more] : [] }
}

export const fileNames = (sources: Sources | undefined): readonly string[] =>
  sources === undefined ? [] : 'pasted' in sources ? ['粘贴的内容'] : sources.files.map(({ name }) => name)

/** The sources in a few words: 业务明细202610.xlsx; 3 个文件. */
export function sourcesWords(sources: Sources | undefined): string {
  const names = fileNames(sources)
  return names.length > 1 ? `${names.length} 个文件` : (names[0] ?? '')
}

/** A saved mapping that the choices started from. */
export interface SavedUse {
  readonly name: string
  readonly how: 'named' | 'fingerprint'
  readonly mapping: Mapping
}

export interface ImportChoices {
  /** Names of the sheets to read; undefined: the first that fits. */
  readonly sheets: readonly string[] | undefined
  /** Every sheet that fits is read. */
  readonly allSheets: boolean
  readonly period: Month | undefined
  /** null: none is wanted, though one may fit; undefined: nobody has said. */
  readonly saved: SavedUse | null | undefined
  /** How the file is read: that of `saved`, with what was changed. */
  readonly mapping: Mapping
  readonly duplicates: Duplicates
  readonly blanks: 'keep' | 'clear'
  readonly onlyValid: boolean
  /** Cells mended on the screen, laid over the file's. */
  readonly edits: readonly CellEdit[]
  /** All cells as they are mended by now; those not in `edits` are not checked yet, and keep the import waiting. */
  readonly draft: readonly CellEdit[]
}

export const noChoices: ImportChoices = {
  sheets: undefined,
  allSheets: false,
  period: undefined,
  saved: undefined,
  mapping: {},
  duplicates: 'error',
  blanks: 'keep',
  onlyValid: false,
  edits: [],
  draft: [],
}

const filled = (value: unknown): boolean =>
  value !== undefined &&
  value !== false &&
  value !== '' &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** Without parts that say nothing, in one order of keys, so that equal mappings are equal texts. */
export function tidyMapping(mapping: Mapping): Mapping {
  const tidy = (part: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(part)
        .filter(([, value]) => filled(value))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  const values = tidy(
    Object.fromEntries(Object.entries(mapping.values ?? {}).map(([key, words]) => [key, tidy(words)])),
  )
  const filters = (mapping.filters ?? []).filter(({ include, exclude }) => filled(include) || filled(exclude))
  return tidy({
    ...mapping,
    ...(mapping.columns ? { columns: tidy(mapping.columns) } : {}),
    ...(mapping.constants ? { constants: tidy(mapping.constants) } : {}),
    values,
    filters,
  }) as Mapping
}

export const sameMapping = (one: Mapping, other: Mapping): boolean =>
  JSON.stringify(tidyMapping(one)) === JSON.stringify(tidyMapping(other))

/** Whether the mapping says more than the saved one it started from; then it is worth saving. */
export const isChanged = ({ saved, mapping }: ImportChoices): boolean => !sameMapping(mapping, saved?.mapping ?? {})

function mappingAsked(choices: ImportChoices): Pick<ImportAsked, 'mapping' | 'mappingName'> {
  const { saved, mapping } = choices
  if (saved && !isChanged(choices)) return saved.how === 'named' ? { mappingName: saved.name } : {}
  const tidy = tidyMapping(mapping)
  // An empty mapping says: read it plainly, whatever saved one would fit.
  return saved !== undefined || filled(tidy) ? { mapping: tidy } : {}
}

/** The request of an import; a check asks for the right rows only, so that it answers with counts and all mistakes. */
export function importRequest(kind: LedgerKind, sources: Sources, choices: ImportChoices, check: boolean): ImportAsked {
  const { sheets, allSheets, period, duplicates, blanks, onlyValid, edits } = choices
  return {
    kind,
    ...askedSources(sources),
    ...(allSheets ? { allSheets } : sheets ? { sheets: [...sheets] } : {}),
    ...(period ? { period } : {}),
    ...mappingAsked(choices),
    ...(duplicates === 'error' ? {} : { duplicates }),
    ...(blanks === 'clear' && blanksMatter(kind, duplicates) ? { blanks } : {}),
    ...(edits.length === 0 ? {} : { edits: [...edits] }),
    ...(check ? { dryRun: true, onlyValid: true } : onlyValid ? { onlyValid: true } : {}),
  }
}

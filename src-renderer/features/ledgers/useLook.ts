/** Looking into the files before they are checked: headings, columns, words; and where to go on when a file is new. */

import { useEffect, useRef, useState } from 'react'
import { client } from '../../api/client.ts'
import { type ChosenColumn, chooseColumns, missingIn, withColumn } from './column-choice.ts'
import { askedSources, fileNames, type ImportChoices, isChanged, type Sources, tidyMapping } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import type { ColumnValues, Inspected, InspectedSheet, Mapping } from './shapes.ts'
import { autoSheets, memberOf, sheetInView, sheetName } from './sheet-choice.ts'
import { useAnswer } from './useAnswer.ts'

interface LookAsked {
  readonly kind: LedgerKind | undefined
  readonly sources: Sources | undefined
  readonly choices: ImportChoices
  readonly at: string
  readonly onChoose: (part: Partial<ImportChoices>) => void
  readonly onGo: (step: string) => void
}

interface Look {
  readonly inspected: Inspected | undefined
  readonly file: number
  readonly sheet: InspectedSheet | undefined
  readonly chosen: readonly ChosenColumn[]
  /** Headings that nothing gives yet. */
  readonly missing: readonly string[]
  readonly values: ColumnValues | undefined
  readonly pending: boolean
  readonly error: unknown
  /** What to choose before the check: of a .zip only what fits. */
  pack(): Partial<ImportChoices>
  view(file: number, sheet: string | undefined): void
  again(): void
}

/** What says where the headings are; the columns of a saved mapping help to find them, those chosen here do not move them. */
function headerMapping({ mapping, saved }: ImportChoices): Mapping {
  return tidyMapping({
    ...(mapping.headerRow ? { headerRow: mapping.headerRow } : {}),
    ...(mapping.headerRows ? { headerRows: mapping.headerRows } : {}),
    ...(saved?.mapping.columns ? { columns: saved.mapping.columns } : {}),
  })
}

export function useLook({ kind, sources, choices, at, onChoose, onGo }: LookAsked): Look {
  const [viewed, setViewed] = useState<{ of: number; file: number; sheet: string | undefined }>()
  const view = viewed && viewed.of === sources?.id ? viewed : undefined
  const file = view?.file ?? 0
  const mapping = headerMapping(choices)
  const on = kind !== undefined && sources !== undefined && ['file', 'sheet', 'columns'].includes(at)
  const inspection = useAnswer(on ? JSON.stringify([kind, sources.id, file, mapping]) : '', on, () =>
    client.ledgers.inspect.mutate({ kind, ...askedSources(sources as Sources), at: file, mapping }),
  )
  // The last look stays while the next one comes, and at the check, unless it is of other files.
  const of = useRef(0)
  if (inspection.answer && sources) of.current = sources.id
  const inspected = sources && of.current === sources.id ? (inspection.answer ?? inspection.last) : undefined
  const sheet = inspected && sheetInView(inspected, choices, view?.sheet)
  const chosen = inspected
    ? chooseColumns(inspected.columns, sheet?.header ?? null, choices.mapping, choices.saved?.mapping)
    : []
  const missing = inspected ? missingIn(inspected, sheet, choices) : []

  const lookable = at === 'columns' && kind !== undefined && sources !== undefined && sheet?.header
  const headed = lookable
    ? { ...mapping, headerRow: lookable.row, headerRows: isFlattened(sheet) ? (2 as const) : (1 as const) }
    : undefined
  const values = useAnswer(
    headed ? JSON.stringify([kind, sources?.id, file, sheet?.sheet, headed]) : '',
    headed !== undefined,
    () =>
      client.ledgers.values.mutate({
        kind: kind as LedgerKind,
        ...askedSources(sources as Sources),
        at: file,
        sheet: sheet?.sheet ?? '',
        ...(headed ? { mapping: headed } : {}),
      }),
  )

  const routed = useRef(0)
  const fresh = inspection.answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer of new files is the reason; all else is as it is then
  useEffect(() => {
    if (!fresh || !sources || !kind || file !== 0 || routed.current === sources.id) return
    routed.current = sources.id
    if (at !== 'file') return
    const next = goOn(fresh, fileNames(sources), choices)
    onChoose(next.choices)
    onGo(next.step)
  }, [fresh])

  return {
    inspected,
    file,
    sheet,
    chosen,
    missing,
    values: values.answer,
    pending: inspection.pending,
    error: inspection.error,
    pack: () => (inspected ? packed(inspected, fileNames(sources), choices, file) : {}),
    view: (next, label) => setViewed({ of: sources?.id ?? 0, file: next, sheet: label }),
    again: inspection.again,
  }
}

/** Whether the headings were flattened from two levels. */
function isFlattened({ header, rows }: InspectedSheet): boolean {
  const own = rows.find(({ row }) => row === header?.row)?.cells ?? []
  return header?.headings.some((heading, at) => heading.includes('/') && heading !== (own[at] ?? '').trim()) ?? false
}

interface GoOn {
  readonly choices: Partial<ImportChoices>
  readonly step: 'sheet' | 'columns' | 'check'
}

/** Of a .zip only the members that fit are read; the others are named at the check. */
function packed(
  inspected: Inspected,
  files: readonly string[],
  choices: ImportChoices,
  file = 0,
): Partial<ImportChoices> {
  if (choices.sheets || choices.allSheets) return {}
  const members = new Set(inspected.sheets.map(({ sheet }) => memberOf(sheet)))
  const fitting = autoSheets(inspected, choices)
  return fitting.length > 0 && fitting.length < members.size
    ? { sheets: fitting.map((label) => sheetName(files, file, label)) }
    : {}
}

/** Where files that are new lead: recognised ones to the check; else to what is to be pointed out, with what is likely proposed. */
function goOn(inspected: Inspected, files: readonly string[], choices: ImportChoices): GoOn {
  const sheet = sheetInView(inspected, choices, undefined)
  const own = isChanged(choices) || choices.saved?.how === 'named' || choices.saved === null
  if (!own && sheet?.saved) {
    const { name, mapping } = sheet.saved
    const saved = { name, how: 'fingerprint' as const, mapping }
    return { choices: { saved, mapping, ...packed(inspected, files, { ...choices, saved, mapping }) }, step: 'check' }
  }
  const kept = own ? choices : { ...choices, saved: undefined, mapping: {} }
  const reset = own ? {} : { saved: undefined, mapping: {} }
  const header = sheet?.header ?? null
  const chosen = chooseColumns(inspected.columns, header, kept.mapping, kept.saved?.mapping)
  const missing = missingIn(inspected, sheet, kept)
  if (missing.length === 0 && chosen.some(({ heading }) => heading !== null))
    return { choices: { ...reset, ...packed(inspected, files, kept) }, step: 'check' }
  if (!chosen.some(({ heading, likely }) => heading !== null || likely !== null))
    return { choices: reset, step: 'sheet' }
  let { mapping } = kept
  for (const { column, likely } of chosen)
    if (likely !== null && missing.some((words) => words.split('或').includes(column.heading)))
      mapping = withColumn(chooseColumns(inspected.columns, header, mapping, undefined), mapping, column.key, likely)
  const monthly = missing.some((words) => words.split('或').includes('账期')) && inspected.monthInName !== null
  if (monthly) mapping = { ...mapping, periodFromFileName: true }
  return { choices: { ...reset, mapping }, step: 'columns' }
}

/** 列: which column of the file is which of ours, what stands in for a missing one, the file's words in ours, rows left out; to be saved and found again. */

import { useState } from 'react'
import { ColumnTable } from './ColumnTable.tsx'
import type { ChosenColumn } from './column-choice.ts'
import type { ImportChoices } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { MappingChoice } from './MappingChoice.tsx'
import { RowFilters } from './RowFilters.tsx'
import { SaveMapping } from './SaveMapping.tsx'
import type { ColumnValues, Inspected, InspectedSheet } from './shapes.ts'
import { ValueWords } from './ValueWords.tsx'

export interface ColumnsStepProps {
  readonly kind: LedgerKind
  readonly inspected: Inspected
  readonly sheet: InspectedSheet
  readonly chosen: readonly ChosenColumn[]
  /** Absent until the first rows have been read through. */
  readonly values: ColumnValues | undefined
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
  readonly missing: readonly string[]
  readonly onManage: () => void
}

export function ColumnsStep(props: ColumnsStepProps) {
  const { kind, sheet, chosen, values, choices, onChoose, missing, onManage } = props
  const [wordsOf, setWordsOf] = useState<string>()
  const worded = chosen.find(({ column }) => column.key === wordsOf)
  const unused = (sheet.header?.headings ?? []).filter(
    (heading) => heading !== '' && !chosen.some((one) => one.heading === heading),
  )
  return (
    <>
      <MappingChoice kind={kind} fitting={sheet.saved} choices={choices} onChoose={onChoose} onManage={onManage} />
      {missing.length > 0 ? (
        <p className="wrong" role="alert">
          表里缺少列：{missing.join('、')}。文件里有、只是名字不同，就在下面指给它；没有这一列，就填上“没写时填”。
        </p>
      ) : null}
      <ColumnTable {...props} onWords={setWordsOf} />
      {unused.length > 0 ? <p className="quiet">文件里没有用到的列：{unused.join('、')}</p> : null}
      <RowFilters
        headings={sheet.header?.headings ?? []}
        values={values}
        filters={choices.mapping.filters ?? []}
        onChange={(filters) => onChoose({ mapping: { ...choices.mapping, filters: [...filters] } })}
      />
      <SaveMapping kind={kind} choices={choices} fingerprint={sheet.header?.fingerprint} onSaved={onChoose} />
      {worded?.heading ? (
        <ValueWords
          column={worded.column}
          found={values?.columns.find(({ heading }) => heading === worded.heading)}
          known={values?.known[worded.column.key] ?? {}}
          words={choices.mapping.values?.[worded.column.key] ?? {}}
          onClose={() => setWordsOf(undefined)}
          onWords={(words) =>
            onChoose({
              mapping: {
                ...choices.mapping,
                values: { ...(choices.mapping.values ?? {}), [worded.column.key]: words },
              },
            })
          }
        />
      ) : null}
    </>
  )
}

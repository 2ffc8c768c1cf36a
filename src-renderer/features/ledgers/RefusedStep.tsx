/** An import that was refused when it came to storing: nothing was imported; the rows at fault, and what can be chosen. */

import { Checkbox } from 'antd'
import { number, text } from '../../../src-main/domain/said/detail-words.ts'
import { refusalOf } from '../../api/refusal.ts'
import { countText } from '../../ui/figures.ts'
import { ImportTrouble } from './ImportTrouble.tsx'
import type { ImportChoices } from './import-words.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { Mistakes } from './Mistakes.tsx'
import type { ImportProblem } from './shapes.ts'

interface RefusedStepProps {
  readonly kind: LedgerKind
  readonly error: unknown
  readonly fileName: string
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function RefusedStep({ kind, error, fileName, choices, onChoose }: RefusedStepProps) {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'IMPORT_REJECTED')
    return <ImportTrouble kind={kind} error={error} onMap={(columns) => onChoose({ columns })} />
  const problems = (Array.isArray(refusal.details.errors) ? refusal.details.errors : []) as ImportProblem[]
  const total = Math.max(number(refusal.details.errorCount), problems.length)
  const twice = problems.some(({ code }) => code.startsWith('DUPLICATE'))
  return (
    <>
      <p className="wrong import-said" role="alert">
        有 {countText(total)} 处不对，什么都没有导入。
      </p>
      <div className="import-options">
        {twice ? (
          <Checkbox
            checked={choices.duplicates === 'skip'}
            onChange={(event) => onChoose({ duplicates: event.target.checked ? 'skip' : 'error' })}
          >
            跳过重复行
          </Checkbox>
        ) : null}
        <Checkbox checked={choices.onlyValid} onChange={(event) => onChoose({ onlyValid: event.target.checked })}>
          只导入正确的行
        </Checkbox>
      </div>
      <Mistakes
        title="不对的"
        problems={problems}
        total={total}
        fileName={fileName}
        workbook={text(refusal.details.mistakes)}
      />
    </>
  )
}

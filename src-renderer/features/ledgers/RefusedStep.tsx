/** An import that was refused when it came to storing: nothing was imported; the rows at fault, mended here, and what can be chosen. */

import { Checkbox } from 'antd'
import { number, text } from '../../../src-main/domain/said/detail-words.ts'
import { refusalOf } from '../../api/refusal.ts'
import { countText } from '../../ui/figures.ts'
import { ImportTrouble } from './ImportTrouble.tsx'
import type { ImportChoices } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { Mending } from './Mending.tsx'
import type { ImportProblem } from './shapes.ts'

interface RefusedStepProps {
  readonly kind: LedgerKind
  readonly error: unknown
  readonly fileName: string
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function RefusedStep({ error, fileName, choices, onChoose }: RefusedStepProps) {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'IMPORT_REJECTED') return <ImportTrouble error={error} />
  const problems = (Array.isArray(refusal.details.errors) ? refusal.details.errors : []) as ImportProblem[]
  const total = Math.max(number(refusal.details.errorCount), problems.length)
  const twice = problems.some(({ code }) => code.startsWith('DUPLICATE'))
  const { edits, draft } = choices
  const mistakes = text(refusal.details.mistakes)
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
      <Mending
        found={mistakes === '' ? undefined : { mistakes }}
        problems={problems}
        counts={{ errors: total, warnings: 0 }}
        fileName={fileName}
        rejected
        mend={{
          edits,
          draft,
          onDraft: (next) => onChoose({ draft: next }),
          onCheck: (next) => onChoose({ edits: next, draft: next }),
          check: '用改过的',
        }}
      />
      {edits.length > 0 ? (
        <p className="quiet">改过的 {countText(edits.length)} 格会用在下一次导入里：点“按所选的再导入”。</p>
      ) : null}
    </>
  )
}

/** What a check found and what was mended since: part of the check, and of an import that was refused. */

import type { ImportChoices } from './import-choices.ts'
import { MendedCells, Mending, takeBack } from './Mending.tsx'
import type { ImportAnswer } from './shapes.ts'

interface CheckFindingsProps {
  readonly answer: ImportAnswer
  readonly choices: Pick<ImportChoices, 'edits' | 'draft'>
  /** Another `edits` checks again. */
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function CheckFindings({ answer, choices, onChoose }: CheckFindingsProps) {
  const { report, findings } = answer
  const { edits, draft } = choices
  return (
    <>
      <Mending
        found={findings === null ? undefined : { mistakes: findings }}
        problems={[...answer.errors, ...answer.warnings]}
        counts={report.problems}
        notes={report.notes}
        fileName={report.file.name}
        rejected={answer.mistakes !== null}
        mend={{
          edits,
          draft,
          onDraft: (next) => onChoose({ draft: next }),
          onCheck: (next) => onChoose({ edits: next, draft: next }),
          check: '重新核对',
        }}
      />
      <MendedCells report={report} onTakeBack={(cells) => onChoose(takeBack(edits, draft, cells))} />
    </>
  )
}

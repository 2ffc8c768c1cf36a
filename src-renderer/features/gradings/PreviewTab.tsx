/** 升降: who rises and falls. */

import { Link } from 'react-router'
import { gradeOrder } from '../../../src-main/domain/grading/scheme.ts'
import { countText } from '../../ui/figures.ts'
import { type Move, moveOf, moveWords } from './result-figures.ts'
import type { GradingDetail, GradingResult } from './shapes.ts'

interface PreviewTabProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
  readonly listAt: (filter: Readonly<Record<string, string>>) => string
}

export function PreviewTab({ grading, results, listAt }: PreviewTabProps) {
  const order = gradeOrder(grading.document.grades)
  const count = (move: Move) => results.filter((one) => moveOf(one, order) === move).length
  return (
    <div className="told">
      <p>
        {(['up', 'down', 'same', 'first'] as const).map((move) => (
          <Link key={move} to={listAt({ move })} className="move-count">
            {moveWords[move]} {countText(count(move))} 家
          </Link>
        ))}
      </p>
    </div>
  )
}

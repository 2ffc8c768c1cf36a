/** Who may take a grading on, and why not (DOMAIN.md §6: who scores may not review or make final). */

import type { GradingAct } from '../../../src-main/domain/grading/stages.ts'
import { gradingState } from './grading-state.ts'
import type { GradingRow } from './shapes.ts'

type Facts = Pick<GradingRow, 'status' | 'acts' | 'scoredBy'>

/** Why the stage does not allow the act. */
export function stageFault({ status, acts }: Facts, act: GradingAct): string | undefined {
  return acts.includes(act) ? undefined : `现在是“${gradingState(status).label}”，不能做这一步`
}

/** Why this person cannot review or make final. */
export function decideFault(grading: Facts, act: 'review' | 'finish', person: string): string | undefined {
  const stage = stageFault(grading, act)
  if (stage) return stage
  return grading.scoredBy === person ? '是您打的分，要由另一个人来做' : undefined
}

/** Why it cannot be made final today. */
export function finishFault(
  grading: Facts & Pick<GradingRow, 'notice' | 'objections'>,
  person: string,
  today: string,
): string | undefined {
  const own = decideFault(grading, 'finish', person)
  if (own) return own
  if (grading.objections.open > 0) return `还有 ${grading.objections.open} 件异议没有答复`
  if (grading.notice && today <= grading.notice.to) return `公示到 ${grading.notice.to} 止，次日起才能定稿`
  return undefined
}

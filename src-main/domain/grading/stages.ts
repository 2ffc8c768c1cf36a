/**
 * The stages of a grading, from scores to final grades (DOMAIN.md §6):
 * scored (draft, may be scored again) → reviewed by a second person → on public notice, with objections → final.
 * The quick way, `gradings.publish`, goes from nothing to `published` at once: the grades hold from their month and the results are
 * kept; a published grading can still be put on notice and made final. Grades that hold already are not withdrawn but overruled: a
 * later edition of the same scheme and period takes the place of the former, which keeps its record as withdrawn.
 */

export type GradingStatus = 'scored' | 'reviewed' | 'published' | 'notice' | 'final' | 'withdrawn'

export type GradingAct = 'rescore' | 'review' | 'sendBack' | 'startNotice' | 'object' | 'finish' | 'withdraw'

const FROM: Readonly<Record<GradingAct, readonly GradingStatus[]>> = {
  rescore: ['scored'],
  review: ['scored'],
  sendBack: ['reviewed', 'notice'],
  startNotice: ['reviewed', 'published'],
  object: ['notice'],
  finish: ['notice'],
  withdraw: ['scored', 'reviewed', 'notice'],
}

/** The stages in which something may be done to a grading. */
export const stagesFor = (act: GradingAct): readonly GradingStatus[] => FROM[act]

/** What may be done to a grading in this stage, in the order of the stages. */
export function actsIn(status: GradingStatus): GradingAct[] {
  return (Object.keys(FROM) as GradingAct[]).filter((act) => FROM[act].includes(status))
}

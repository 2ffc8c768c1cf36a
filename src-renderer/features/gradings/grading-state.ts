/** The stages of a grading in words, and where its steps stand. */

import type { GradingStatus } from '../../../src-main/domain/grading/stages.ts'
import { STATUS_WORDS } from '../../../src-main/domain/said/grading-words.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

const tones: Readonly<Record<GradingStatus, Tone>> = {
  scored: 'late',
  reviewed: 'now',
  notice: 'now',
  published: 'now',
  final: 'done',
  withdrawn: 'plain',
}

/** The state of a grading as a tag. */
export const gradingState = (status: GradingStatus): { label: string; tone: Tone } => ({
  label: STATUS_WORDS[status],
  tone: tones[status],
})

/** The states as choices of a filter. */
export const stateChoices = Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label }))

export type StepKey = 'choose' | 'values' | 'scores' | 'preview' | 'review' | 'notice' | 'objections' | 'final' | 'done'

/** The titles of the steps, in order. */
export const stepTitles: readonly (readonly [StepKey, string])[] = [
  ['choose', '选方案和账期'],
  ['values', '数齐不齐'],
  ['scores', '得分名次'],
  ['preview', '预览'],
  ['review', '复核'],
  ['notice', '公示'],
  ['objections', '异议'],
  ['final', '定稿'],
  ['done', '完成'],
]

/** The step at which a grading waits. */
export function stepOf(status: GradingStatus): StepKey {
  switch (status) {
    case 'scored':
      return 'values'
    case 'reviewed':
    case 'published':
      return 'notice'
    case 'notice':
      return 'objections'
    case 'final':
    case 'withdrawn':
      return 'done'
  }
}

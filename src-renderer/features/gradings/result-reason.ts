/** Why an outlet has its total, rank and grade: each indicator's value, rule and score in words, the levels, bonus and veto. */

import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import {
  bonusSentence,
  gradesSentence,
  gradeWords,
  levelSentence,
  methodWords,
  vetoSentence,
} from '../../../src-main/domain/grading/scheme-sentence.ts'
import { groupedText } from '../../../src-main/domain/money.ts'
import { scoreNoteWords } from '../../../src-main/domain/said/scheme-words.ts'
import type { Reason, ReasonStep } from '../../ui/ReasonDrawer.tsx'
import type { GradingResult, ScoreExplanation, ScoreRow } from './shapes.ts'

/** The reason for the whole result; the source rows are asked indicator by indicator. */
export function resultReason(result: GradingResult, scheme: Scheme): Reason {
  const { total, rank, grade, group, bonus } = result
  const steps: ReasonStep[] = scheme.indicators.map((indicator) => {
    const found = result.indicators.find(({ code }) => code === indicator.code)
    const value = found?.value === null || found === undefined ? '缺数' : groupedText(found.value)
    const note = found?.note ? `；${scoreNoteWords(found.note)}` : ''
    return {
      label: indicator.title,
      arithmetic: `${value}，${methodWords(indicator)}${note}`,
      result: found?.score ?? '—',
    }
  })
  const sums: ReasonStep[] = [
    ...(Number(scheme.levels.city) === 0 || Number(scheme.levels.county) === 0
      ? []
      : [
          { label: '市考核得分', result: result.city },
          { label: '县考核得分', result: result.county },
        ]),
    ...(Number(bonus) === 0
      ? []
      : [{ label: '加分', arithmetic: (scheme.bonuses ?? []).map(bonusSentence).join('；'), result: bonus }]),
    { label: '总分', arithmetic: levelSentence(scheme), result: total },
    {
      label: '等级',
      arithmetic: gradesSentence(scheme.grades, scheme.result),
      result: gradeWords(grade, scheme.result),
    },
    ...(result.vetoed
      ? [
          {
            label: '一票否决',
            arithmetic: vetoSentence(result.vetoed, scheme.result),
            result: gradeWords(grade, scheme.result),
          },
        ]
      : []),
  ]
  const place = group === '' ? '' : `${group}组`
  return {
    text: `总分 ${total}，${place}第 ${rank} 名，评 ${gradeWords(grade, scheme.result)}。`,
    steps: [...steps, ...sums],
    rows: [],
  }
}

const stepLabels: Readonly<Record<ScoreExplanation['steps'][number]['kind'], string>> = {
  value: '值',
  group: '同组',
  rule: '规则',
  score: '得分',
}

/** The reason for one indicator's score; its source rows are fetched as they are looked at. */
export function scoreReason(told: ScoreExplanation): Reason<ScoreRow> {
  const steps = told.steps.map(({ kind, text, value }) => ({
    label: stepLabels[kind],
    arithmetic: text,
    result: value,
  }))
  return { text: `${told.text}。`, steps, rows: [] }
}

/** The best of the group, and the outlet with its neighbours: never a list of thousands. */
export function groupAround({ outlet, group: { list } }: Pick<ScoreExplanation, 'outlet' | 'group'>) {
  const at = list.findIndex((one) => one.outlet === outlet)
  return list.filter((_, place) => place < 5 || (at >= 0 && Math.abs(place - at) <= 2))
}

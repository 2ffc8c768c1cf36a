/** What a trial came to, in words. */

import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { countText, moneyText } from '../../ui/figures.ts'
import { momentWords } from '../../ui/moments.ts'
import type { PolicyView, TrialTotals } from './shapes.ts'

/** 多付 1,200.00 元, 少付 30.00 元, 没有差额. */
export function differenceWords(difference: string): string {
  if (Number(difference) === 0) return '没有差额'
  return difference.startsWith('-') ? `少付 ${moneyText(difference.slice(1))} 元` : `多付 ${moneyText(difference)} 元`
}

/** 用2026年9月的台账试算：现行 1,000.00 元，这一版 1,200.00 元，多付 200.00 元；12 个网点有变化。 */
export function totalsSentence(totals: TrialTotals): string {
  const { period, changed } = totals
  return (
    `用${monthWords(period)}的台账试算：现行 ${moneyText(totals.old)} 元，这一版 ${moneyText(totals.new)} 元，` +
    `${differenceWords(totals.difference)}；${countText(changed)} 个网点有变化。`
  )
}

/** The last trial for who approves; says too where there is none or it is of an older draft. */
export function trialSentence(trial: PolicyView['trial']): string {
  if (!trial) return '还没有试算对比过，批准前建议先在“试算对比”里看一看。'
  const old = trial.outdated ? '这次试算之后条款又改过，请重新试算。' : ''
  return `${totalsSentence(trial)}（${trial.user} ${momentWords(trial.at)}）${old}`
}

/** Why a score is what it is, in words and arithmetic: 120 ÷ 同组最高 160 × 权重 20 = 15.00 分 (DOMAIN.md §6). */
import { type NameOf, number } from '../clause-sentence.ts'
import { decimal, divide, type Exact, multiply, ofInteger, sign, subtract, toDecimalText, twoPlaces } from '../exact.ts'
import type { Indicator, Scheme } from '../grading/scheme.ts'
import { bandRange, sourceWords } from '../grading/scheme-sentence.ts'
import { bandOf, type GroupFigures, type ScoreNote } from '../grading/score.ts'
import { scoreNoteWords } from './scheme-words.ts'

/** One step of the arithmetic, in words and figures. */
export interface ScoreStep {
  readonly kind: 'value' | 'group' | 'rule' | 'score'
  readonly text: string
  readonly value: string
}

export interface ScoreSaid {
  readonly text: string
  /** The rule alone, for a sheet that shows value and score beside it. */
  readonly how: string
  readonly steps: readonly ScoreStep[]
}

export interface ScoreAsked {
  readonly indicator: Indicator
  readonly period: Scheme['period']
  readonly value: Exact | null
  readonly score: Exact
  readonly note: ScoreNote | null
  /** What the value was divided from. */
  readonly parts: readonly [Exact, Exact] | null
  readonly figures: GroupFigures | null
  readonly given: readonly ('best' | 'mean' | 'total')[]
  /** The value's place in the group, equal ones sharing the better. */
  readonly rank: number | null
}

/** Up to four places, thousands marked. */
const said = (value: Exact) => number(toDecimalText(value, 0, 4))
const points = (value: Exact) => `${twoPlaces(value)} 分`
const percent = (value: Exact) => `${number(toDecimalText(multiply(value, ofInteger(100)), 0, 4))}%`

/** The sentence and the steps of one indicator's score. */
export function scoreSaid(asked: ScoreAsked, nameOf?: NameOf): ScoreSaid {
  const { indicator, period, value, score, note, parts } = asked
  const what = sourceWords(indicator.source, period, nameOf, indicator.method.kind)
  if (value === null) {
    const steps: ScoreStep[] = [
      { kind: 'value', text: what, value: '缺数' },
      { kind: 'score', text: scoreNoteWords('MISSING'), value: points(score) },
    ]
    return { text: `${indicator.title}：${what}没有数，记 0 分`, how: scoreNoteWords('MISSING'), steps }
  }
  const counted = parts ? `${said(parts[0])} ÷ ${said(parts[1])} = ${said(value)}` : said(value)
  const rule = note ? scoreNoteWords(note) : ruleSaid(asked, value)
  const steps: ScoreStep[] = [
    { kind: 'value', text: parts ? `${what}：${said(parts[0])} ÷ ${said(parts[1])}` : what, value: said(value) },
    ...groupSteps(asked),
    { kind: 'rule', text: rule, value: points(score) },
    { kind: 'score', text: `得分（权重 ${number(indicator.weight)}）`, value: points(score) },
  ]
  const how = parts ? `${counted}；${rule}` : rule
  return { text: `${indicator.title}：${counted}；${rule} → ${points(score)}`, how, steps }
}

function groupSteps({ indicator: { method, better }, figures, given, rank }: ScoreAsked): ScoreStep[] {
  if (!figures) return []
  const from = (figure: 'best' | 'mean' | 'total') => (given.includes(figure) ? '市里给的' : '同组')
  const step = (text: string, value: string): ScoreStep[] => [{ kind: 'group', text, value }]
  switch (method.kind) {
    case 'bestRatio':
      return figures.best ? step(`${from('best')}${better === 'lower' ? '最低' : '最高'}`, said(figures.best)) : []
    case 'rank':
      return rank === null ? [] : step(`同组 ${figures.n} 家里的名次`, `第 ${rank} 名`)
    case 'share':
      return step(`${from('total')}合计`, said(figures.total))
    case 'band':
      return method.relativeTo && figures.mean ? step(`${from('mean')}平均`, said(figures.mean)) : []
    default:
      return []
  }
}

function ruleSaid({ indicator, figures, given, rank }: ScoreAsked, value: Exact): string {
  const { method, better, weight } = indicator
  const low = better === 'lower'
  const city = (figure: 'best' | 'mean' | 'total') => (given.includes(figure) ? '市里给的' : '同组')
  switch (method.kind) {
    case 'target': {
      const target = number(method.target)
      const most = `最多算 ${number(method.cap)}%`
      if (low && sign(value) <= 0)
        return `越低越好，实际不大于 0，按最多的 ${number(method.cap)}% × 权重 ${number(weight)}`
      const ratio = low ? divide(decimal(method.target), value) : divide(value, decimal(method.target))
      const text = low ? `目标 ${target} ÷ ${said(value)}` : `${said(value)} ÷ 目标 ${target}`
      return `${text} = ${percent(ratio)}（${most}）× 权重 ${number(weight)}`
    }
    case 'bestRatio': {
      if (!figures?.best) return ''
      const best = `${city('best')}${low ? '最低' : '最高'} ${said(figures.best)}`
      if (low && sign(value) <= 0) return `不大于 0，得满权重 ${number(weight)}`
      return low
        ? `${best} ÷ ${said(value)} × 权重 ${number(weight)}`
        : `${said(value)} ÷ ${best} × 权重 ${number(weight)}`
    }
    case 'rank': {
      const n = figures?.n ?? 0
      return `第 ${rank ?? 0} 名，共 ${n} 家：（${n} − ${rank ?? 0} + 1）÷ ${n} × 权重 ${number(weight)}`
    }
    case 'band': {
      const compared = relative(value, method.relativeTo === 'mean' ? (figures?.mean ?? null) : null)
      const band = bandOf(method.bands, compared)
      const unit = method.relativeTo === 'mean' ? '%' : ''
      const where = band ? bandRange(band.from, band.to, unit) : ''
      if (!method.relativeTo || !figures?.mean) return `落在“${where}”一档`
      const shown = number(toDecimalText(compared, 0, 4).replace('-', ''))
      const against = sign(compared) < 0 ? `低 ${shown}%` : sign(compared) > 0 ? `高 ${shown}%` : '一样'
      return `比${city('mean')}平均 ${said(figures.mean)} ${against}，落在“${where}”一档`
    }
    case 'share':
      return `${said(value)} ÷ ${city('total')}合计 ${said(figures?.total ?? ofInteger(0))} × 权重 ${number(weight)}`
    case 'deduct': {
      const taken = multiply(decimal(method.each), value)
      if (method.zeroFrom !== undefined && sign(subtract(value, decimal(method.zeroFrom))) >= 0)
        return `满 ${number(method.zeroFrom)} 次，得 0 分`
      return `权重 ${number(weight)} − 每次 ${number(method.each)} 分 × ${said(value)} 次（${said(taken)} 分），扣完为止`
    }
    case 'scaled':
      return `${said(value)} ÷ 满分 ${number(method.full)} × 权重 ${number(weight)}`
  }
}

/** By how much per cent of the mean's size the value lies above it; the value itself where no mean is asked. */
function relative(value: Exact, mean: Exact | null): Exact {
  if (mean === null || sign(mean) === 0) return value
  const size = sign(mean) < 0 ? { num: -mean.num, den: mean.den } : mean
  return multiply(divide(subtract(value, mean), size), ofInteger(100))
}

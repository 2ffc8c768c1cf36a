/** What the scheme editor starts with: a blank scheme, blank indicators, and changing where a value comes from or how it scores. */

import { decimal, divide, isDecimal, ofInteger, sign, subtract, toDecimalText } from '../../../src-main/domain/exact.ts'
import type { Bonus, Grades, Indicator, Method, Scheme, Source } from '../../../src-main/domain/grading/scheme.ts'

/** A scheme with nothing in it but one blank indicator and the usual three grades. */
export function blankScheme(): Scheme {
  return {
    code: '',
    title: '',
    outlets: { categories: ['partner'] },
    result: 'grade',
    period: 'month',
    groupBy: 'none',
    levels: { city: '0', county: '1' },
    missing: 'zero',
    indicators: [blankIndicator('I1')],
    grades: blankGrades('quota', 'grade'),
  }
}

export const blankIndicator = (code: string): Indicator => ({
  code,
  title: '',
  level: 'county',
  weight: '',
  better: 'higher',
  source: blankSource('entries'),
  method: blankMethod('target'),
})

/** Which business is asked first; to count all, the condition is taken off. */
export function blankSource(kind: Source['kind']): Source {
  switch (kind) {
    case 'entries':
      return { kind, entries: { businessTypes: [] }, measure: 'count' }
    case 'inspection':
      return { kind, sheet: '' }
    case 'indicator':
      return { kind, indicator: '' }
    case 'retention':
    case 'arpu':
      return { kind }
  }
}

export function blankMethod(kind: Method['kind']): Method {
  switch (kind) {
    case 'target':
      return { kind, target: '', cap: '120' }
    case 'band':
      return { kind, bands: [{ from: '', points: '' }] }
    case 'deduct':
      return { kind, each: '' }
    case 'scaled':
      return { kind, full: '100' }
    case 'bestRatio':
    case 'rank':
    case 'share':
      return { kind }
  }
}

export function blankGrades(kind: Grades['kind'], result: Scheme['result']): Grades {
  const names = result === 'star' ? ['5', '4', '3', '2', '1'] : ['A', 'B', 'C']
  if (kind === 'thresholds') {
    const froms = result === 'star' ? ['90', '80', '70', '60', '0'] : ['90', '80', '0']
    return { kind, bands: names.map((grade, at) => ({ from: froms[at] ?? '0', grade })) }
  }
  const percents = result === 'star' ? ['10', '20', '40', '20', '10'] : ['20', '60', '20']
  return { kind, shares: names.map((grade, at) => ({ grade, percent: percents[at] ?? '0' })) }
}

/** The scheme for the other kind of result: the grades' names follow, and what vetoes named. */
export function withResult(scheme: Scheme, result: NonNullable<Scheme['result']>): Scheme {
  if (result === (scheme.result ?? 'grade')) return scheme
  const { vetoes: _, ...rest } = scheme
  return { ...rest, result, grades: blankGrades(scheme.grades.kind, result) }
}

/** The scheme for the other category: what only one of them has is taken off. */
export function withCategory(scheme: Scheme, category: 'own' | 'partner'): Scheme {
  const { regions } = scheme.outlets
  return { ...scheme, outlets: { categories: [category], ...(regions ? { regions } : {}) } }
}

/** The next code that no indicator has: I1, I2, …. */
export function nextIndicatorCode(indicators: readonly Pick<Indicator, 'code'>[]): string {
  const taken = new Set(indicators.map(({ code }) => code))
  let number = indicators.length + 1
  while (taken.has(`I${number}`)) number++
  return `I${number}`
}

/** Levels from the city's share in percent; the county has the rest. Undefined while it is no number. */
export function levelsOf(cityPercent: string): Scheme['levels'] | undefined {
  if (!isDecimal(cityPercent)) return undefined
  const city = divide(decimal(cityPercent), ofInteger(100))
  return { city: toDecimalText(city), county: toDecimalText(subtract(ofInteger(1), city)) }
}

/** The scheme as it goes to the back office: open ends of bands and what was left empty are absent. */
export function asSavedScheme(scheme: Scheme): Scheme {
  const { bonuses, vetoes, ...rest } = scheme
  return {
    ...rest,
    title: scheme.title.trim(),
    indicators: scheme.indicators.map((indicator) => ({
      ...indicator,
      title: indicator.title.trim(),
      source: tidySource(indicator.source),
      method: tidyMethod(indicator.method),
    })),
    ...(bonuses?.length ? { bonuses: bonuses.map(tidyBonus) } : {}),
    ...(vetoes?.length ? { vetoes } : {}),
  }
}

/** A bonus as it is saved: ends that were left empty are absent. */
export function tidyBonus({ indicator, each, most, least }: Bonus): Bonus {
  return {
    indicator: indicator.trim(),
    // 扣 was chosen and nothing written yet
    each: each === '-' ? '' : each,
    ...(most ? { most } : {}),
    ...(least ? { least } : {}),
  }
}

/** A figure that is taken off, as it is typed: below 0 whichever sign was typed; '' stays ''. */
export const takenOff = (typed: string): string =>
  typed === '' || (isDecimal(typed) && sign(decimal(typed)) === 0) ? typed : `-${typed.replace('-', '')}`

function tidySource(source: Source): Source {
  if (source.kind !== 'entries' || source.per !== undefined) return source
  const { per: _, ...rest } = source
  return rest
}

function tidyMethod(method: Method): Method {
  if (method.kind === 'deduct') {
    const { zeroFrom, ...rest } = method
    return zeroFrom ? method : rest
  }
  if (method.kind !== 'band') return method
  const { relativeTo, ...rest } = method
  const bands = method.bands.map(({ from, to, points }) => ({
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    points,
  }))
  return { ...rest, ...(relativeTo ? { relativeTo } : {}), bands }
}

/** What keeps a scheme from being saved: weights, gaps in bands, grades that do not cover every total (DOMAIN.md §6). */
import { compare, decimal, type Exact, isDecimal, ofInteger, sign, total } from '../exact.ts'
import { type Band, gradeOrder, type Indicator, type Scheme } from './scheme.ts'

export type SchemeProblemCode =
  | 'OWN_AND_PARTNER'
  | 'NO_INDICATORS'
  | 'DUPLICATE_INDICATOR'
  | 'WEIGHTS_NOT_100'
  | 'LEVELS_NOT_1'
  | 'NOT_A_DECIMAL'
  | 'NOT_ABOVE_ZERO'
  | 'NEGATIVE'
  | 'BAND_GAP'
  | 'BAND_OVERLAP'
  | 'BAND_EMPTY'
  | 'NO_GRADES'
  | 'DUPLICATE_GRADE'
  | 'DUPLICATE_THRESHOLD'
  | 'THRESHOLDS_INCOMPLETE'
  | 'QUOTA_NOT_100'
  | 'NOT_A_STAR'
  | 'UNKNOWN_GRADE'

/** A place in the scheme (names of fields and positions in lists), a code, details. */
export interface SchemeProblem {
  readonly path: readonly (string | number)[]
  readonly code: SchemeProblemCode
  readonly details: Readonly<Record<string, string | number>>
}

type Report = (path: SchemeProblem['path'], code: SchemeProblemCode, details?: SchemeProblem['details']) => void

/** Everything that is wrong, in the order of the document; none for a scheme that may be saved. */
export function schemeProblems(scheme: Scheme): SchemeProblem[] {
  const found: SchemeProblem[] = []
  const report: Report = (path, code, details = {}) => void found.push({ path, code, details })
  // own and partner outlets never share a scheme
  if (scheme.outlets.categories?.length !== 1) report(['outlets', 'categories'], 'OWN_AND_PARTNER')
  levelProblems(scheme, report)
  const codes = new Set<string>()
  scheme.indicators.forEach((indicator, at) => {
    if (codes.has(indicator.code)) report(['indicators', at, 'code'], 'DUPLICATE_INDICATOR', { value: indicator.code })
    codes.add(indicator.code)
    const here: Report = (path, code, details) => report(['indicators', at, ...path], code, details)
    amountAtLeastZero(indicator.weight, ['weight'], here)
    methodProblems(indicator, here)
  })
  gradeProblems(scheme, report)
  return found
}

function levelProblems({ indicators, levels }: Scheme, report: Report): void {
  if (indicators.length === 0) {
    report(['indicators'], 'NO_INDICATORS')
    return
  }
  if (!isDecimal(levels.city) || !isDecimal(levels.county)) {
    report(['levels'], 'NOT_A_DECIMAL')
    return
  }
  if (compare(total([decimal(levels.city), decimal(levels.county)]), ofInteger(1)) !== 0)
    report(['levels'], 'LEVELS_NOT_1')
  for (const level of ['city', 'county'] as const) {
    if (sign(decimal(levels[level])) < 0) report(['levels', level], 'NEGATIVE')
    const own = indicators.filter((indicator) => indicator.level === level && isDecimal(indicator.weight))
    const sum = total(own.map(({ weight }) => decimal(weight)))
    const counts = own.length > 0 || sign(decimal(levels[level])) !== 0
    if (counts && compare(sum, ofInteger(100)) !== 0) report(['indicators'], 'WEIGHTS_NOT_100', { level })
  }
}

function amountAtLeastZero(text: string, path: SchemeProblem['path'], report: Report): Exact | null {
  if (!isDecimal(text)) {
    report(path, 'NOT_A_DECIMAL', { value: text })
    return null
  }
  if (sign(decimal(text)) < 0) report(path, 'NEGATIVE', { value: text })
  return decimal(text)
}

function aboveZero(text: string, path: SchemeProblem['path'], report: Report): void {
  const value = amountAtLeastZero(text, path, report)
  if (value && sign(value) === 0) report(path, 'NOT_ABOVE_ZERO')
}

function methodProblems({ method }: Indicator, report: Report): void {
  switch (method.kind) {
    case 'target':
      aboveZero(method.target, ['method', 'target'], report)
      aboveZero(method.cap, ['method', 'cap'], report)
      return
    case 'scaled':
      aboveZero(method.full, ['method', 'full'], report)
      return
    case 'deduct':
      amountAtLeastZero(method.each, ['method', 'each'], report)
      if (method.zeroFrom !== undefined) amountAtLeastZero(method.zeroFrom, ['method', 'zeroFrom'], report)
      return
    case 'band':
      bandProblems(method.bands, report)
      return
    case 'bestRatio':
    case 'rank':
    case 'share':
      return
  }
}

/** Bands, in any order, must cover every value from −∞ to +∞ once. */
function bandProblems(bands: readonly Band[], report: Report): void {
  const texts = bands.flatMap(({ from, to, points }) => [from, to, points])
  if (texts.some((text) => text !== undefined && !isDecimal(text))) {
    report(['method', 'bands'], 'NOT_A_DECIMAL')
    return
  }
  const ordered = bands.toSorted((a, b) =>
    a.from === undefined
      ? b.from === undefined
        ? 0
        : -1
      : b.from === undefined
        ? 1
        : compare(decimal(a.from), decimal(b.from)),
  )
  const first = ordered[0]
  if (first === undefined) {
    report(['method', 'bands'], 'BAND_GAP')
    return
  }
  if (first.from !== undefined) report(['method', 'bands'], 'BAND_GAP', { below: first.from })
  for (const [at, { from, to }] of ordered.entries()) {
    if (from !== undefined && to !== undefined && compare(decimal(from), decimal(to)) >= 0) {
      report(['method', 'bands'], 'BAND_EMPTY', { from, to })
    }
    const next = ordered[at + 1]
    if (next === undefined) {
      if (to !== undefined) report(['method', 'bands'], 'BAND_GAP', { from: to })
      continue
    }
    if (to === undefined || next.from === undefined) {
      report(['method', 'bands'], 'BAND_OVERLAP', { at: next.from ?? '' })
      continue
    }
    const order = compare(decimal(to), decimal(next.from))
    if (order < 0) report(['method', 'bands'], 'BAND_GAP', { from: to, to: next.from })
    if (order > 0) report(['method', 'bands'], 'BAND_OVERLAP', { from: next.from, to })
  }
}

function gradeProblems({ grades, result, vetoes }: Scheme, report: Report): void {
  const order = gradeOrder(grades)
  if (order.length === 0) {
    report(['grades'], 'NO_GRADES')
    return
  }
  if (new Set(order).size !== order.length) report(['grades'], 'DUPLICATE_GRADE')
  if (result === 'star' && order.some((grade) => !/^[1-5]$/.test(grade))) report(['grades'], 'NOT_A_STAR')
  if (grades.kind === 'thresholds') {
    const froms = grades.bands.map(({ from }) => from)
    if (froms.some((from) => !isDecimal(from))) {
      report(['grades', 'bands'], 'NOT_A_DECIMAL')
      return
    }
    if (new Set(froms.map(Number)).size !== froms.length) report(['grades', 'bands'], 'DUPLICATE_THRESHOLD')
    if (!froms.some((from) => sign(decimal(from)) <= 0)) report(['grades', 'bands'], 'THRESHOLDS_INCOMPLETE')
  } else {
    const percents = grades.shares.map(({ percent }) => percent)
    if (percents.some((percent) => !isDecimal(percent))) {
      report(['grades', 'shares'], 'NOT_A_DECIMAL')
      return
    }
    if (percents.some((percent) => sign(decimal(percent)) < 0)) report(['grades', 'shares'], 'NEGATIVE')
    if (compare(total(percents.map(decimal)), ofInteger(100)) !== 0) report(['grades', 'shares'], 'QUOTA_NOT_100')
  }
  vetoes?.forEach(({ notAbove, from }, at) => {
    if (!order.includes(notAbove)) report(['vetoes', at], 'UNKNOWN_GRADE', { value: notAbove })
    if (!isDecimal(from)) report(['vetoes', at, 'from'], 'NOT_A_DECIMAL', { value: from })
  })
}

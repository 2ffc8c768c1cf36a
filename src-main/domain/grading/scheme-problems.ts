/** What keeps a scheme from being saved: weights, gaps in bands, grades that do not cover every total (DOMAIN.md §6). */
import {
  compare,
  decimal,
  type Exact,
  isDecimal,
  ofInteger,
  sign,
  toDecimalText,
  toFractionText,
  total,
} from '../exact.ts'
import { type Band, gradeNames, type Indicator, type Scheme } from './scheme.ts'

export type SchemeProblemCode =
  | 'OWN_AND_PARTNER'
  | 'MISSING'
  | 'EMPTY_LIST'
  | 'NO_INDICATORS'
  | 'DUPLICATE_INDICATOR'
  | 'WEIGHTS_NOT_100'
  | 'LEVELS_NOT_1'
  | 'NOT_A_DECIMAL'
  | 'NOT_ABOVE_ZERO'
  | 'NEGATIVE'
  | 'ABOVE_ZERO'
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
  written(scheme, ['code', 'title'], [], report)
  filterProblems(scheme.outlets, ['outlets'], report)
  levelProblems(scheme, report)
  const codes = new Set<string>()
  scheme.indicators.forEach((indicator, at) => {
    if (codes.has(indicator.code)) report(['indicators', at, 'code'], 'DUPLICATE_INDICATOR', { value: indicator.code })
    codes.add(indicator.code)
    const here: Report = (path, code, details) => report(['indicators', at, ...path], code, details)
    written(indicator, ['code', 'title'], [], here)
    sourceProblems(indicator, here)
    amountAtLeastZero(indicator.weight, ['weight'], here)
    methodProblems(indicator, here)
  })
  gradeProblems(scheme, report)
  return found
}

/** Texts that must say something. */
function written<Field extends string>(
  thing: { readonly [Key in Field]?: string | undefined },
  fields: readonly Field[],
  path: SchemeProblem['path'],
  report: Report,
): void {
  for (const field of fields) if ((thing[field] ?? '').trim() === '') report([...path, field], 'MISSING')
}

/** A list of a filter that names nothing would match nothing. */
function filterProblems(filter: object, path: SchemeProblem['path'], report: Report): void {
  for (const [field, list] of Object.entries(filter)) {
    if (Array.isArray(list) && list.length === 0 && field !== 'categories') report([...path, field], 'EMPTY_LIST')
  }
}

function sourceProblems({ source }: Indicator, report: Report): void {
  switch (source.kind) {
    case 'entries':
      filterProblems(source.entries, ['source', 'entries'], report)
      if (source.per !== undefined) written(source, ['per'], ['source'], report)
      return
    case 'inspection':
      written(source, ['sheet'], ['source'], report)
      return
    case 'indicator':
      written(source, ['indicator'], ['source'], report)
      return
    case 'retention':
    case 'arpu':
      return
  }
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
    if (counts && compare(sum, ofInteger(100)) !== 0)
      report(['indicators'], 'WEIGHTS_NOT_100', { level, sum: toDecimalText(sum) })
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

/** Bands, in any order, must cover every value from −∞ to +∞ once; a gap or an overlap is at the band that it lies above. */
function bandProblems(bands: readonly Band[], report: Report): void {
  let readable = bands.length > 0
  if (!readable) report(['method', 'bands'], 'BAND_GAP')
  for (const [at, { from, to, points }] of bands.entries()) {
    for (const [field, text] of Object.entries({ from, to, points })) {
      if (text === undefined || isDecimal(text)) continue
      report(['method', 'bands', at, field], 'NOT_A_DECIMAL', { value: text })
      readable = false
    }
  }
  if (!readable) return
  const ordered = [...bands.entries()].sort(([, a], [, b]) =>
    a.from === undefined
      ? b.from === undefined
        ? 0
        : -1
      : b.from === undefined
        ? 1
        : compare(decimal(a.from), decimal(b.from)),
  )
  const [lowest, first] = ordered[0]!
  if (first.from !== undefined) report(['method', 'bands', lowest], 'BAND_GAP', { below: first.from })
  for (const [place, [at, { from, to }]] of ordered.entries()) {
    const here = ['method', 'bands', at]
    if (from !== undefined && to !== undefined && compare(decimal(from), decimal(to)) >= 0) {
      report(here, 'BAND_EMPTY', { from, to })
    }
    const next = ordered[place + 1]?.[1]
    if (next === undefined) {
      if (to !== undefined) report(here, 'BAND_GAP', { from: to })
      continue
    }
    if (to === undefined || next.from === undefined) {
      report(here, 'BAND_OVERLAP', next.from === undefined ? {} : { from: next.from })
      continue
    }
    const order = compare(decimal(to), decimal(next.from))
    if (order < 0) report(here, 'BAND_GAP', { from: to, to: next.from })
    if (order > 0) report(here, 'BAND_OVERLAP', { from: next.from, to })
  }
}

/** Whether every figure of the grades' table can be read. */
function decimals(texts: readonly string[], list: string, field: string, report: Report): boolean {
  texts.forEach((text, at) => {
    if (!isDecimal(text)) report(['grades', list, at, field], 'NOT_A_DECIMAL', { value: text })
  })
  return texts.every(isDecimal)
}

function gradeProblems(scheme: Scheme, report: Report): void {
  gradeTableProblems(scheme, report)
  extraProblems(scheme, report)
}

/** Bonus and veto items. */
function extraProblems({ grades, bonuses, vetoes }: Scheme, report: Report): void {
  const known = gradeNames(grades)
  bonuses?.forEach((bonus, at) => {
    const here: Report = (path, code, details) => report(['bonuses', at, ...path], code, details)
    written(bonus, ['indicator'], [], here)
    if (!isDecimal(bonus.each)) here(['each'], 'NOT_A_DECIMAL', { value: bonus.each })
    if (bonus.most !== undefined) amountAtLeastZero(bonus.most, ['most'], here)
    if (bonus.least === undefined) return
    if (!isDecimal(bonus.least)) here(['least'], 'NOT_A_DECIMAL', { value: bonus.least })
    else if (sign(decimal(bonus.least)) > 0) here(['least'], 'ABOVE_ZERO', { value: bonus.least })
  })
  vetoes?.forEach((veto, at) => {
    written(veto, ['indicator'], ['vetoes', at], report)
    if (!known.includes(veto.notAbove)) report(['vetoes', at, 'notAbove'], 'UNKNOWN_GRADE', { value: veto.notAbove })
    if (!isDecimal(veto.from)) report(['vetoes', at, 'from'], 'NOT_A_DECIMAL', { value: veto.from })
  })
}

function gradeTableProblems({ grades, result }: Scheme, report: Report): void {
  const names = gradeNames(grades)
  if (names.length === 0) {
    report(['grades'], 'NO_GRADES')
    return
  }
  const list = grades.kind === 'quota' ? 'shares' : 'bands'
  names.forEach((grade, at) => {
    if (grade.trim() === '') report(['grades', list, at, 'grade'], 'MISSING')
  })
  if (new Set(names).size !== names.length) report(['grades'], 'DUPLICATE_GRADE')
  if (result === 'star' && names.some((grade) => !/^[1-5]$/.test(grade))) report(['grades'], 'NOT_A_STAR')
  if (grades.kind === 'thresholds') {
    const froms = grades.bands.map(({ from }) => from)
    if (!decimals(froms, 'bands', 'from', report)) return
    // as fractions: 90 and 90.0 are the same, thresholds that a float cannot tell apart are not
    if (new Set(froms.map((from) => toFractionText(decimal(from)))).size !== froms.length)
      report(['grades', 'bands'], 'DUPLICATE_THRESHOLD')
    if (!froms.some((from) => sign(decimal(from)) <= 0)) report(['grades', 'bands'], 'THRESHOLDS_INCOMPLETE')
  } else {
    const percents = grades.shares.map(({ percent }) => percent)
    if (!decimals(percents, 'shares', 'percent', report)) return
    if (percents.some((percent) => sign(decimal(percent)) < 0)) report(['grades', 'shares'], 'NEGATIVE')
    const sum = total(percents.map(decimal))
    if (compare(sum, ofInteger(100)) !== 0) report(['grades', 'shares'], 'QUOTA_NOT_100', { sum: toDecimalText(sum) })
  }
}

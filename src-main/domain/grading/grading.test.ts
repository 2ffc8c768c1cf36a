import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal, type Exact, ofInteger, toDecimalText, total } from '../exact.ts'
import { gradeGroup } from './grades.ts'
import { rate } from './rate.ts'
import type { Grades, Indicator, Method, Scheme } from './scheme.ts'
import { schemeProblems } from './scheme-problems.ts'
import { weighted } from './score.ts'
import { scoreGroup } from './score-group.test-support.ts'

const score = (
  method: Method,
  weight: string,
  values: readonly (string | null)[],
  better: 'higher' | 'lower' = 'higher',
  reference = {},
) => {
  const given = new Map(values.map((value, at) => [at, value === null ? null : decimal(value)]))
  const { scores } = scoreGroup({ method, weight, better }, given, reference)
  return values.map((_, at) => toDecimalText(scores.get(at)!.score, 0, 4))
}

const ARPU: Method = {
  kind: 'band',
  relativeTo: 'mean',
  bands: [
    { from: '40', points: '25' },
    { from: '15', to: '40', points: '20' },
    { from: '5', to: '15', points: '17' },
    { from: '-5', to: '5', points: '15' },
    { from: '-15', to: '-5', points: '13' },
    { from: '-40', to: '-15', points: '10' },
    { to: '-40', points: '0' },
  ],
}

describe('the worked cases of DOMAIN.md §6', () => {
  test('target: weight 20, target 100, cap 120 %, actual 130', () => {
    expect(score({ kind: 'target', target: '100', cap: '120' }, '20', ['130'])).toEqual(['24'])
  })

  test('bestRatio: weight 20, best 160, actual 120', () => {
    expect(score({ kind: 'bestRatio' }, '20', ['160', '120'])).toEqual(['20', '15'])
  })

  test('levels: city 85, county 90 at 80/20', () => {
    const sum = weighted({ city: decimal('85'), county: decimal('90') }, { city: '0.8', county: '0.2' })
    expect(toDecimalText(sum, 2)).toBe('86.00')
  })

  test.each([
    ['56', '25'],
    ['55.99', '20'],
    ['46', '20'],
    ['45.99', '17'],
    ['42', '17'],
    ['41.99', '15'],
    ['38', '15'],
    ['37.99', '13'],
    ['34', '13'],
    ['33.99', '10'],
    ['24', '10'],
    ['23.99', '0'],
  ])('ARPU %s against a mean of 40 → %s', (value, points) => {
    expect(score(ARPU, '25', [value], 'higher', { mean: decimal('40') })).toEqual([points])
  })

  test('deduct: weight 10, 2 each, from 3 zero', () => {
    expect(score({ kind: 'deduct', each: '2', zeroFrom: '3' }, '10', ['2', '3', '0'])).toEqual(['6', '0', '10'])
  })

  test.each([
    [
      ['30', '50', '20'],
      ['6', '10', '4'],
    ],
    // thirds do not end; together they are the weight all the same
    [
      ['1', '1', '1'],
      ['6.6667', '6.6667', '6.6667'],
    ],
    [
      ['1', null, '3'],
      ['5', '0', '15'],
    ],
  ])('share: %j of weight 20', (values, scores) => {
    expect(score({ kind: 'share' }, '20', values)).toEqual(scores)
    const given = new Map(values.map((value, at) => [at, value === null ? null : decimal(value)]))
    const { scores: exact } = scoreGroup({ method: { kind: 'share' }, weight: '20', better: 'higher' }, given)
    expect(compare(total([...exact.values()].map((one) => one.score)), ofInteger(20))).toBe(0)
  })

  test('rank: (n − rank + 1) / n of the weight, ties share the better', () => {
    expect(score({ kind: 'rank' }, '20', ['9', '7', '7', '5'])).toEqual(['20', '15', '15', '5'])
    expect(score({ kind: 'rank' }, '20', ['9', '7', '7', '5'], 'lower')).toEqual(['5', '15', '15', '20'])
  })

  test('scaled: 43 of 50, weight 10', () => {
    expect(score({ kind: 'scaled', full: '50' }, '10', ['43'])).toEqual(['8.6'])
  })
})

describe('the rules around them', () => {
  test('lower is better: 0 gets the cap of a target, the best of a ratio is the lowest', () => {
    expect(score({ kind: 'target', target: '2', cap: '150' }, '10', ['4', '0', '1'], 'lower')).toEqual([
      '5',
      '15',
      '15',
    ])
    expect(score({ kind: 'bestRatio' }, '10', ['2', '4'], 'lower')).toEqual(['10', '5'])
  })

  test('a target is never below 0; when the best is 0 everyone gets 0; a mean of 0 scores 0', () => {
    expect(score({ kind: 'target', target: '100', cap: '120' }, '20', ['-5'])).toEqual(['0'])
    expect(score({ kind: 'bestRatio' }, '20', ['0', '0'])).toEqual(['0', '0'])
    expect(score(ARPU, '25', ['0', '0'])).toEqual(['0', '0'])
  })

  test('rank: ties share the better rank; a missing value counts nowhere', () => {
    expect(score({ kind: 'rank' }, '12', ['5', '9', '5', null])).toEqual(['8', '12', '8', '0'])
    expect(score({ kind: 'bestRatio' }, '10', ['4', null, '2'])).toEqual(['10', '0', '5'])
  })
})

const grade = (grades: Grades, totals: readonly string[]) => {
  const graded = gradeGroup(new Map(totals.map((sum, at) => [at, decimal(sum)])), grades)
  return totals.map((_, at) => [graded.get(at)!.rank, graded.get(at)!.grade])
}
const QUOTA: Grades = {
  kind: 'quota',
  shares: [
    { grade: 'A', percent: '20' },
    { grade: 'B', percent: '60' },
    { grade: 'C', percent: '20' },
  ],
}

describe('grades', () => {
  test('thresholds are half-open and in any order', () => {
    const bands = [
      { from: '0', grade: 'C' },
      { from: '90', grade: 'A' },
      { from: '80', grade: 'B' },
    ]
    expect(grade({ kind: 'thresholds', bands }, ['90', '89.99', '80', '79.99', '0'])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'B'],
      [4, 'C'],
      [5, 'C'],
    ])
  })

  test('quota: half up, ties never split, the last takes the rest', () => {
    // 20 % of 3 is 0.6 → 1; 80 % is 2.4 → 2
    expect(grade(QUOTA, ['9', '8', '7'])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ])
    // both on rank 1, which A reaches
    expect(grade(QUOTA, ['9', '9', '7'])).toEqual([
      [1, 'A'],
      [1, 'A'],
      [3, 'C'],
    ])
  })
})

test.each<[string, readonly string[], string]>([
  // 20 % of 10 is 2, 80 % is 8
  ['ten apart', ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'], 'AABBBBBBCC'],
  ['equal ones on the last place of A all get A', ['10', '9', '9', '7', '6', '5', '4', '3', '2', '1'], 'AAABBBBBCC'],
  ['equal ones on the last place of B all get B', ['10', '9', '8', '7', '6', '5', '4', '3', '3', '1'], 'AABBBBBBBC'],
  [
    'equal ones from the first place after B on get C',
    ['10', '9', '8', '7', '6', '5', '4', '3', '2', '2'],
    'AABBBBBBCC',
  ],
  ['all equal: all on rank 1', ['5', '5', '5', '5', '5'], 'AAAAA'],
  // 20 % of 2 is 0.4 → 0, 80 % is 1.6 → 2
  ['a grade that reaches nobody', ['2', '1'], 'BB'],
  // 20 % of 5 is 1; of 12 is 2.4 → 2, 80 % is 9.6 → 10
  ['twelve', ['12', '11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1'], 'AABBBBBBBBCC'],
])('quota: %s', (_, totals, grades) => {
  expect(
    grade(QUOTA, totals)
      .map(([, given]) => given)
      .join(''),
  ).toBe(grades)
})

const indicator = (over: Partial<Indicator>): Indicator => ({
  code: 'I1',
  title: '一',
  level: 'county',
  weight: '100',
  better: 'higher',
  source: { kind: 'indicator', indicator: '一' },
  method: { kind: 'share' },
  ...over,
})
const scheme = (over: Partial<Scheme> = {}): Scheme => ({
  code: 'S',
  title: '方案',
  outlets: { categories: ['partner'] },
  levels: { city: '0', county: '1' },
  missing: 'zero',
  indicators: [indicator({})],
  grades: QUOTA,
  ...over,
})

describe('a whole grading', () => {
  const given = (rows: Readonly<Record<string, Readonly<Record<string, string>>>>, over: Partial<Scheme> = {}) => {
    const rated = rate(
      scheme({ indicators: [indicator({ method: { kind: 'scaled', full: '100' } })], ...over }),
      Object.keys(rows).map((outlet) => ({ outlet, group: outlet.startsWith('X') ? '乡镇' : '城区' })),
      (outlet, code) => {
        const value = rows[outlet]?.[code]
        return value === undefined ? null : decimal(value)
      },
    )
    return {
      rated: rated.ratings.map((one) => `${one.outlet} ${toDecimalText(one.total, 2, 2)} ${one.rank} ${one.grade}`),
      excluded: rated.excluded,
      vetoed: rated.ratings.filter(({ vetoed }) => vetoed).map(({ outlet }) => outlet),
      bonus: rated.ratings.map(({ bonus }) => toDecimalText(bonus, 0, 2)),
    }
  }
  const LINES: Grades = {
    kind: 'thresholds',
    bands: [
      { from: '90', grade: 'A' },
      { from: '80', grade: 'B' },
      { from: '0', grade: 'C' },
    ],
  }

  test('groups rank apart, each with its own quota', () => {
    const rows = {
      C1: { I1: '90' },
      C2: { I1: '80' },
      C3: { I1: '70' },
      X1: { I1: '60' },
      X2: { I1: '50' },
      X3: { I1: '40' },
    }
    expect(given(rows).rated).toEqual([
      'X1 60.00 1 A',
      'X2 50.00 2 B',
      'X3 40.00 3 C',
      'C1 90.00 1 A',
      'C2 80.00 2 B',
      'C3 70.00 3 C',
    ])
  })

  test('a veto holds the grade down from its value on, and lifts nobody', () => {
    const vetoes = [{ indicator: '重大投诉', from: '2', notAbove: 'B' }]
    const rows = {
      C1: { I1: '95', 重大投诉: '1' },
      C2: { I1: '94', 重大投诉: '2' },
      C3: { I1: '93' },
      C4: { I1: '10', 重大投诉: '9' },
    }
    const found = given(rows, { grades: LINES, vetoes })
    expect(found.rated).toEqual(['C1 95.00 1 A', 'C2 94.00 2 B', 'C3 93.00 3 A', 'C4 10.00 4 C'])
    expect(found.vetoed).toEqual(['C2'])
  })

  test('bonus points come after the sum, up to their most and down to their least', () => {
    const bonuses = [
      { indicator: '创新', each: '2', most: '5', least: '-3' },
      { indicator: '投诉', each: '-1.5', least: '-6' },
    ]
    const rows = {
      C1: { I1: '80', 创新: '2' },
      C2: { I1: '80', 创新: '3' },
      C3: { I1: '80', 创新: '-4', 投诉: '1' },
      C4: { I1: '80', 投诉: '5' },
      C5: { I1: '80' },
    }
    const found = given(rows, { grades: LINES, bonuses })
    expect(found.rated).toEqual(['C2 85.00 1 B', 'C1 84.00 2 B', 'C5 80.00 3 B', 'C3 75.50 4 C', 'C4 74.00 5 C'])
    expect(found.bonus).toEqual(['5', '4', '0', '-4.5', '-6'])
  })

  test('who lacks a value scores 0 for it, or is left out and named, as the scheme says', () => {
    const rows = { C1: { I1: '90' }, C2: {}, C3: { I1: '70' } }
    expect(given(rows, { grades: LINES })).toMatchObject({
      rated: ['C1 90.00 1 A', 'C3 70.00 2 C', 'C2 0.00 3 C'],
      excluded: [],
    })
    expect(given(rows, { grades: LINES, missing: 'exclude' })).toMatchObject({
      rated: ['C1 90.00 1 A', 'C3 70.00 2 C'],
      excluded: [{ outlet: 'C2', missing: ['I1'] }],
    })
  })
})

describe('a scheme is refused', () => {
  const codes = (over: Partial<Scheme>) => schemeProblems(scheme(over)).map(({ code }) => code)

  test('not when it is right', () => {
    expect(codes({})).toEqual([])
    expect(codes({ indicators: [indicator({ method: ARPU })] })).toEqual([])
  })

  test.each<[string, Partial<Scheme>]>([
    ['OWN_AND_PARTNER', { outlets: {} }],
    ['OWN_AND_PARTNER', { outlets: { categories: ['own', 'partner'] } }],
    ['WEIGHTS_NOT_100', { indicators: [indicator({ weight: '99' })] }],
    ['LEVELS_NOT_1', { levels: { city: '0', county: '0.9' } }],
    ['DUPLICATE_INDICATOR', { indicators: [indicator({ weight: '50' }), indicator({ weight: '50' })] }],
    ['QUOTA_NOT_100', { grades: { kind: 'quota', shares: [{ grade: 'A', percent: '99' }] } }],
    ['THRESHOLDS_INCOMPLETE', { grades: { kind: 'thresholds', bands: [{ from: '60', grade: 'A' }] } }],
    ['UNKNOWN_GRADE', { vetoes: [{ indicator: 'x', from: '1', notAbove: 'D' }] }],
    ['NOT_A_STAR', { result: 'star' }],
    ['MISSING', { title: ' ' }],
    ['MISSING', { indicators: [indicator({ source: { kind: 'inspection', sheet: '' } })] }],
    ['EMPTY_LIST', { outlets: { categories: ['own'], regions: [] } }],
    ['NOT_A_DECIMAL', { bonuses: [{ indicator: '加分', each: '' }] }],
    ['NOT_ABOVE_ZERO', { indicators: [indicator({ method: { kind: 'target', target: '0', cap: '100' } })] }],
  ])('%s', (code, over) => {
    expect(codes(over)).toContain(code)
  })

  test.each([
    [[{ to: '5', points: '1' }], 'BAND_GAP'],
    [
      [
        { to: '5', points: '1' },
        { from: '6', points: '2' },
      ],
      'BAND_GAP',
    ],
    [
      [
        { to: '6', points: '1' },
        { from: '5', points: '2' },
      ],
      'BAND_OVERLAP',
    ],
    [[{ from: '0', points: '1' }], 'BAND_GAP'],
  ])('bands %j: %s', (bands, code) => {
    expect(codes({ indicators: [indicator({ method: { kind: 'band', bands } })] })).toContain(code)
  })
})

describe('properties', () => {
  const outlets = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 })
  const cases = outlets.chain((codes) =>
    fc.record({
      codes: fc.constant(codes),
      values: fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 6 }), {
        minLength: codes.length,
        maxLength: codes.length,
      }),
    }),
  )
  const ratings = (codes: readonly number[], values: readonly (number | null)[], over: Partial<Scheme> = {}) => {
    const byCode = new Map(codes.map((code, at) => [String(code), values[at] ?? null]))
    const valueFor = (outlet: string) => {
      const value = byCode.get(outlet) ?? null
      return value === null ? null : ofInteger(value)
    }
    return rate(
      scheme(over),
      codes.map((code) => ({ outlet: String(code), group: code % 2 ? '城区' : '乡镇' })),
      valueFor,
    )
  }
  const flat = (rated: ReturnType<typeof rate>) =>
    rated.ratings.map(({ outlet, total: sum, rank, grade: given }) => [outlet, toDecimalText(sum, 2, 8), rank, given])

  test('the shares of a group sum to the weight', () => {
    fc.assert(
      fc.property(cases, ({ codes, values }) => {
        const { ratings: found } = ratings(codes, values)
        for (const group of ['城区', '乡镇']) {
          const own = found.filter((rating) => rating.group === group)
          const sum: Exact = total(own.map((rating) => rating.total))
          const known = own.some(({ indicators }) => indicators[0]!.value !== null && indicators[0]!.value.num !== 0n)
          expect(compare(sum, ofInteger(known ? 100 : 0))).toBe(0)
        }
      }),
    )
  })

  test('the order of the outlets does not matter', () => {
    fc.assert(
      fc.property(cases, ({ codes, values }) => {
        const backwards = ratings(codes.toReversed(), values.toReversed())
        expect(flat(backwards)).toEqual(flat(ratings(codes, values)))
      }),
    )
  })

  test('quotas never split equal totals and never lose an outlet', () => {
    fc.assert(
      fc.property(cases, ({ codes, values }) => {
        const { ratings: found } = ratings(codes, values)
        expect(found.length).toBe(codes.length)
        for (const one of found)
          for (const other of found)
            if (one.group === other.group && compare(one.total, other.total) === 0) expect(one.grade).toBe(other.grade)
      }),
    )
  })

  test.each<Method>([
    { kind: 'target', target: '10', cap: '120' },
    { kind: 'bestRatio' },
    { kind: 'rank' },
    { kind: 'share' },
    { kind: 'scaled', full: '20' },
  ])('a better value never lowers the outlet’s own score: $kind', (method) => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.integer({ min: 1, max: 5 }), ({ codes, values }, which, more) => {
        const at = which % codes.length
        if (values[at] === null) return
        const over = { indicators: [indicator({ method })] }
        const better = values.map((value, place) => (place === at && value !== null ? value + more : value))
        const own = (given: readonly (number | null)[]) =>
          ratings(codes, given, over).ratings.find(({ outlet }) => outlet === String(codes[at]))!.total
        expect(compare(own(better), own(values))).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('excluded outlets are named and compared with nobody', () => {
    fc.assert(
      fc.property(cases, ({ codes, values }) => {
        const rated = ratings(codes, values, { missing: 'exclude' })
        const without = codes.filter((_, at) => values[at] !== null)
        expect(rated.excluded.length).toBe(codes.length - without.length)
        const alone = ratings(
          without,
          without.map((code) => values[codes.indexOf(code)] ?? null),
        )
        expect(flat(rated)).toEqual(flat(alone))
      }),
    )
  })
})

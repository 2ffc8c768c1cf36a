/** Worked cases and properties of inspection sheets. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal, toFractionText } from './exact.ts'
import {
  blankSheet,
  type FilledSheet,
  type InspectionTemplate,
  itemsOf,
  meanScore,
  NOT_APPLICABLE,
  sheetProblems,
  sheetScore,
  templateProblems,
} from './inspection.ts'

const template: InspectionTemplate = {
  code: 'WIN',
  title: '窗口检查',
  groups: [
    {
      title: '环境',
      items: [
        { title: '整洁', full: '20' },
        { title: '台席', full: '10', optional: true },
      ],
    },
    { title: '服务', items: [{ title: '用语', full: '30', evidence: '录像' }] },
  ],
  deductions: [{ title: '投诉', each: '2', most: '5' }],
  scale: '100',
  confirm: true,
}

const filled = (marks: (string | null)[], occurrences = 0): FilledSheet => ({
  marks: marks.map((mark) => ({ mark })),
  occurrences: [occurrences],
})

test.each([
  ['full marks', filled(['20', '10', '30']), '100'],
  ['43 of 60', filled(['13', '10', '20']), '215/3'],
  ['what does not apply leaves the full mark', filled(['20', NOT_APPLICABLE, '20']), '80'],
  ['two complaints', filled(['20', '10', '30'], 2), '280/3'],
  ['at most five points', filled(['20', '10', '30'], 9), '275/3'],
  ['never below zero', filled(['0', '0', '1'], 9), '0'],
  ['a blank sheet', blankSheet(template), '0'],
])('%s', (_, sheet, score) => {
  expect(toFractionText(sheetScore(template, sheet))).toBe(score)
})

test('without a scale the score is the sum of marks', () => {
  const { scale: _, ...unscaled } = template
  expect(toFractionText(sheetScore(unscaled, filled(['13.5', '10', '20'])))).toBe('87/2')
})

test.each([
  [filled([null, '10', '30']), [{ item: 0, reason: 'notMarked' }]],
  [filled([NOT_APPLICABLE, '10', '30']), [{ item: 0, reason: 'notOptional' }]],
  [
    filled(['20.01', '10', '-1']),
    [
      { item: 0, reason: 'aboveFull' },
      { item: 2, reason: 'belowZero' },
    ],
  ],
  [filled(['二十', '10', '30']), [{ item: 0, reason: 'notANumber' }]],
  [filled(['20', NOT_APPLICABLE, '30']), []],
])('what keeps %o from being submitted', (sheet, problems) => {
  expect(sheetProblems(template, sheet)).toEqual(problems)
})

test('what keeps a template from being used', () => {
  expect(templateProblems(template)).toEqual([])
  expect(templateProblems({ ...template, groups: [] })).toEqual(['noItems'])
  const twice = { ...template, groups: [{ title: '一', items: [{ title: '投诉', full: '0' }] }] }
  expect(templateProblems(twice)).toEqual(['sameTitle', 'fullNotPositive'])
})

const mark = fc.integer({ min: 0, max: 1000 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`)
const sheets = fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 6 })
const hundred: InspectionTemplate = {
  ...template,
  groups: [{ title: '全部', items: ['甲', '乙', '丙'].map((title) => ({ title, full: '100' })) }],
  deductions: [],
}

test('the average is exact: times the number of sheets it is their sum, whatever the order', () => {
  fc.assert(
    fc.property(sheets, (all) => {
      const scores = all.map((marks) => sheetScore(hundred, filled(marks)))
      // of 300 full marks to 100, in tenths: the sum of all tenths × 100 / 3000
      const tenths = all.flat().reduce((sum, text) => sum + BigInt(text.replace('.', '')), 0n)
      const expected = { num: tenths * 100n, den: 3000n * BigInt(all.length) }
      expect(compare(meanScore(scores)!, expected)).toBe(0)
      expect(compare(meanScore(scores.toReversed())!, expected)).toBe(0)
    }),
  )
  expect(meanScore([])).toBeNull()
})

test('a better mark never lowers the score, and the score stays within the scale', () => {
  fc.assert(
    fc.property(fc.tuple(mark, mark, mark), fc.nat(9), fc.nat(2), (marks, occurrences, at) => {
      const strict = { ...hundred, deductions: template.deductions }
      const better = marks.map((text, index) => (index === at ? '100' : text))
      const [low, high] = [
        sheetScore(strict, filled(marks, occurrences)),
        sheetScore(strict, filled(better, occurrences)),
      ]
      expect(compare(high, low)).toBeGreaterThanOrEqual(0)
      expect(compare(high, decimal('100'))).toBeLessThanOrEqual(0)
      expect(itemsOf(strict)).toHaveLength(3)
    }),
  )
})

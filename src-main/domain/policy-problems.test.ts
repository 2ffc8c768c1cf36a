/** Policies' problems: each rule with its place and level, and its words. */
import { describe, expect, test } from 'vitest'
import { asMonth, type Month } from './month.ts'
import type { Clause, Policy, VolumeClause } from './policy.ts'
import { clauseProblems, isError, policyProblems } from './policy-problems.ts'
import { problemSentence } from './problem-words.ts'

const perUnit: VolumeClause = {
  kind: 'volume',
  code: 'C1',
  title: '放号酬金',
  entries: { businessTypes: ['放号'] },
  measure: 'count',
  pay: { kind: 'perUnit', rate: '30.00' },
}
const step = (tiers: [string, string][]): VolumeClause => ({
  ...perUnit,
  measure: 'amount',
  pay: { kind: 'tier', mode: 'step', unit: 'percent', tiers: tiers.map(([from, rate]) => ({ from, rate })) },
})
const instalment: Clause = {
  kind: 'instalment',
  code: 'C2',
  title: '分期',
  schedule: [{ month: 1, amount: '35', when: { onNet: true } }],
}
const residual: Clause = {
  kind: 'residual',
  code: 'C3',
  title: '分成',
  months: [1, 18],
  bands: [{ from: '0', percent: '6' }],
}
const fixed: Clause = { kind: 'fixed', code: 'C4', title: '专营补贴', amount: '800.00' }

function policy(...clauses: Clause[]): Policy {
  return { code: 'P1', title: '政策', kind: 'basic', from: asMonth('2026-01'), clauses }
}

function said(value: Policy): string[] {
  return policyProblems(value).map(({ level, path, code }) => `${level} ${path.join('.')} ${code}`)
}

test('sound policies have none', () => {
  expect(said(policy(perUnit, instalment, residual, fixed))).toEqual([])
  expect(
    said({
      ...policy(
        step([
          ['0', '1'],
          ['1000', '2'],
        ]),
      ),
      to: asMonth('2026-01'),
    }),
  ).toEqual([])
})

describe('the head', () => {
  test.each<[string, Partial<Policy>, string[]]>([
    ['no code', { code: ' ' }, ['error code MISSING']],
    ['no title', { title: '' }, ['error title MISSING']],
    ['no clauses', { clauses: [] }, ['error clauses NO_CLAUSES']],
    ['an end before its start', { to: asMonth('2025-12') }, ['error to TO_BEFORE_FROM']],
    ['a month that is none', { from: '2026-13' as Month }, ['error from NOT_A_MONTH']],
    ['the same code twice', { clauses: [perUnit, perUnit] }, ['error clauses.1.code DUPLICATE_CLAUSE']],
  ])('%s', (_, change, expected) => expect(said({ ...policy(perUnit), ...change })).toEqual(expected))
})

describe('clauses', () => {
  test.each<[string, Clause, string[]]>([
    ['no clause code', { ...perUnit, code: '' }, ['error code MISSING']],
    ['three places', { ...perUnit, pay: { kind: 'perUnit', rate: '1.234' } }, ['error pay.rate NOT_MONEY']],
    ['a negative rate', { ...perUnit, pay: { kind: 'perUnit', rate: '-1' } }, ['error pay.rate NEGATIVE']],
    [
      'percent of a count',
      { ...perUnit, pay: { kind: 'percent', rate: '0.8' } },
      ['error measure PERCENT_NEEDS_AMOUNT'],
    ],
    ['percent tiers of a count', { ...step([['0', '1']]), measure: 'count' }, ['error measure PERCENT_NEEDS_AMOUNT']],
    ['yuan for each yuan', { ...perUnit, measure: 'amount' }, ['note pay RATE_PER_YUAN']],
    [
      'above a hundred',
      { ...perUnit, measure: 'amount', pay: { kind: 'percent', rate: '800' } },
      ['note pay.rate RATE_ABOVE_100'],
    ],
    [
      'equal thresholds',
      step([
        ['0', '1'],
        ['0.0', '2'],
      ]),
      ['error pay.tiers.1.from NOT_ASCENDING'],
    ],
    [
      'falling thresholds',
      step([
        ['5', '1'],
        ['3', '2'],
      ]),
      ['error pay.tiers.1.from NOT_ASCENDING', 'note pay.tiers.0.from STARTS_ABOVE_ZERO'],
    ],
    [
      'text order is not the order',
      step([
        ['0', '1'],
        ['900', '2'],
        ['1000', '3'],
      ]),
      [],
    ],
    ['no tiers', step([]), ['error pay.tiers MISSING']],
    ['a first tier above zero', step([['100', '1']]), ['note pay.tiers.0.from STARTS_ABOVE_ZERO']],
    ['a negative threshold', step([['-1', '1']]), ['error pay.tiers.0.from NEGATIVE']],
    [
      'words for numbers',
      step([['零', '一']]),
      ['error pay.tiers.0.rate NOT_A_DECIMAL', 'error pay.tiers.0.from NOT_A_DECIMAL'],
    ],
    [
      'steps of a count from one',
      { ...perUnit, pay: { kind: 'tier', mode: 'step', unit: 'perUnit', tiers: [{ from: '1', rate: '5' }] } },
      ['note pay.tiers.0.from STARTS_ABOVE_ZERO', 'note pay.tiers.0.from STEP_FROM_ONE'],
    ],
    [
      'flat rates that fall',
      {
        ...perUnit,
        pay: {
          kind: 'tier',
          mode: 'flat',
          unit: 'perUnit',
          tiers: [
            { from: '0', rate: '5' },
            { from: '10', rate: '4' },
          ],
        },
      },
      ['note pay.tiers.1.rate PAY_FALLS'],
    ],
    [
      'a bonus that falls',
      {
        ...perUnit,
        pay: {
          kind: 'bonus',
          tiers: [
            { from: '0', amount: '5' },
            { from: '10', amount: '4' },
          ],
        },
      },
      ['note pay.tiers.1.amount PAY_FALLS'],
    ],
    ['floor above cap', { ...perUnit, cap: '100', floor: '100.01' }, ['error floor FLOOR_ABOVE_CAP']],
    ['floor at cap', { ...perUnit, cap: '100', floor: '100.00' }, []],
    ['a cap that is no money', { ...perUnit, cap: '1e3', floor: '5' }, ['error cap NOT_MONEY']],
    ['own stores only', { ...perUnit, outlets: { categories: ['own'] } }, ['note outlets.categories PAYS_NOBODY']],
    [
      'an empty list',
      { ...perUnit, outlets: { types: [] }, entries: { brands: [] } },
      ['error outlets.types EMPTY_LIST', 'error entries.brands EMPTY_LIST'],
    ],
    ['a factor twice', { ...perUnit, factors: ['grade', 'grade'] }, ['error factors.1 DUPLICATE_VALUE']],
    ['no schedule', { ...instalment, schedule: [] } as Clause, ['error schedule MISSING']],
    [
      'month zero',
      { ...instalment, schedule: [{ month: 0, amount: '1' }] } as Clause,
      ['error schedule.0.month NOT_WHOLE'],
    ],
    [
      'neither amount nor bands',
      { ...instalment, schedule: [{ month: 1 }] } as Clause,
      ['error schedule.0 AMOUNT_OR_BANDS'],
    ],
    [
      'both, and a month twice',
      {
        ...instalment,
        schedule: [
          { month: 1, amount: '1' },
          { month: 1, amount: '1', bands: [{ from: '-5', amount: '1' }] },
        ],
      } as Clause,
      ['note schedule.1.month SAME_MONTH_TWICE', 'error schedule.1 AMOUNT_OR_BANDS'],
    ],
    [
      'conditions',
      { ...instalment, schedule: [{ month: 1, amount: '1', when: { minMinutes: '-1', minBase: 'x' } }] } as Clause,
      ['error schedule.0.when.minMinutes NEGATIVE', 'error schedule.0.when.minBase NOT_MONEY'],
    ],
    [
      'no months of clawback',
      { ...instalment, clawback: { withinMonths: 0 } } as Clause,
      ['error clawback.withinMonths NOT_WHOLE'],
    ],
    ['months reversed', { ...residual, months: [6, 3] } as Clause, ['error months MONTHS_REVERSED']],
    ['half months', { ...residual, months: [1.5, 3] } as Clause, ['error months.0 NOT_WHOLE']],
    [
      'percent and amount',
      { ...residual, bands: [{ from: '0', percent: '1', amount: '1' }, { from: '5' }] } as Clause,
      ['error bands.0 AMOUNT_OR_PERCENT', 'error bands.1 AMOUNT_OR_PERCENT'],
    ],
    [
      'month 13',
      { ...fixed, months: [1, 13, 1] } as Clause,
      ['error months.1 NOT_A_CALENDAR_MONTH', 'error months.2 DUPLICATE_VALUE'],
    ],
    ['no months', { ...fixed, months: [] } as Clause, ['error months EMPTY_LIST']],
    [
      'completion without a target',
      { ...fixed, completion: { target: '', measure: 'count', bands: [] } } as Clause,
      ['error completion.target MISSING', 'error completion.bands MISSING'],
    ],
  ])('%s', (_, clause, expected) => {
    expect(said(policy(clause)).map((text) => text.replace('clauses.0.', ''))).toEqual(expected)
  })
})

test('a clause alone has its problems from its own place', () => {
  expect(clauseProblems({ ...perUnit, cap: '-1' })).toEqual([
    { level: 'error', path: ['cap'], code: 'NEGATIVE', details: { value: '-1' } },
  ])
})

test('every problem has a sentence', () => {
  const wrong = policy(
    step([
      ['3000', '1'],
      ['1000', '-2'],
    ]),
    { ...perUnit, floor: '5', cap: '1' },
  )
  const sentences = policyProblems(wrong).map((problem) => problemSentence(problem, wrong))
  expect(sentences).toEqual([
    '条款 C1 计酬方式 档次 第 2 行 标准：不能是负数：-2',
    '条款 C1 计酬方式 档次 第 2 行 起点：起点 1000 应大于上一档的 3000',
    '条款 C1 计酬方式 档次 第 1 行 起点：低于 3000 不计酬',
    '条款 C1 编码：条款编码“C1”重复，请改一个',
    '条款 C1 保底：保底 5 高于封顶 1',
  ])
  expect(policyProblems(wrong).filter(isError).length).toBe(4)
  expect(problemSentence({ level: 'error', path: ['from'], code: 'NOT_A_MONTH', details: { value: 'x' } })).toBe(
    '开始月份：“x”不是月份，请写成 2026-10',
  )
})

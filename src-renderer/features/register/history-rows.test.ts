import { describe, expect, it } from 'vitest'
import { changesByDay, type DatedValue, heldOn } from './history-rows.ts'

const row = (field: string, value: string, from: string | null): DatedValue => ({
  field,
  value,
  from,
  user: '王芳',
  at: '2026-10-01T00:00:00.000Z',
  batch: null,
  reason: null,
})

const rows = [
  row('account', '6222', '2026-09-01'),
  row('account', '6221', '2026-03-15'),
  row('account', '6220', '2026-03-15'),
  row('account', '6219', null),
  row('bank', '工行', null),
]

describe('what held on a day', () => {
  it.each([
    ['2026-03-14', '6219'],
    ['2026-03-15', '6221'],
    ['2026-08-31', '6221'],
    ['2026-09-01', '6222'],
  ])('on %s the account was %s', (day, account) => {
    expect(heldOn(rows, day).map((one) => [one.field, one.value])).toEqual(
      expect.arrayContaining([
        ['account', account],
        ['bank', '工行'],
      ]),
    )
    expect(heldOn(rows, day)).toHaveLength(2)
  })
})

describe('what changed on which day', () => {
  it('says what was before, also of two changes of one day', () => {
    expect(changesByDay(rows).map((one) => [one.from, one.field, one.before, one.value])).toEqual([
      ['2026-09-01', 'account', '6221', '6222'],
      ['2026-03-15', 'account', '6220', '6221'],
      ['2026-03-15', 'account', '6219', '6220'],
    ])
  })
})

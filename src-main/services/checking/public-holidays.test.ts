import { describe, expect, test } from 'vitest'
import type { IsoDate } from '../../domain/month.ts'
import { addWorkingDays } from '../../domain/working-days.ts'
import { publicHolidays } from './public-holidays.ts'

describe('the public calendar', () => {
  test('of 2026 says what the State Council’s notice says', async () => {
    const days = await publicHolidays(2026)
    const of = (kind: string) => days.filter((each) => each.kind === kind).map(({ day }) => day.slice(5))
    expect(of('work')).toEqual(['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'])
    // holidays that fall on weekdays; the weekend days among them are free anyway
    expect(of('off').filter((day) => day.startsWith('02') || day.startsWith('10'))).toEqual([
      ...['02-16', '02-17', '02-18', '02-19', '02-20', '02-23'],
      ...['10-01', '10-02', '10-05', '10-06', '10-07'],
    ])
    expect(days.find(({ day }) => day === '2026-10-10')).toEqual({
      day: '2026-10-10',
      kind: 'work',
      name: '国庆节调休',
    })
  })

  test('three working days from the eve of National Day 2026 end on the worked Saturday', async () => {
    const special = new Map((await publicHolidays(2026)).map(({ day, kind }) => [day, kind]))
    expect(addWorkingDays('2026-09-30' as IsoDate, 3, special)).toBe('2026-10-10')
  })

  test('proposes nothing for a year whose notice it does not know', async () => {
    expect(await publicHolidays(2035)).toEqual([])
  })
})

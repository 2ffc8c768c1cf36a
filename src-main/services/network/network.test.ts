/** The picture on a real store: its values agree with each other, with the lists behind them and with the register as of each month's end. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, type TestOffice } from '../../../tests/support/office.ts'
import { lastDay, type Month } from '../../domain/month.ts'
import { signingRates } from '../agreements/signing.ts'
import { rowsAt } from '../register/history.ts'
import type { OutletsAsked } from './picture.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const period = '2026-11' as Month
const list = async (asked: Partial<OutletsAsked>) =>
  (await clerk().network.outlets({ month: period, what: 'inside', ...asked })).rows.map(({ code }) => code)

beforeAll(async () => {
  office = await openSetUpOffice()
  const town = (township: string, type: string, joinedOn: string) => ({
    ...{ name: township, agent: 'A1', centre: '城区', township, type, joinedOn: joinedOn as never },
  })
  await addRegister(
    office,
    { A1: { name: '甲', coreTier: '县级重点' } },
    {
      W1: town('城关镇', '指定专营店', '2020-01-01'),
      W2: town('城关镇', '特约代理点', '2026-10-15'),
      W3: town('河东镇', '特约代理点', '2020-01-01'),
      W4: town('河东镇', '特约代理点', '2020-01-01'),
      W5: { name: '自有', category: 'own' as never, type: '品牌店' },
    },
  )
  await clerk().outlets.change({ code: 'W3', fields: { status: 'exited' as never }, from: '2026-11-05' as never })
  await clerk().outlets.change({ code: 'W4', fields: { status: 'suspended' as never }, from: '2026-11-06' as never })
  const [from, to] = ['2026-10-01' as never, '2027-12-31' as never]
  await clerk().agreements.add({
    number: 'X1',
    agent: 'A1',
    outlets: ['W1'],
    exclusive: true,
    signedOn: from,
    from,
    to,
  })
})
afterAll(() => office.close())

test('months, places, types and tiers', async () => {
  const picture = await clerk().network.picture({ period })
  expect(picture.growth).toHaveLength(24)
  expect(picture.growth.slice(-2)).toEqual([
    { month: '2026-10', opening: 4, added: 1, exited: 0, closing: 5 },
    { month: '2026-11', opening: 5, added: 0, exited: 1, closing: 4 },
  ])
  expect(picture.types).toEqual(['特约代理点', '品牌店', '指定专营店'])
  expect(picture.townships).toEqual([
    { centre: '城区', township: '城关镇', outlets: 2, types: [1, 0, 1] },
    { centre: '城区', township: '河东镇', outlets: 1, types: [1, 0, 0] },
    { centre: '未填', township: '未填', outlets: 1, types: [0, 1, 0] },
  ])
  expect(picture.statuses[0]).toEqual({ type: '特约代理点', planned: 0, active: 1, suspended: 1, exited: 1 })
  expect(picture.tiers).toEqual([{ tier: '县级重点', outlets: 3, agents: 1 }])
  expect(
    picture.signing
      .slice(-3)
      .map(({ month, active, signed, rate, longTermRate }) => [month, active, signed, rate, longTermRate]),
  ).toEqual([
    // history's first known values hold before; W2 counts among the active already before it joined, as the register says
    ['2026-09', 4, 0, '0.00', '0.00'],
    ['2026-10', 4, 1, '25.00', '100.00'],
    ['2026-11', 2, 1, '50.00', '100.00'],
  ])
})

test.each<[Partial<OutletsAsked>, string[]]>([
  [{}, ['W1', 'W2', 'W4', 'W5']],
  [{ what: 'added', month: '2026-10' as Month }, ['W2']],
  [{ what: 'exited' }, ['W3']],
  [{ what: 'exited', month: '2026-10' as Month }, []],
  [{ township: '城关镇', type: '特约代理点' }, ['W2']],
  [{ township: '未填' }, ['W5']],
  [{ what: 'all', type: '特约代理点', status: 'exited' }, ['W3']],
  [{ tier: '县级重点', partner: true }, ['W1', 'W2', 'W4']],
  [{ what: 'signed' }, ['W1']],
  [{ what: 'unsigned' }, ['W2']],
  [{ what: 'longTerm' }, ['W1']],
])('the list behind %o', async (asked, codes) => {
  expect(await list(asked)).toEqual(codes)
})

test('the day of coming or leaving is told', async () => {
  const { rows } = await clerk().network.outlets({ month: period, what: 'exited' })
  expect(rows.map(({ code, moved }) => [code, moved])).toEqual([['W3', '2026-11-05']])
})

test('after any changes: every value has as many outlets behind it, and as-of counts are those of the register', async () => {
  const status = fc.constantFrom('planned', 'active', 'suspended', 'exited')
  const change = fc.tuple(fc.constantFrom('W1', 'W2', 'W3', 'W4', 'W5'), status, fc.integer({ min: 1, max: 28 }))
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      for (const [code, to, day] of changes) {
        const from = `2026-${day % 2 ? '09' : '11'}-${String(day).padStart(2, '0')}` as never
        await clerk().outlets.change({ code, fields: { status: to as never }, from })
      }
      const { growth, statuses, signing } = await clerk().network.picture({ period })
      for (const { month, ...rates } of signing.slice(-4))
        expect(signingRates(office.desk.office.store.read, lastDay(month)).total).toMatchObject(rates)
      for (const { month, opening, added, exited, closing } of growth.slice(-4)) {
        expect(opening + added - exited).toBe(closing)
        const day = lastDay(month)
        const there = [...rowsAt(office.desk.office.store.read, 'outlet', day).values()].filter(
          ({ status: now, joined_on: joined }) =>
            (now === 'active' || now === 'suspended') &&
            (joined === null || Number(joined) <= Number(day.replaceAll('-', ''))),
        )
        expect(closing).toBe(there.length)
        expect(await list({ month, what: 'inside' })).toEqual(there.map(({ code }) => code).sort())
      }
      for (const { type, active } of statuses)
        expect(await list({ what: 'all', type, status: 'active' })).toHaveLength(active)
    }),
    { numRuns: 15 },
  )
})

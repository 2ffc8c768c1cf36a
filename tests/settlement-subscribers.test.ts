/** Who is one subscriber when they are counted: by the id where rows give it, else by the number; read whole or in parts. */
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { scopeOf } from '../src-main/services/settlements/scope.ts'
import { SubscriberRows } from '../src-main/services/settlements/subscriber-rows.ts'
import { Matchers } from '../src-main/services/settlements/volume-lines.ts'
import { emptyStore, officeOver, type SettlementOffice, storeRows } from './support/settlement-store.ts'

const period = '2026-03' as Month
const OUTLETS = 5
const RUNS = Number(process.env.SETTLEMENT_RUNS ?? 12)
let template: string
beforeAll(async () => {
  template = await emptyStore()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

interface Row {
  readonly outlet: number
  readonly month: number
  readonly number: string | null
  readonly id: string | null
  readonly quantity: number
}

async function within<Result>(rows: readonly Row[], work: (office: SettlementOffice) => Promise<Result>) {
  const office = await officeOver(template)
  try {
    office.store.write((db) => {
      for (let at = 0; at < OUTLETS; at++)
        db.run("INSERT INTO outlets (code, name, category, status) VALUES (?1, ?1, 'partner', 'active')", `W${at}`)
    })
    const type = office.store.read.get<{ id: number }>(
      "SELECT id FROM terms WHERE kind = 'businessType' AND code = 'activation'",
    )!.id
    storeRows(
      office.store,
      'entries',
      rows.map(({ outlet, month, number, id, quantity }) => ({
        date: month * 100 + 1,
        period: month,
        outlet: outlet + 1,
        businessType: type,
        subscriber: number,
        subscriberId: id,
        quantity,
        amount: 0,
      })),
    )
    return await work(office)
  } finally {
    office.end()
  }
}

const clause = {
  kind: 'volume',
  code: 'S',
  title: '用户',
  measure: 'subscribers',
  accumulate: 'quarter',
  pay: { kind: 'perUnit', rate: '1.00' },
} as const

/** By outlet: read from the ledger for all, in parts of at most so many rows, or through the index for one. */
async function counts(office: SettlementOffice, from: Month, mostRows?: number): Promise<number[]> {
  const scope = scopeOf(office.store.read, period)
  const matcher = new Matchers(scope).of(undefined)
  const policy = { id: 1 } as never
  const rows = new SubscriberRows(scope, mostRows)
  return await office.job(async (job) => {
    const found: number[] = []
    for (let outlet = 1; outlet <= OUTLETS; outlet++) {
      if (mostRows === 0) rows.readOutlet(office.store.read, outlet, from, period)
      else await rows.reach(office.store.read, scope, [{ policy, clause }], { first: outlet, last: outlet }, job)
      found.push(rows.count(outlet, matcher, from, period))
    }
    return found
  })
}

test.each([
  [
    'an activation reversed by a row without the id',
    [
      ['138', 'U1', 1],
      ['138', null, -1],
    ],
    0,
  ],
  [
    'a row without the number',
    [
      ['138', 'U1', 1],
      [null, 'U1', -1],
    ],
    0,
  ],
  [
    'two ids of one number, given out again',
    [
      ['138', 'U1', 1],
      ['138', 'U2', 1],
    ],
    2,
  ],
  [
    'two ids of a number that a row gives alone',
    [
      ['138', 'U1', 1],
      ['138', 'U2', 1],
      ['138', null, -1],
    ],
    1,
  ],
  [
    'an id whose number changed',
    [
      ['138', 'U1', 1],
      ['139', 'U1', 1],
      ['139', null, -2],
    ],
    0,
  ],
  [
    'an id that reads like another number',
    [
      ['138', null, 1],
      ['139', '138', 1],
    ],
    2,
  ],
  [
    'numbers that differ by a leading zero',
    [
      ['0138', null, 1],
      ['138', null, 1],
    ],
    2,
  ],
  [
    'long ids that a number could not hold',
    [
      ['1', '9007199254740993', 1],
      ['2', '9007199254740992', 1],
    ],
    2,
  ],
  ['nobody', [[null, null, 1]], 0],
] as const)('%s', async (_, rows, expected) => {
  const found = await within(
    rows.map(([number, id, quantity]) => ({ outlet: 0, month: 202603, number, id, quantity })),
    (office) => counts(office, period),
  )
  expect(found).toEqual([expected, 0, 0, 0, 0])
})

test('the same whether read whole, in parts or through the index', { timeout: 60_000 + RUNS * 1000 }, async () => {
  const row: fc.Arbitrary<Row> = fc.record({
    outlet: fc.integer({ min: 0, max: OUTLETS - 1 }),
    month: fc.constantFrom(202512, 202601, 202602, 202603, 202604),
    number: fc.constantFrom('138', '139', '0138', null),
    id: fc.constantFrom('U1', 'U2', '138', null, null),
    quantity: fc.constantFrom(1, 1, 2, -1),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 8, maxLength: 30 }), async (rows) => {
      await within(rows, async (office) => {
        const whole = await counts(office, '2026-01' as Month)
        expect(await counts(office, '2026-01' as Month, 6)).toEqual(whole)
        expect(await counts(office, '2026-01' as Month, 0)).toEqual(whole)
        // and in whatever order the rows came
        await within(rows.toReversed(), async (other) => expect(await counts(other, '2026-01' as Month)).toEqual(whole))
      })
    }),
    { numRuns: RUNS },
  )
})

/** The bridge sums exactly to the difference on random offices, and says the cause that a month was made to have. */
import { rmSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fen } from '../src-main/domain/money.ts'
import type { Month } from '../src-main/domain/month.ts'
import type { Clause, Policy } from '../src-main/domain/policy.ts'
import { type Bridge, bridgeOf } from '../src-main/services/bridge/bridge.ts'
import { statementsOf } from '../src-main/services/settlements/statements.ts'
import { addRegister, openSetUpOffice, type TestOffice } from './support/office.ts'
import { close, emptyStore, fill, officeOver, period, settle } from './support/settlement-store.ts'
import { anyWorld, LAST } from './support/settlement-world.ts'

const RUNS = Number(process.env.SETTLEMENT_RUNS ?? 12)
let template: string
beforeAll(async () => {
  template = await emptyStore()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

const sum = (amounts: Iterable<string>) => [...amounts].reduce((total, amount) => total + fen(amount), 0)

function expectExact(bridge: Bridge): void {
  expect(sum(bridge.causes.map(({ amount }) => amount))).toBe(fen(bridge.now) - fen(bridge.before))
  expect(sum(bridge.outlets.map(({ now }) => now))).toBe(fen(bridge.now))
  for (const row of bridge.outlets) {
    expect(sum(Object.values(row.causes)), row.outlet).toBe(fen(row.now) - fen(row.before))
    expect(sum((row.steps ?? []).map(({ amount }) => amount)), row.outlet).toBe(fen(row.difference))
  }
}

test('sums exactly, and says no cause that the lines do not have', { timeout: 120_000 }, async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const office = await officeOver(template)
      try {
        fill(office, world)
        const { read } = office.store
        for (let at = world.first; at <= LAST; at++) {
          await settle(office, period(at))
          const bridge = await bridgeOf(read, { period: period(at) }, nextTurn)
          expectExact(bridge)
          expect(bridge.settledBefore).toBe(at > world.first)
          const statements = [...statementsOf(read, period(at)), ...(at > 0 ? statementsOf(read, period(at - 1)) : [])]
          expect(bridge.outlets.map(({ outlet }) => outlet).toSorted()).toEqual(
            [...new Set(statements.map(({ outlet }) => outlet))].toSorted(),
          )
          const lines = statements.flatMap(({ lines }) => lines)
          const needs: Record<string, boolean> = {
            firstSettled: at === world.first,
            clawback: lines.some(({ kind }) => kind === 'clawback'),
            limit: lines.some(({ limit }) => limit !== undefined),
            factor: lines.some(({ factors }) => factors.length > 0),
            tier: lines.some(({ breakdown }) => breakdown.kind === 'volume' && breakdown.firstFrom !== undefined),
            revenue: lines.some(({ kind }) => kind === 'residual'),
            fallingDue: lines.some(({ kind }) => kind === 'instalment' || kind === 'residual'),
            completion: lines.some(({ kind }) => kind === 'fixed'),
          }
          for (const { cause } of bridge.causes) {
            seen.add(cause)
            expect(needs[cause] ?? true, cause).toBe(true)
          }
          if (at < LAST) await close(office, period(at))
        }
      } finally {
        office.end()
      }
    }),
    { numRuns: RUNS },
  )
  for (const cause of ['volume', 'fallingDue', 'firstSettled']) expect([...seen], cause).toContain(cause)
})

describe('a month made to have one cause', () => {
  const [september, october] = ['2026-09', '2026-10'] as [Month, Month]
  let office: TestOffice
  beforeEach(async () => {
    office = await openSetUpOffice()
    await addRegister(
      office,
      { D1: { name: '通达', payerKind: 'enterprise', payeeName: '通达' } },
      {
        W1: { name: '城关店', category: 'partner', type: '指定专营店', agent: 'D1', grade: 'A' },
      },
    )
  })
  afterEach(() => office.close())

  async function approve(clauses: Clause[], rest: Partial<Policy> = {}): Promise<void> {
    const policy: Policy = { code: 'P1', title: '政策', kind: 'basic', from: '2026-01' as Month, clauses, ...rest }
    const { id } = await office.as('王芳').policies.save(policy)
    await office.as('王芳').policies.submit({ id })
    await office.as('李强').policies.approve({ id })
  }

  const rows = (month: Month, count: number, first: number) =>
    Array.from(
      { length: count },
      (_, at) => `${month}-05,W1,放号,13900${String(first + at).padStart(6, '0')},1,0,${month}${at}`,
    )
  const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'
  const months = (month: Month, states: readonly string[], first: number) =>
    states.map((state, at) => `${month},13900${String(first + at).padStart(6, '0')},W1,${state},50,0,60`)

  async function twoMonths(): Promise<Bridge> {
    await office.as('王芳').settlements.calculate({ period: september })
    await office.as('李强').settlements.review({ period: september })
    await office.as('李强').settlements.approve({ period: september })
    await office.as('李强').settlements.close({ period: september })
    await office.as('王芳').settlements.calculate({ period: october })
    const bridge = await office.as('王芳').answers.bridge({ period: october })
    expectExact(bridge)
    return bridge
  }
  const causes = (bridge: Bridge) => Object.fromEntries(bridge.causes.map(({ cause, amount }) => [cause, amount]))

  test('volume at the former rate, then the tier that it reached, then the cap', async () => {
    const tiers = [
      { from: '0', rate: '10.00' },
      { from: '5', rate: '20.00' },
    ]
    await approve([
      {
        kind: 'volume',
        code: 'ACT',
        title: '放号',
        entries: { businessTypes: ['放号'] },
        measure: 'count',
        pay: { kind: 'tier', mode: 'flat', unit: 'perUnit', tiers },
        cap: '110.00',
      },
    ])
    await office.importText('entries', [HEAD, ...rows(september, 3, 0), ...rows(october, 6, 100)])
    // 3 × 10 = 30; 6 × 10 = 60, 6 × 20 = 120, capped at 110
    expect(causes(await twoMonths())).toEqual({ volume: '30.00', tier: '60.00', limit: '-10.00' })
  })

  test('members: new ones, the next instalment, who left and who was suspended', async () => {
    await approve([
      {
        kind: 'instalment',
        code: 'I',
        title: '分期',
        schedule: [
          { month: 1, amount: '30.00', when: { onNet: true } },
          { month: 2, amount: '10.00', when: { onNet: true } },
        ],
      },
    ])
    await office.importText('entries', [HEAD, ...rows(september, 4, 0), ...rows(october, 2, 100)])
    await office.importText('subscriberMonths', [
      '账期,用户号码,网点编码,状态,开账收入,欠费,通话分钟',
      ...months(september, ['在网', '在网', '在网', '在网'], 0),
      // the second is suspended; the fourth has no row at all
      ...months(october, ['在网', '停机', '在网'], 0),
      ...months(october, ['在网', '在网'], 100),
    ])
    // last month 4 × 30; now 2 × 30 new; of the four 4 × 10 would be due, one is suspended, one is missing
    expect(causes(await twoMonths())).toEqual({
      newActivations: '60.00',
      fallingDue: '-80.00',
      notMet: '-10.00',
      missingData: '-10.00',
    })
  })

  test('a policy that ends, one that starts, an adjustment, and a first month without another before it', async () => {
    const perUnit = (rate: string): Clause => ({
      kind: 'volume',
      code: 'ACT',
      title: '放号',
      entries: { businessTypes: ['放号'] },
      measure: 'count',
      pay: { kind: 'perUnit', rate },
    })
    await approve([perUnit('5.00')], { code: 'OLD', to: september })
    await approve([perUnit('7.00')], { code: 'NEW', from: october })
    await office.importText('entries', [HEAD, ...rows(september, 2, 0), ...rows(october, 2, 100)])
    const asked = { period: october, outlet: 'W1', kind: 'bonus' as const, amount: '3.00', reason: '奖' }
    const { id } = await office.as('王芳').settlements.adjust(asked)
    await office.as('李强').settlements.confirmAdjustment({ id })
    const bridge = await twoMonths()
    expect(causes(bridge)).toEqual({ policyStarted: '14.00', policyEnded: '-10.00', adjustment: '3.00' })
    expect(bridge.outlets[0]?.steps?.map(({ words, title }) => `${words} ${title}`.trim()).toSorted()).toEqual(
      ['政策开始 放号', '政策结束 放号', '调整'].toSorted(),
    )
    const first = await office.as('王芳').answers.bridge({ period: september })
    expect(causes(first)).toEqual({ firstSettled: '10.00' })
  })
})

/** Measures calculating the large county's month with 40 clauses beside its floor: the bare SQL sums of the same clauses. */
import type { Month } from '../../src-main/domain/month.ts'
import type { Clause, Policy } from '../../src-main/domain/policy.ts'
import type { Measurement } from './in-turns.ts'
import { type LargeOffice, openLargeOffice, watched } from './large-office.ts'

const PERIOD = '2026-08' as Month
const GOAL = 2
const TYPES = ['放号', '空中充值', '代收费', '套餐办理', '新业务', '终端', '宽带'] as const
const BRANDS = ['全球通', '动感地带', '神州行'] as const

export async function bench(): Promise<Measurement[]> {
  const office = await openLargeOffice()
  try {
    await office.import('entries', PERIOD)
    await office.import('subscriberMonths', PERIOD)
    await approve(office)
    const calculation = await watched(() => office.as('王芳').settlements.calculate({ period: PERIOD }))
    const floor = sumBare(office)
    const { result, seconds, heldMs, peakMb } = calculation
    const list = timed(() => office.as('王芳').settlements.rows({ period: PERIOD, offset: 0, limit: 200 }))
    const outlet = (await office.as('王芳').settlements.rows({ period: PERIOD, offset: 0, limit: 1 })).rows[0]!.outlet
    const [statement] = await office.as('王芳').settlements.statements({ period: PERIOD, outlets: [outlet] })
    const explained = timed(() =>
      office.as('王芳').settlements.explain({ period: PERIOD, outlet, line: statement!.lines[0]!.id, limit: 200 }),
    )
    return [
      {
        name: 'calculate month',
        seconds,
        floorSeconds: floor,
        ratio: seconds / floor,
        goal: GOAL,
        peakMb,
        note: `40 clauses, ${result.outlets} statements, ${result.lines} lines; the process was held ${heldMs} ms at most`,
      },
      within('statement list', await list, peakMb, 'first page of the month'),
      within('why this number', await explained, peakMb, 'a line with its first 200 rows'),
    ]
  } finally {
    await office.close()
  }
}

/** A screen's answer has no floor but a limit: a tenth of a second. */
function within(name: string, seconds: number, peakMb: number, note: string): Measurement {
  const limit = 0.1
  return {
    name,
    seconds,
    floorSeconds: limit,
    ratio: seconds / limit,
    goal: 1,
    peakMb,
    note: `${note}; the floor is its limit`,
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  await work()
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** 40 clauses: by type and brand in all four ways to pay, two that accumulate, subscribers, instalments and shares. */
function clauses(): Clause[] {
  const tiers = [
    { from: '0', rate: '1' },
    { from: '1000', rate: '2' },
    { from: '3000', rate: '3' },
  ]
  const volume = TYPES.flatMap((type, t) =>
    [...BRANDS, undefined].map((brand, b): Clause => {
      const base = {
        kind: 'volume' as const,
        code: `V${t}${b}`,
        title: `${type}${brand ?? ''}`,
        entries: { businessTypes: [type], ...(brand ? { brands: [brand] } : {}) },
        factors: ['grade' as const],
      }
      if (b === 0) return { ...base, measure: 'count', pay: { kind: 'perUnit', rate: '1.50' } }
      if (b === 1) return { ...base, measure: 'amount', pay: { kind: 'percent', rate: '0.8' } }
      if (b === 2) return { ...base, measure: 'amount', pay: { kind: 'tier', mode: 'step', unit: 'percent', tiers } }
      return { ...base, measure: 'quantity', pay: { kind: 'bonus', tiers: [{ from: '10', amount: '20.00' }] } }
    }),
  )
  const subscribers = TYPES.slice(0, 4).map(
    (type, t): Clause => ({
      kind: 'volume',
      code: `S${t}`,
      title: `${type}用户`,
      entries: { businessTypes: [type] },
      measure: 'subscribers',
      pay: { kind: 'perUnit', rate: '0.50' },
    }),
  )
  const members = [1, 2, 3, 4].flatMap((n): Clause[] => [
    {
      kind: 'instalment',
      code: `I${n}`,
      title: `分期${n}`,
      schedule: [{ month: 1, amount: '35.00', when: { onNet: true } }],
    },
    { kind: 'residual', code: `R${n}`, title: `分成${n}`, months: [1, 18], bands: [{ from: '0', percent: '6' }] },
  ])
  return [...volume, ...subscribers, ...members]
}

async function approve(office: LargeOffice): Promise<void> {
  // the sample's own policies end, so that exactly forty clauses are in force
  office.desk.office.store.write((db) => db.run('UPDATE policies SET to_month = from_month'))
  const policy: Policy = { code: 'BENCH', title: '四十条', kind: 'basic', from: '2026-02' as Month, clauses: clauses() }
  const { id } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
}

/** What the same clauses cost as one SQL sum each, by outlet; seconds. */
function sumBare(office: LargeOffice): number {
  const { read } = office.desk.office.store
  const idOf = (name: string) => read.get<{ id: number }>('SELECT id FROM terms WHERE name = ?', name)?.id ?? 0
  const began = performance.now()
  for (const clause of clauses()) {
    if (clause.kind === 'volume' && clause.measure !== 'subscribers') {
      const [type] = clause.entries?.businessTypes ?? []
      const [brand] = clause.entries?.brands ?? []
      read.all(
        `SELECT outlet, sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END), sum(quantity), sum(amount) FROM entries
         WHERE period = 202608 AND type = ? ${brand ? 'AND brand = ?' : ''} GROUP BY outlet`,
        idOf(type ?? ''),
        ...(brand ? [idOf(brand)] : []),
      )
    } else if (clause.kind === 'volume') {
      read.all(
        `SELECT outlet, count(*) FROM (SELECT outlet, subscriber FROM entries WHERE period = 202608 AND type = ?
         GROUP BY outlet, subscriber HAVING sum(quantity) > 0) GROUP BY outlet`,
        idOf(clause.entries?.businessTypes?.[0] ?? ''),
      )
    } else {
      read.all(
        `SELECT e.outlet, sum(m.billed - m.arrears), count(*) FROM subscriber_months m
         JOIN entries e ON e.subscriber = m.subscriber AND e.type = ? WHERE m.period = 202608 GROUP BY e.outlet`,
        idOf('放号'),
      )
    }
  }
  return (performance.now() - began) / 1000
}

/**
 * Measures calculating the large county's month with 40 clauses beside its floor: the bare SQL sums of the same clauses; and
 * what the screens of the month ask of the store. Each runs in a process of its own, so that the memory told is its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Month } from '../../src-main/domain/month.ts'
import type { Clause, Policy } from '../../src-main/domain/policy.ts'
import { buildScript } from './built.ts'
import { alone, answerAsked, type Measurement, peakMegabytes } from './in-turns.ts'
import { heldWords, type LargeOffice, openOfficeIn, prepareOffice, type Watched, watched } from './large-office.ts'

const PERIOD = '2026-08' as Month
const GOAL = 2
const TYPES = ['放号', '空中充值', '代收费', '套餐办理', '新业务', '终端', '宽带'] as const
const BRANDS = ['全球通', '动感地带', '神州行'] as const

interface Calculated extends Omit<Watched<unknown>, 'result'> {
  readonly outlets: number
  readonly lines: number
  /** What the process had before it began. */
  readonly beforeMb: number
}

interface Answers {
  readonly list: number
  readonly statement: number
  /** Of the first statement's lines, the one that took longest. */
  readonly explained: number
  readonly peakMb: number
}

export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const built = await buildScript(import.meta.filename)
  try {
    alone(built.file, ['prepare', folder])
    const done = alone<Calculated>(built.file, ['work', folder])
    const floor = alone<{ seconds: number; cpu: number }>(built.file, ['floor', folder])
    const answers = alone<Answers>(built.file, ['answers', folder])
    return [
      {
        name: 'calculate month',
        seconds: done.seconds,
        floorSeconds: floor.seconds,
        ratio: done.seconds / floor.seconds,
        goal: GOAL,
        peakMb: done.peakMb,
        note: `processor time ${(done.cpu / floor.cpu).toFixed(2)} ×; 40 clauses, ${done.outlets} statements, ${done.lines} lines; ${heldWords(done)}; ${done.beforeMb} MB before it began`,
      },
      within('statement list', answers.list, answers.peakMb, 'first page of the month'),
      within('one statement', answers.statement, answers.peakMb, 'its lines with their breakdown'),
      within('why this number', answers.explained, answers.peakMb, 'the slowest line of a statement, first 200 rows'),
    ]
  } finally {
    built.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function prepare(folder: string): Promise<null> {
  const office = await openOfficeIn(folder, await prepareOffice(folder))
  try {
    await office.import('entries', PERIOD)
    await office.import('subscriberMonths', PERIOD)
    await approve(office)
  } finally {
    await office.close()
  }
  return null
}

async function work(folder: string): Promise<Calculated> {
  const office = await openOfficeIn(folder, [])
  try {
    const beforeMb = peakMegabytes()
    const { result, ...found } = await watched(() => office.as('王芳').settlements.calculate({ period: PERIOD }))
    return { ...found, outlets: result.outlets, lines: result.lines, beforeMb }
  } finally {
    await office.close()
  }
}

async function floor(folder: string): Promise<{ seconds: number; cpu: number }> {
  const office = await openOfficeIn(folder, [])
  try {
    const { seconds, cpu } = await watched(async () => sumBare(office))
    return { seconds, cpu }
  } finally {
    await office.close()
  }
}

async function answers(folder: string): Promise<Answers> {
  const office = await openOfficeIn(folder, [])
  try {
    const { settlements } = office.as('王芳')
    const list = await timed(() => settlements.rows({ period: PERIOD, offset: 0, limit: 200 }))
    const { outlet } = (await settlements.rows({ period: PERIOD, offset: 0, limit: 1 })).rows[0]!
    const [first] = await settlements.statements({ period: PERIOD, outlets: [outlet] })
    const statement = await timed(() => settlements.statements({ period: PERIOD, outlets: [outlet] }))
    let explained = 0
    for (const { id } of first!.lines) {
      const one = await timed(() => settlements.explain({ period: PERIOD, outlet, line: id, limit: 200 }))
      explained = Math.max(explained, one)
    }
    return { list, statement, explained, peakMb: peakMegabytes() }
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

/** What the same clauses cost as one SQL sum each, by outlet. */
function sumBare(office: LargeOffice): void {
  const { read } = office.desk.office.store
  const idOf = (name: string) => read.get<{ id: number }>('SELECT id FROM terms WHERE name = ?', name)?.id ?? 0
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
}

if (process.argv[1] === import.meta.filename) await answerAsked({ prepare, work, floor, answers })

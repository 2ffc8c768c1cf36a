/**
 * Measures grading the large county by ten indicators beside its floor: three bare SQL aggregates for each indicator; and what a
 * score's reason takes. Each runs in a process of its own, so that the memory told is its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Indicator, Scheme } from '../../src-main/domain/grading/scheme.ts'
import type { Month } from '../../src-main/domain/month.ts'
import { buildScript } from './built.ts'
import { alone, answerAsked, type Measurement, peakMegabytes } from './in-turns.ts'
import { heldWords, type LargeOffice, openOfficeIn, prepareOffice, type Watched, watched } from './large-office.ts'

const PERIOD = '2026-08' as Month
const AGGREGATES = 3
/** The members’ entries are copied by the first calculation that asks for them; a grading after it finds them. */
const GOAL = 1

interface Graded extends Omit<Watched<unknown>, 'result'> {
  readonly outlets: number
  readonly explained: number
}

export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const built = await buildScript(import.meta.filename)
  try {
    alone(built.file, ['prepare', folder])
    const floor = alone<{ seconds: number }>(built.file, ['floor', folder])
    return (['first', 'again'] as const).map((run): Measurement => {
      const done = alone<Graded>(built.file, ['work', folder])
      return {
        name: `grading, ${run}`,
        seconds: done.seconds,
        floorSeconds: floor.seconds,
        ratio: done.seconds / floor.seconds,
        goal: GOAL,
        peakMb: done.peakMb,
        note: `${INDICATORS.length} indicators, ${done.outlets} outlets, scored and kept; floor: ${AGGREGATES} aggregates each; ${heldWords(done)}; a reason ${Math.round(done.explained * 1000)} ms`,
      }
    })
  } finally {
    built.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

const indicator = (code: string, source: Indicator['source'], method: Indicator['method']): Indicator => ({
  code,
  title: code,
  level: 'county',
  weight: '10',
  better: 'higher',
  source,
  method,
})
const entries = (
  type: string,
  measure: 'count' | 'quantity' | 'amount' | 'subscribers',
  per?: string,
): Indicator['source'] => ({
  kind: 'entries',
  entries: { businessTypes: [type] },
  measure,
  ...(per === undefined ? {} : { per }),
})

const INDICATORS: Indicator[] = [
  indicator('放号', entries('放号', 'count'), { kind: 'rank' }),
  indicator('完成率', entries('放号', 'count', '任务量'), { kind: 'target', target: '1', cap: '120' }),
  indicator('充值额', entries('空中充值', 'amount'), { kind: 'bestRatio' }),
  indicator('缴费额', entries('代收费', 'amount'), { kind: 'share' }),
  indicator('套餐', entries('套餐办理', 'quantity'), { kind: 'bestRatio' }),
  indicator('缴费户数', entries('代收费', 'subscribers'), { kind: 'rank' }),
  indicator('保有率', { kind: 'retention' }, { kind: 'scaled', full: '1' }),
  indicator(
    '户均收入',
    { kind: 'arpu' },
    {
      kind: 'band',
      relativeTo: 'mean',
      bands: [
        { from: '0', points: '10' },
        { to: '0', points: '5' },
      ],
    },
  ),
  indicator('服务', { kind: 'indicator', indicator: '客户服务质量' }, { kind: 'scaled', full: '100' }),
  indicator('考核', { kind: 'indicator', indicator: '考核系数' }, { kind: 'rank' }),
]

const SCHEME: Scheme = {
  code: 'BENCH',
  title: '十项指标',
  outlets: { categories: ['partner'] },
  levels: { city: '0', county: '1' },
  missing: 'zero',
  indicators: INDICATORS,
  grades: {
    kind: 'quota',
    shares: [
      { grade: 'A', percent: '20' },
      { grade: 'B', percent: '60' },
      { grade: 'C', percent: '20' },
    ],
  },
}

async function prepare(folder: string): Promise<null> {
  const office = await openOfficeIn(folder, await prepareOffice(folder))
  try {
    for (const kind of ['entries', 'subscriberMonths', 'indicators'] as const) await office.import(kind, PERIOD)
    const { id } = await office.as('王芳').gradings.saveScheme(SCHEME)
    await office.as('王芳').gradings.submitScheme({ id })
    await office.as('李强').gradings.approveScheme({ id })
  } finally {
    await office.close()
  }
  return null
}

async function work(folder: string): Promise<Graded> {
  const office = await openOfficeIn(folder, [])
  try {
    const { gradings } = office.as('王芳')
    const { result, ...found } = await watched(() => gradings.start({ scheme: 'BENCH', period: PERIOD }))
    const [first] = await gradings.results({ id: result.id })
    const asked = { id: result.id, outlet: first!.outlet, indicator: '放号', limit: 200 }
    await gradings.explain(asked)
    const began = performance.now()
    await gradings.explain(asked)
    return { ...found, peakMb: peakMegabytes(), outlets: result.outlets, explained: (performance.now() - began) / 1000 }
  } finally {
    await office.close()
  }
}

async function floor(folder: string): Promise<{ seconds: number }> {
  const office = await openOfficeIn(folder, [])
  try {
    const { seconds } = await watched(async () => {
      for (let time = 0; time < AGGREGATES; time++) aggregateBare(office)
    })
    return { seconds }
  } finally {
    await office.close()
  }
}

/** Each indicator once as one SQL aggregate by outlet. */
function aggregateBare(office: LargeOffice): void {
  const { read } = office.desk.office.store
  const idOf = (name: string) => read.get<{ id: number }>('SELECT id FROM terms WHERE name = ?', name)?.id ?? 0
  for (const { source } of INDICATORS) {
    if (source.kind === 'entries') {
      const type = idOf(source.entries.businessTypes?.[0] ?? '')
      if (source.measure === 'subscribers')
        read.all(
          `SELECT outlet, count(*) FROM (SELECT outlet, subscriber FROM entries WHERE period = 202608 AND type = ?
           GROUP BY outlet, subscriber HAVING sum(quantity) > 0) GROUP BY outlet`,
          type,
        )
      else
        read.all(
          `SELECT outlet, sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END), sum(quantity), sum(amount) FROM entries
           WHERE period = 202608 AND type = ? GROUP BY outlet`,
          type,
        )
    } else if (source.kind === 'indicator') {
      read.all(
        'SELECT outlet, sum(value) FROM indicator_values WHERE period = 202608 AND indicator = ? GROUP BY outlet',
        idOf(source.indicator),
      )
    } else {
      read.all(
        `SELECT e.outlet, sum(m.billed), count(*) FROM subscriber_months m
         JOIN entries e ON e.subscriber = m.subscriber AND e.type = ? WHERE m.period = 202608 AND m.status = 'onNet' GROUP BY e.outlet`,
        idOf('放号'),
      )
    }
  }
}

if (process.argv[1] === import.meta.filename) await answerAsked({ prepare, work, floor })

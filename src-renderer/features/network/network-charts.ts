/** The charts of the network: their shapes from the picture, and the address of the outlets behind each value. */

import type { OutletStatus } from '../../../src-main/domain/network.ts'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import type { client } from '../../api/client.ts'
import type { ChartShape } from '../../ui/chart-options.ts'

export type Picture = Awaited<ReturnType<typeof client.network.picture.query>>

export interface NetworkChart extends ChartShape {
  readonly key: string
  readonly title: string
  readonly categoryTitle: string
  /** The address of the outlets behind a value. */
  readonly door: (category: number, series: number) => string
}

/** More townships than this are drawn as one more bar. */
const MOST_TOWNSHIPS = 12

/** The list of outlets of a month: what is asked, as the address says it. */
export function outletsDoor(asked: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(asked)) if (value !== undefined) params.set(key, value)
  return `/network/outlets?${params}`
}

const shortMonth = (month: string): string => `${month.slice(2, 4)}-${month.slice(5)}`

export function networkCharts(picture: Picture): NetworkChart[] {
  return [growthChart(picture), signingChart(picture), townshipChart(picture), statusChart(picture), tierChart(picture)]
}

function growthChart({ growth }: Picture): NetworkChart {
  const what = ['added', 'exited', 'inside']
  return {
    ...{ key: 'growth', title: '网点数与每月增减', categoryTitle: '月份', unit: '新增、退出', rightUnit: '月末在网' },
    categories: growth.map(({ month }) => shortMonth(month)),
    series: [
      { name: '新增', values: growth.map(({ added }) => added), tone: 'blue' },
      { name: '退出', values: growth.map(({ exited }) => exited), tone: 'orange' },
      { name: '月末在网', values: growth.map(({ closing }) => closing), kind: 'line', tone: 'grey', right: true },
    ],
    door: (category, series) => outletsDoor({ month: growth[category]?.month, what: what[series] }),
  }
}

function signingChart({ signing }: Picture): NetworkChart {
  const rate = (text: string | null) => (text === null ? null : Number(text))
  const what = ['signed', 'longTerm']
  return {
    ...{ key: 'signing', title: '签约率', categoryTitle: '月份', unit: '%' },
    categories: signing.map(({ month }) => shortMonth(month)),
    series: [
      { name: '签约率', values: signing.map((month) => rate(month.rate)), kind: 'line', tone: 'blue' },
      {
        name: '专营店长期专营签约率',
        values: signing.map((month) => rate(month.longTermRate)),
        kind: 'line',
        tone: 'green',
      },
    ],
    say: (value) => `${value.toFixed(2)} %`,
    door: (category, series) => outletsDoor({ month: signing[category]?.month, what: what[series] }),
  }
}

function townshipChart({ period, townships, types }: Picture): NetworkChart {
  const shown = townships.slice(0, MOST_TOWNSHIPS)
  const rest = townships.slice(MOST_TOWNSHIPS)
  const restOf = (type: number) => rest.reduce((sum, place) => sum + (place.types[type] ?? 0), 0)
  // townships of one name in two centres are told apart
  const twice = new Set(townships.map(({ township }) => township).filter((name, at, all) => all.indexOf(name) !== at))
  const named = ({ centre, township }: Picture['townships'][number]) =>
    twice.has(township) ? `${centre}${township}` : township
  return {
    ...{
      key: 'townships',
      title: '各乡镇、街道在网网点（按类型）',
      categoryTitle: '乡镇、街道',
      unit: '个',
      lying: true,
    },
    categories: [...shown.map(named), ...(rest.length > 0 ? [`其他 ${rest.length} 个`] : [])],
    series: types.map((name, type) => ({
      name,
      stack: 'types',
      values: [...shown.map((place) => place.types[type] ?? 0), ...(rest.length > 0 ? [restOf(type)] : [])],
    })),
    door: (category, series) => {
      const place = shown[category]
      return outletsDoor({
        month: period,
        what: 'inside',
        type: types[series],
        centre: place?.centre,
        township: place?.township,
      })
    },
  }
}

const STATUSES: readonly OutletStatus[] = ['active', 'suspended', 'planned', 'exited']
const TONES = { active: 'blue', suspended: 'orange', planned: 'pale', exited: 'grey' } as const

function statusChart({ period, statuses }: Picture): NetworkChart {
  return {
    ...{ key: 'statuses', title: '各类型网点（按状态）', categoryTitle: '类型', unit: '个', lying: true },
    categories: statuses.map(({ type }) => type),
    series: STATUSES.map((status) => ({
      name: stateWords(status),
      stack: 'statuses',
      tone: TONES[status],
      values: statuses.map((row) => row[status]),
    })),
    door: (category, series) =>
      outletsDoor({ month: period, what: 'all', type: statuses[category]?.type, status: STATUSES[series] }),
  }
}

function tierChart({ period, tiers }: Picture): NetworkChart {
  return {
    ...{
      key: 'tiers',
      title: '社会渠道在网网点（按代理商核心级别）',
      categoryTitle: '核心级别',
      unit: '个',
      lying: true,
    },
    categories: tiers.map(({ tier }) => tier),
    series: [
      { name: '网点', values: tiers.map(({ outlets }) => outlets), tone: 'blue' },
      { name: '代理商', values: tiers.map(({ agents }) => agents), tone: 'pale' },
    ],
    door: (category) => outletsDoor({ month: period, what: 'inside', tier: tiers[category]?.tier, partner: '1' }),
  }
}

/** What a chart shows, in the office's few colours: bars or lines over named places, as ECharts is told. */

import { countText } from './figures.ts'

export interface ChartSeries {
  readonly name: string
  /** One value for each category; null leaves a gap. */
  readonly values: readonly (number | null)[]
  readonly kind?: 'bar' | 'line'
  /** Bars of the same stack stand on each other. */
  readonly stack?: string
  /** Against the axis on the right: another unit (a rate beside a count). */
  readonly right?: boolean
  /** Without one, the next of the row of colours. */
  readonly tone?: Tone
}

export type Tone = 'blue' | 'grey' | 'orange' | 'red' | 'green' | 'pale'

const colours: Readonly<Record<Tone, string>> = {
  blue: '#1a5fb4',
  pale: '#9db7d8',
  orange: '#c77700',
  grey: '#8c959f',
  green: '#2a7a3f',
  red: '#c01c28',
}

const order: readonly Tone[] = ['blue', 'orange', 'grey', 'green', 'pale', 'red']

export interface ChartShape {
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** Bars lie: for long names. */
  readonly lying?: boolean
  /** What the values count, at the axis: 户, 元, %. */
  readonly unit?: string
  readonly rightUnit?: string
  /** How a value is written in the tip and the table; thousands marks where none is given. */
  readonly say?: (value: number) => string
}

/** How a chart says a value. */
export const saidBy = (shape: Pick<ChartShape, 'say'>, value: number | null): string =>
  value === null ? '—' : (shape.say ?? countText)(value)

const isWhole = (value: number | null): boolean => value === null || Number.isInteger(value)

/** The option that ECharts draws. Values are shown as given; nothing is added up here. */
export function chartOptions(shape: ChartShape) {
  const { categories, series, lying = false, unit, rightUnit } = shape
  const ink = '#57606a'
  const named = {
    type: 'category' as const,
    data: [...categories],
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#d0d7de' } },
    axisLabel: { color: ink, fontSize: 12, hideOverlap: true },
  }
  const measured = (name: string | undefined, onRight: boolean) => ({
    type: 'value' as const,
    name: name ?? '',
    // there is no half outlet: an axis of whole numbers has no marks between them
    minInterval: series.every(({ right, values }) => (right ?? false) !== onRight || values.every(isWhole)) ? 1 : 0,
    // centred over an axis with narrow marks it would be cut at the edge
    nameTextStyle: { color: ink, ...(lying ? {} : { align: onRight ? ('right' as const) : ('left' as const) }) },
    axisLabel: { color: ink, fontSize: 12 },
    splitLine: { show: !onRight, lineStyle: { color: '#e4e8ec' } },
  })
  const measures = series.some(({ right }) => right)
    ? [measured(unit, false), measured(rightUnit, true)]
    : [measured(unit, false)]
  return {
    animation: false,
    color: order.map((tone) => colours[tone]),
    grid: { left: 8, right: 16, top: roomAbove(series, unit), bottom: 4, containLabel: true },
    legend: {
      show: series.length > 1,
      top: 0,
      left: 'center',
      itemHeight: 10,
      itemWidth: 14,
      textStyle: { color: ink },
    },
    tooltip: {
      trigger: 'axis' as const,
      transitionDuration: 0,
      valueFormatter: (value: unknown) => saidBy(shape, typeof value === 'number' ? value : null),
    },
    xAxis: lying ? measures : named,
    yAxis: lying ? named : measures,
    series: series.map(({ name, values, kind = 'bar', stack, right, tone }) => ({
      name,
      type: kind,
      data: [...values],
      ...(stack === undefined ? {} : { stack }),
      ...(right ? (lying ? { xAxisIndex: 1 } : { yAxisIndex: 1 }) : {}),
      ...(tone === undefined ? {} : { color: colours[tone] }),
      ...(kind === 'bar' ? { barMaxWidth: 28 } : { symbol: 'circle', symbolSize: 6, lineStyle: { width: 2 } }),
    })),
  }
}

/** The narrowest chart that a screen has, in px, and what a name in the legend takes beside its text. */
const NARROWEST = 440
const BESIDE_NAME = 30

/** Room over the bars for the names of the series, which take a second line when there are many, and for the unit. */
function roomAbove(series: readonly { readonly name: string }[], unit: string | undefined): number {
  if (series.length < 2) return unit ? 34 : 12
  const wide = series.reduce((sum, { name }) => sum + name.length * 12 + BESIDE_NAME, 0)
  return 34 + (Math.ceil(wide / NARROWEST) - 1) * 20
}

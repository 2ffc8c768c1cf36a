/** The parts of ECharts that the office's charts use; loaded when the first chart is shown. */

import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ChartShape, chartOptions } from './chart-options.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface DrawnChart {
  show(shape: ChartShape): void
  resize(): void
  end(): void
}

/** Draws into `place`; `onOpen` hears which value was clicked, by its places in the shape. */
export function drawChart(place: HTMLElement, onOpen: (category: number, series: number) => void): DrawnChart {
  const chart = init(place, null, { renderer: 'svg' })
  chart.on('click', ({ dataIndex, seriesIndex }) => {
    if (seriesIndex !== undefined) onOpen(dataIndex, seriesIndex)
  })
  return {
    show: (shape) => chart.setOption(chartOptions(shape), { notMerge: true }),
    resize: () => chart.resize(),
    end: () => chart.dispose(),
  }
}

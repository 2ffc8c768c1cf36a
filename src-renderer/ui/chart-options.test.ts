import { describe, expect, it } from 'vitest'
import { chartOptions, saidBy } from './chart-options.ts'

const months = ['9月', '10月']

describe('a chart as it is drawn', () => {
  it('shows the values as they are, places along the bottom', () => {
    const { xAxis, yAxis, series, legend } = chartOptions({
      categories: months,
      series: [{ name: '新增', values: [3, null], tone: 'green' }],
      unit: '户',
    })
    expect(xAxis).toMatchObject({ type: 'category', data: months })
    expect(yAxis).toMatchObject([{ type: 'value', name: '户' }])
    expect(series).toMatchObject([{ name: '新增', type: 'bar', data: [3, null], color: '#2a7a3f' }])
    expect(legend.show).toBe(false)
  })

  it('lays bars down with the first place on top', () => {
    const { xAxis, yAxis } = chartOptions({
      categories: months,
      series: [{ name: '网点', values: [1, 2] }],
      lying: true,
    })
    expect(yAxis).toMatchObject({ type: 'category', inverse: true })
    expect(xAxis).toMatchObject([{ type: 'value' }])
  })

  it('gives another unit an axis of its own', () => {
    const { yAxis, series, legend } = chartOptions({
      categories: months,
      series: [
        { name: '网点', values: [10, 12] },
        { name: '签约率', values: [80, 90.5], kind: 'line', right: true },
      ],
      unit: '个',
      rightUnit: '%',
    })
    // whole outlets, broken per cents
    expect(yAxis).toMatchObject([
      { name: '个', minInterval: 1 },
      { name: '%', minInterval: 0 },
    ])
    expect(series[1]).toMatchObject({ type: 'line', yAxisIndex: 1 })
    expect(legend.show).toBe(true)
  })

  it('leaves room for the names of many series, which take a second line on a small screen', () => {
    const top = (...names: string[]) =>
      chartOptions({ categories: months, series: names.map((name) => ({ name, values: [1, 2] })) }).grid.top
    expect(top('网点')).toBe(12)
    expect(top('新增', '退出')).toBe(34)
    expect(top('特约代理点', '指定专营店', '直销点', '社区营业厅', '综合营业厅', '自控卖场')).toBe(54)
  })

  it('says values with thousands marks, gaps as —', () => {
    expect(saidBy({}, 1234567)).toBe('1,234,567')
    expect(saidBy({ say: (value) => `${value}%` }, 80)).toBe('80%')
    expect(saidBy({}, null)).toBe('—')
  })
})

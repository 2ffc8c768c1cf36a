/**
 * A chart of bars or lines, and the same figures as a table for those who read numbers, use the keyboard, or print.
 *
 *   <Chart title="各类网点" categories={types} series={[{ name: '在营', values }]} unit="个"
 *     onOpen={(category) => navigate(`/outlets?type=${types[category]}`)} />
 *
 * With `onOpen`, every value leads to what is behind it, in the picture and in the table.
 */

import { useEffect, useRef, useState } from 'react'
import { errorWords } from '../api/refusal.ts'
import { type ChartShape, saidBy } from './chart-options.ts'
import type { DrawnChart } from './drawn-chart.ts'

interface ChartProps extends ChartShape {
  readonly title: string
  /** What the categories are, heading their column of the table. */
  readonly categoryTitle?: string
  /** px */
  readonly height?: number
  readonly onOpen?: (category: number, series: number) => void
}

export function Chart(props: ChartProps) {
  const { title, height = 240, categories, series } = props
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <span>{title}</span>
        <button type="button" className="chart-turn" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看数字'}
        </button>
      </figcaption>
      {categories.length === 0 || series.length === 0 ? (
        <p className="quiet">没有可画的数。</p>
      ) : asTable ? (
        <ChartTable {...props} />
      ) : (
        <Picture {...props} height={height} />
      )}
    </figure>
  )
}

function Picture(props: ChartProps & { readonly height: number }) {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnChart>(undefined)
  const [fault, setFault] = useState<unknown>()
  const shown = useRef(props)
  shown.current = props
  useEffect(() => {
    const here = place.current
    if (!here) return
    let gone = false
    const watch = new ResizeObserver(() => drawn.current?.resize())
    import('./drawn-chart.ts')
      .then(({ drawChart }) => {
        if (gone) return
        drawn.current = drawChart(here, (category, series) => shown.current.onOpen?.(category, series))
        drawn.current.show(shown.current)
        watch.observe(here)
      })
      .catch(setFault)
    return () => {
      gone = true
      watch.disconnect()
      drawn.current?.end()
      drawn.current = undefined
    }
  }, [])
  useEffect(() => drawn.current?.show(props))
  if (fault) return <p className="wrong">{errorWords(fault)}</p>
  return (
    <div
      ref={place}
      role="img"
      aria-label={`${props.title}（图）`}
      className={props.onOpen ? 'chart-picture chart-opens' : 'chart-picture'}
      style={{ height: props.height }}
    />
  )
}

function ChartTable(props: ChartProps) {
  const { title, categories, series, categoryTitle = '', onOpen } = props
  return (
    <div className="chart-table">
      <table className="plain-table" aria-label={title}>
        <thead>
          <tr>
            <th>{categoryTitle}</th>
            {series.map(({ name }) => (
              <th key={name} className="figure">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, row) => (
            <tr key={category}>
              <td>{category}</td>
              {series.map(({ name, values }, column) => (
                <td key={name} className="figure">
                  {onOpen && values[row] !== null ? (
                    <button type="button" className="why" title="打开名单" onClick={() => onOpen(row, column)}>
                      {saidBy(props, values[row] ?? null)}
                    </button>
                  ) : (
                    saidBy(props, values[row] ?? null)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

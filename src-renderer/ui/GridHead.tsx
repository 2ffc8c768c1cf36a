/** The head of the grid with sorting and widths, and its totals line. */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window over a million lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid; the active row is its descendant by aria

import { Checkbox } from 'antd'
import { type Column, cellText, isFigure } from './column.ts'
import { countText, isNegative } from './figures.ts'
import type { GridProps } from './Grid.tsx'
import { checkWidth, rowHeight } from './grid-measures.ts'

export function GridHead<Row>(props: GridProps<Row> & { width: number; checks: boolean }) {
  const { columns, sort, onSort, checks, selectedCount = 0, total, onSelectAll } = props
  const turn = (column: Column<Row>) => {
    if (!column.sortable || !onSort) return
    if (sort?.by !== column.key) onSort({ by: column.key, descending: false })
    else onSort(sort.descending ? undefined : { by: column.key, descending: true })
  }
  return (
    <div className="grid-head" role="row" aria-rowindex={1} style={{ width: props.width, height: rowHeight + 2 }}>
      {checks ? (
        <div className="grid-cell check" role="columnheader" style={{ width: checkWidth }}>
          <Checkbox
            tabIndex={-1}
            aria-label="全选"
            checked={selectedCount > 0 && selectedCount >= total}
            indeterminate={selectedCount > 0 && selectedCount < total}
            onChange={(event) => onSelectAll?.(event.target.checked)}
          />
        </div>
      ) : null}
      {columns.map((column, at) => {
        const sorted = sort?.by === column.key ? (sort.descending ? 'descending' : 'ascending') : 'none'
        return (
          <div
            key={column.key}
            className={`grid-cell${at === 0 ? ' first' : ''}${isFigure(column) ? ' figure' : ''}`}
            role="columnheader"
            aria-sort={column.sortable ? sorted : undefined}
            style={{ width: column.width, ...(at === 0 ? { left: checks ? checkWidth : 0 } : {}) }}
          >
            {column.sortable && onSort ? (
              <button
                type="button"
                className="sort"
                tabIndex={-1}
                title={`按${column.title}排序`}
                onClick={() => turn(column)}
              >
                {column.title}
                <span className="sort-mark">{sorted === 'ascending' ? '▲' : sorted === 'descending' ? '▼' : ''}</span>
              </button>
            ) : (
              <span className="sort">{column.title}</span>
            )}
            {props.onWidth ? <WidthHandle column={column} onWidth={props.onWidth} /> : null}
          </div>
        )
      })}
    </div>
  )
}

function WidthHandle<Row>({ column, onWidth }: { column: Column<Row>; onWidth: (key: string, width: number) => void }) {
  return (
    <span
      className="width-handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault()
        const from = event.clientX
        const handle = event.currentTarget
        handle.setPointerCapture(event.pointerId)
        handle.onpointermove = (move) => onWidth(column.key, column.width + move.clientX - from)
        handle.onpointerup = () => {
          handle.onpointermove = null
        }
      }}
    />
  )
}

interface FootProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sums: Readonly<Record<string, string | number>>
  readonly total: number
  readonly width: number
  readonly checks: boolean
}

export function GridFoot<Row>({ columns, sums, total, width, checks }: FootProps<Row>) {
  const written = (column: Column<Row>) => {
    const sum = sums[column.key]
    return sum === undefined ? '' : cellText({ ...column, value: () => sum } as Column<unknown>, null)
  }
  return (
    <div className="grid-foot" role="row" aria-rowindex={total + 2} style={{ width, height: rowHeight }}>
      {checks ? <div className="grid-cell check" role="gridcell" tabIndex={-1} style={{ width: checkWidth }} /> : null}
      {columns.map((column, at) => (
        <div
          key={column.key}
          role="gridcell"
          tabIndex={-1}
          className={`grid-cell${at === 0 ? ' first' : ''}${isFigure(column) ? ' figure' : ''}${isNegative(String(sums[column.key] ?? '')) ? ' negative' : ''}`}
          style={{ width: column.width, ...(at === 0 ? { left: checks ? checkWidth : 0 } : {}) }}
        >
          {at === 0 ? `合计 ${countText(total)} 行` : written(column)}
        </div>
      ))}
    </div>
  )
}

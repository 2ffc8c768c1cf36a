/** A row of the grid: its cells, the frozen first one, its tick box. */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window over a million lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid; the active row is its descendant by aria
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid itself takes the keys (arrows, Enter, Space)

import { Checkbox } from 'antd'
import { memo } from 'react'
import { type Column, cellLook, cellText } from './column.ts'
import { checkWidth, rowHeight } from './grid-measures.ts'

interface RowProps {
  readonly index: number
  readonly top: number
  readonly row: unknown
  readonly columns: readonly Column<unknown>[]
  readonly checks: boolean
  readonly selected: boolean
  readonly active: boolean
  readonly opens: boolean
  readonly onPick: (index: number, event: { ctrlKey: boolean; shiftKey: boolean }) => void
  readonly onCheck: (index: number, stretch: boolean) => void
  readonly onOpen: (row: unknown) => void
}

export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, row, columns, checks, selected, active, opens, onPick, onCheck, onOpen } = props
  const look = ['grid-row', selected ? 'selected' : '', active ? 'active' : '', index % 2 ? 'odd' : '']
    .filter(Boolean)
    .join(' ')
  return (
    <div
      id={`grid-row-${index}`}
      className={look}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={checks ? selected : undefined}
      style={{ top: props.top, height: rowHeight }}
      onClick={(event) => onPick(index, event)}
      onDoubleClick={() => row !== undefined && onOpen(row)}
    >
      {checks ? (
        <div className="grid-cell check" role="gridcell" style={{ width: checkWidth }}>
          <Checkbox
            checked={selected}
            tabIndex={-1}
            aria-label={`选择第 ${index + 1} 行`}
            onClick={(event) => {
              event.stopPropagation()
              if (row !== undefined) onCheck(index, event.shiftKey)
            }}
          />
        </div>
      ) : null}
      {columns.map((column, at) => (
        <div
          key={column.key}
          className={`grid-cell${at === 0 ? ' first' : ''} ${row === undefined ? 'coming' : cellLook(column, row)}`}
          role="gridcell"
          style={{ width: column.width, ...(at === 0 ? { left: checks ? checkWidth : 0 } : {}) }}
          title={row === undefined || column.show ? undefined : cellText(column, row)}
        >
          {row === undefined ? (
            '…'
          ) : at === 0 && opens ? (
            <button type="button" className="open-row" tabIndex={-1} onClick={() => onOpen(row)}>
              {column.show ? column.show(row) : cellText(column, row)}
            </button>
          ) : column.show ? (
            column.show(row)
          ) : (
            cellText(column, row)
          )}
        </div>
      ))}
    </div>
  )
})

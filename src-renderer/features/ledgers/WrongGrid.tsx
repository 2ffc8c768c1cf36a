/**
 * The wrong rows of a file as a sheet: what is wrong beside the row, wrong cells red, and every cell can be mended in place.
 * Arrows move, F2, Enter or typing edits, Tab goes on to the next wrong cell, Esc gives the cell back as it was.
 */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the one field over the active cell has the focus
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field takes the keys

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { rowHeight } from '../../ui/grid-measures.ts'
import { rowsInView } from '../../ui/grid-window.ts'
import { isComposing } from '../../ui/keys.ts'
import { cellKey } from './draft-edits.ts'
import type { CellEdit, WrongRow } from './shapes.ts'
import { Head, numberWidth, placeOf, Row, sheetWidth, wordsWidth } from './WrongGridRow.tsx'

export interface WrongGridProps {
  readonly label: string
  readonly headings: readonly { readonly heading: string; readonly taken: boolean }[]
  /** Rows of several files or sheets: which one is said. */
  readonly several: boolean
  readonly total: number
  readonly rowAt: (index: number) => WrongRow | undefined
  readonly onWindow: (first: number, last: number) => void
  /** By cell: what it shall say. */
  readonly draft: ReadonlyMap<string, string>
  /** Absent: the cells can only be read. */
  readonly onEdit?: ((edits: readonly CellEdit[]) => void) | undefined
  /** The cell that the keys work on, for acts beside the grid. */
  readonly onActive?: (cell: { column: string; value: string } | undefined) => void
}

const mostRows = 10
/** Wider than its heading and the cells first seen need, no column is. */
const widthOf = (texts: readonly string[]): number => {
  const units = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 14 : 7.6), 0)
  return Math.round(Math.min(240, Math.max(64, ...texts.map((text) => units(text) + 20))))
}

export function WrongGrid(props: WrongGridProps) {
  const { headings, several, total, rowAt, onWindow, draft, onEdit, onActive } = props
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [top, setTop] = useState(0)
  const [active, setActive] = useState<{ row: number; column: number }>()
  /** What is typed into the active cell; undefined while it is only looked at. */
  const [typed, setTyped] = useState<string>()

  const shown = headings.flatMap(({ heading, taken }, index) => (heading === '' ? [] : [{ heading, taken, index }]))
  const seen = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((at) => rowAt(at) ?? [])
  const before = numberWidth + wordsWidth + (several ? sheetWidth : 0)
  let left = before
  const columns = shown.map((column) => {
    const width = widthOf([column.heading, ...seen.map(({ cells }) => cells[column.index] ?? '')])
    left += width
    return { ...column, width, left: left - width }
  })
  const width = left
  const view = Math.min(mostRows, Math.max(2, total)) * rowHeight
  const { first, last } = rowsInView({ top, shift: 0 }, { rows: total, rowHeight, view })
  useEffect(() => onWindow(first, last), [first, last, onWindow])

  const textOf = (row: WrongRow, column: { heading: string; index: number }): string =>
    draft.get(cellKey({ ...placeOf(row), column: column.heading })) ?? row.cells[column.index] ?? ''
  const wrongColumns = (row: WrongRow): number[] =>
    columns.flatMap(({ heading }, at) => (row.problems.some(({ column }) => column === heading) ? [at] : []))
  const isMended = (row: WrongRow, heading = ''): boolean => draft.has(cellKey({ ...placeOf(row), column: heading }))
  const firstWrong = (row: WrongRow | undefined): number => (row && wrongColumns(row)[0]) ?? 0

  // Another filter or a new check begins at the first wrong cell.
  const head = rowAt(0)
  const headKey = head ? `${head.source} ${head.sheet} ${head.row} ${total} ${headings.length}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first row's change is the reason
  useEffect(() => {
    setTyped(undefined)
    setActive(head && onEdit ? { row: 0, column: firstWrong(head) } : undefined)
    if (box.current) box.current.scrollTop = 0
    setTop(0)
  }, [headKey])

  const at = active && active.row < total ? active : undefined
  const activeRow = at && rowAt(at.row)
  const activeColumn = at && columns[at.column]
  const activeValue = activeRow && activeColumn ? textOf(activeRow, activeColumn) : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only which cell it is counts
  useEffect(() => {
    onActive?.(activeColumn && activeRow ? { column: activeColumn.heading, value: activeValue } : undefined)
  }, [activeColumn?.heading, activeValue])

  // The active cell comes into view, beside the frozen columns and below the head; scrolling away from it is free.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only which cell it is counts
  useLayoutEffect(() => {
    const element = box.current
    const column = at && columns[at.column]
    if (!element || !at || !column) return
    const rowTop = at.row * rowHeight
    if (rowTop < element.scrollTop) element.scrollTop = rowTop
    else if (rowTop + rowHeight > element.scrollTop + view) element.scrollTop = rowTop + rowHeight - view
    if (column.left - before < element.scrollLeft) element.scrollLeft = column.left - before
    else if (column.left + column.width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = column.left + column.width - element.clientWidth
  }, [at?.row, at?.column, headKey])

  const commit = (): void => {
    if (typed === undefined || !activeRow || !activeColumn || !onEdit) return
    setTyped(undefined)
    if (typed !== activeValue) onEdit([{ ...placeOf(activeRow), column: activeColumn.heading, value: typed }])
  }
  const go = (row: number, column: number): void => {
    commit()
    setTyped(undefined)
    setActive({
      row: Math.max(0, Math.min(total - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    })
  }
  /** The next cell that is wrong and not mended yet; else the next cell. */
  const goOn = (back: boolean): void => {
    if (!at) return
    const step = back ? -1 : 1
    for (let row = at.row; row >= 0 && row < total && Math.abs(row - at.row) < 200; row += step) {
      const found = rowAt(row)
      if (found === undefined) break
      const wrong = wrongColumns(found).filter(
        (column) => (row !== at.row || (column - at.column) * step > 0) && !isMended(found, columns[column]?.heading),
      )
      const next = back ? wrong.at(-1) : wrong[0]
      if (next === undefined) continue
      go(row, next)
      return
    }
    go(at.row, at.column + step)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent) || !at) return
    const editing = typed !== undefined
    const moves: Record<string, readonly [number, number]> = {
      ArrowDown: [at.row + 1, at.column],
      ArrowUp: [at.row - 1, at.column],
      PageDown: [at.row + mostRows - 1, at.column],
      PageUp: [at.row - mostRows + 1, at.column],
      ...(editing
        ? {}
        : {
            ArrowLeft: [at.row, at.column - 1],
            ArrowRight: [at.row, at.column + 1],
            Home: event.ctrlKey ? [0, 0] : [at.row, 0],
            End: event.ctrlKey ? [total - 1, columns.length - 1] : [at.row, columns.length - 1],
          }),
    }
    const move = moves[event.key]
    if (move) go(...move)
    else if (event.key === 'Tab' && !event.ctrlKey) {
      // Out of the last wrong cell the focus goes on to what follows the grid.
      const wrongHere = activeRow ? wrongColumns(activeRow) : []
      const end = event.shiftKey
        ? at.row === 0 && at.column <= (wrongHere[0] ?? 0)
        : at.row === total - 1 && at.column >= (wrongHere.at(-1) ?? 0)
      commit()
      if (end) return
      goOn(event.shiftKey)
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      if (editing) go(at.row + 1, at.column)
      else setTyped(activeValue)
    } else if (event.key === 'F2') setTyped(editing ? undefined : activeValue)
    else if (event.key === 'Delete' && !editing && onEdit && activeRow && activeColumn)
      onEdit([{ ...placeOf(activeRow), column: activeColumn.heading, value: '' }])
    else if (event.key === 'Escape' && editing) {
      setTyped(undefined)
      // Esc leaves the page otherwise
      event.stopPropagation()
    } else return
    event.preventDefault()
  }

  const rows = []
  for (let index = first; index < last; index++) rows.push(index)
  return (
    <div
      className="grid wrong-grid"
      ref={box}
      style={{ height: view + rowHeight + 20 }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (several ? 3 : 2)}
        tabIndex={onEdit ? undefined : 0}
        style={{ width, minWidth: '100%' }}
      >
        <div className="grid-head" role="row" aria-rowindex={1} style={{ width, height: rowHeight + 2 }}>
          <Head width={numberWidth} left={0} heading="行号" />
          <Head width={wordsWidth} left={numberWidth} heading="哪里不对" />
          {several ? <Head width={sheetWidth} heading="文件和工作表" /> : null}
          {columns.map(({ heading, taken, width: own, index }) => (
            <Head key={index} width={own} heading={heading} quiet={!taken} />
          ))}
        </div>
        <div className="grid-body" role="rowgroup" style={{ height: total * rowHeight, width }}>
          {rows.map((index) => (
            <Row
              key={index}
              index={index}
              row={rowAt(index)}
              columns={columns}
              several={several}
              active={at?.row === index ? at.column : undefined}
              textOf={textOf}
              draft={draft}
              onPick={(column) => {
                go(index, column)
                field.current?.focus({ preventScroll: true })
              }}
            />
          ))}
        </div>
      </div>
      {onEdit && at && activeColumn ? (
        <input
          ref={field}
          className={`cell-field${typed === undefined ? ' looking' : ''}`}
          style={{
            top: rowHeight + 2 + at.row * rowHeight,
            left: activeColumn.left,
            width: typed === undefined ? activeColumn.width : Math.max(activeColumn.width, 140),
            height: rowHeight,
          }}
          aria-label={`第 ${activeRow?.row ?? ''} 行“${activeColumn.heading}”${typed === undefined ? `：${activeValue}` : ''}`}
          value={typed ?? ''}
          maxLength={1000}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={commit}
          onDoubleClick={() => typed === undefined && setTyped(activeValue)}
        />
      ) : null}
    </div>
  )
}

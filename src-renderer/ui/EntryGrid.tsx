/**
 * A grid for typing figures, as in Excel: arrows and Enter move, digits begin typing (also an input method's full-width ones: a
 * field always stands at the cursor and has the keyboard, unseen until something is typed), F2 edits, Delete empties, Ctrl+Z undoes a
 * slip, a block copied from a spreadsheet is pasted by codes and headings or from the cursor on. Only rows in view are drawn.
 *
 *   const entry = useEntry((at) => stored.get(cellKey(at)) ?? '')
 *   <EntryGrid label="指标" rows={rows} columns={columns} entry={entry} />
 *
 * The screen keeps `entry.edits` and saves them; what a column's `read` does not accept is shown red and kept as typed, so that
 * nothing is lost (`entry.faults` counts them).
 */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window over thousands lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid

import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type CellAt, pastedCells, pastedEdits } from './entry-cells.ts'
import { rowHeight } from './grid-measures.ts'
import { bodyHeight, type GridScroll, rowsInView, scrolledTo, scrollFor } from './grid-window.ts'
import { isComposing } from './keys.ts'
import type { Entry } from './useEntry.ts'
import { useNotice } from './useRunAct.ts'

export interface EntryRow {
  readonly key: string
  /** Shown frozen on the left, in order of `fixed`. */
  readonly fixed: readonly string[]
  /** What a pasted code may say for it; its key where absent. */
  readonly names?: readonly string[]
}

export interface EntryColumn {
  readonly key: string
  readonly title: string
  readonly width?: number
  /** A second line of the head: who delivers it, what it should be. */
  readonly note?: string
  readonly disabled?: boolean
  /** Shown grey where a cell is empty: what stands in for it. */
  readonly hint?: (row: string) => string | undefined
}

interface EntryGridProps {
  readonly label: string
  readonly fixed: readonly { readonly title: string; readonly width: number }[]
  readonly rows: readonly EntryRow[]
  readonly columns: readonly EntryColumn[]
  readonly entry: Entry
  /** Why nothing can be typed. */
  readonly disabled?: string | undefined
  /** Where the cursor stands when the grid opens; it has the keyboard then. */
  readonly start?: CellAt | undefined
}

const headHeight = 44

export function EntryGrid({ label, fixed, rows, columns, entry, disabled, start }: EntryGridProps) {
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const notice = useNotice()
  const [view, setView] = useState(400)
  const [scroll, setScroll] = useState<GridScroll>({ top: 0, shift: 0 })
  const [at, setAt] = useState(() => ({
    row: start
      ? Math.max(
          0,
          rows.findIndex(({ key }) => key === start.row),
        )
      : 0,
    column: start
      ? Math.max(
          0,
          columns.findIndex(({ key }) => key === start.column),
        )
      : 0,
  }))
  /** What is being typed; undefined while only the cursor stands there. */
  const [typing, setTyping] = useState<string>()
  const size = { rows: rows.length, rowHeight, view: Math.max(rowHeight, view - headHeight) }

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setView(element.clientHeight)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    setAt((now) => ({
      row: Math.min(now.row, Math.max(0, rows.length - 1)),
      column: Math.min(now.column, Math.max(0, columns.length - 1)),
    }))
  }, [rows.length, columns.length])

  const here = (): CellAt | undefined => {
    const [row, column] = [rows[at.row], columns[at.column]]
    return row && column && !column.disabled && disabled === undefined
      ? { row: row.key, column: column.key }
      : undefined
  }
  const frozen = fixed.reduce((sum, { width }) => sum + width, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(() => {
    if (!start) return
    reach(at.row, at.column)
    field.current?.focus({ preventScroll: true })
  }, [])
  const reach = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    }
    setAt(next)
    const element = box.current
    if (!element) return
    element.scrollTop = scrollFor(next.row, scroll, size)
    const left = columns.slice(0, next.column).reduce((sum, one) => sum + widthOf(one), 0)
    const right = left + widthOf(columns[next.column])
    if (left < element.scrollLeft) element.scrollLeft = left
    else if (right > element.scrollLeft + element.clientWidth - frozen)
      element.scrollLeft = right - element.clientWidth + frozen
  }
  const keep = () => {
    const cell = here()
    if (typing !== undefined && cell) entry.set([{ ...cell, value: typing.trim() }])
    setTyping(undefined)
  }
  const refuse = () => {
    if (disabled) notice.warn(disabled)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const inCell = typing !== undefined
    const page = Math.max(1, Math.floor(size.view / rowHeight) - 1)
    const moves: Record<string, readonly [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      Enter: [event.shiftKey ? -1 : 1, 0],
      PageDown: [page, 0],
      PageUp: [-page, 0],
      ...(inCell ? {} : { ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -at.column], End: [0, columns.length] }),
      // at the last cell Tab leaves the grid
      ...(event.key === 'Tab' && !(event.shiftKey ? at.column === 0 : at.column === columns.length - 1)
        ? { Tab: [0, event.shiftKey ? -1 : 1] as const }
        : {}),
    }
    // a shortcut that saves takes what is being typed with it
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') return flushSync(keep)
    const move = event.ctrlKey ? undefined : moves[event.key]
    if (move) {
      keep()
      reach(at.row + move[0], at.column + move[1])
    } else if (event.ctrlKey && (event.key === 'Home' || event.key === 'End') && !inCell) {
      reach(event.key === 'Home' ? 0 : rows.length, event.key === 'Home' ? 0 : columns.length)
    } else if (event.ctrlKey && event.key.toLowerCase() === 'z' && !inCell) entry.undo()
    else if (event.key === 'Escape' && inCell) setTyping(undefined)
    else if (event.key === 'F2' && !inCell) {
      const cell = here()
      if (cell) setTyping(entry.value(cell))
      else refuse()
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && !inCell) {
      const cell = here()
      if (cell) entry.set([{ ...cell, value: '' }])
      else refuse()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !inCell && !here()) {
      refuse()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (typing !== undefined && !/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    if (disabled) return refuse()
    setTyping(undefined)
    const target = {
      rows: rows.map(({ key, names }) => ({ key, names: names ?? [key] })),
      columns: columns.map(({ key, title, disabled: off }) => ({ key, names: off ? [] : [title] })),
      at,
    }
    const { edits, unknownRows, unknownColumns, outside } = pastedEdits(pastedCells(text), target)
    const open = new Set(columns.flatMap(({ key, disabled: off }) => (off ? [] : [key])))
    const taken = edits.filter(({ column }) => open.has(column))
    entry.set(taken)
    const left = [
      unknownRows.length > 0 ? `${unknownRows.length} 行的编码这里没有（${unknownRows.slice(0, 5).join('、')}）` : '',
      unknownColumns.length > 0 ? `没有这些列：${unknownColumns.slice(0, 5).join('、')}` : '',
      outside > 0 ? `${outside} 格超出了表格` : '',
    ].filter(Boolean)
    if (left.length > 0) notice.warn(`粘贴了 ${taken.length} 格；${left.join('；')}，没有粘贴。`)
    else notice.done(`粘贴了 ${taken.length} 格。按 Ctrl+Z 撤回。`)
  }

  const onCopy = (event: ClipboardEvent) => {
    const [row, column] = [rows[at.row], columns[at.column]]
    if (typing !== undefined || !row || !column) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', entry.value({ row: row.key, column: column.key }))
  }

  const { first, last } = rowsInView(scroll, size)
  const width = frozen + columns.reduce((sum, one) => sum + widthOf(one), 0)
  return (
    <div
      ref={box}
      className="grid entry-grid"
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={fixed.length + columns.length}
      aria-activedescendant={rows.length > 0 && columns.length > 0 ? `entry-${at.row}-${at.column}` : undefined}
      onFocus={(event) => {
        if (event.target === box.current) field.current?.focus({ preventScroll: true })
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onCopy={onCopy}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget
        setScroll((before) => (before.top === scrollTop ? before : scrolledTo(before, scrollTop, size)))
      }}
    >
      <div className="grid-head entry-head" role="row" style={{ width, height: headHeight }}>
        {fixed.map((one, index) => (
          <div key={one.title} role="columnheader" className="grid-cell first" style={frozenAt(fixed, index)}>
            {one.title}
          </div>
        ))}
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            className="grid-cell figure"
            style={{ width: widthOf(column) }}
            title={`${column.title}${column.note ? `：${column.note}` : ''}`}
          >
            {column.title}
            <small className="quiet">{column.note ?? ''}</small>
          </div>
        ))}
      </div>
      <div className="grid-body" role="rowgroup" style={{ height: bodyHeight(size), width }}>
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset
          return (
            <div
              key={row.key}
              role="row"
              aria-rowindex={index + 2}
              className={`grid-row${index === at.row ? ' active' : ''}`}
              style={{ top: index * rowHeight - scroll.shift, width, height: rowHeight }}
            >
              {row.fixed.map((text, place) => (
                <div
                  // biome-ignore lint/suspicious/noArrayIndexKey: fixed columns never move
                  key={place}
                  role={place === 0 ? 'rowheader' : 'gridcell'}
                  className="grid-cell first"
                  style={frozenAt(fixed, place)}
                  title={text}
                >
                  {text}
                </div>
              ))}
              {columns.map((column, place) => {
                const cell = { row: row.key, column: column.key }
                const isHere = index === at.row && place === at.column
                const value = entry.value(cell)
                const fault = entry.fault(cell)
                const hint = value === '' ? column.hint?.(row.key) : undefined
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid
                  <div
                    key={column.key}
                    id={`entry-${index}-${place}`}
                    role="gridcell"
                    aria-selected={isHere}
                    aria-invalid={fault !== undefined}
                    className={`grid-cell figure entry-cell${isHere ? ' here' : ''}${entry.isEdited(cell) ? ' edited' : ''}${fault ? ' faulty' : ''}${column.disabled ? ' off' : ''}`}
                    style={{ width: widthOf(column) }}
                    title={fault ?? hint}
                    onClick={() => {
                      if (isHere) return field.current?.focus({ preventScroll: true })
                      keep()
                      setAt({ row: index, column: place })
                      field.current?.focus({ preventScroll: true })
                    }}
                    onDoubleClick={() => (here() ? setTyping(entry.value(cell)) : refuse())}
                  >
                    {isHere && typing !== undefined ? null : hint ? <span className="quiet">{hint}</span> : value}
                  </div>
                )
              })}
            </div>
          )
        })}
        {/* a grid holds nothing but rows and cells: the field is an editable cell of the cursor's row */}
        <div role="row" aria-rowindex={at.row + 2}>
          <div role="gridcell" aria-colindex={fixed.length + at.column + 1}>
            <input
              ref={field}
              className={`entry-input${typing === undefined ? ' waiting' : ''}`}
              aria-label={`${rows[at.row]?.fixed[0] ?? ''} ${columns[at.column]?.title ?? ''}`}
              autoComplete="off"
              inputMode="decimal"
              readOnly={here() === undefined}
              style={{
                top: at.row * rowHeight - scroll.shift,
                left: frozen + columns.slice(0, at.column).reduce((sum, one) => sum + widthOf(one), 0),
                width: widthOf(columns[at.column]),
                height: rowHeight,
              }}
              value={typing ?? ''}
              onChange={(event) => setTyping(event.target.value)}
              onBlur={keep}
            />
          </div>
        </div>
      </div>
    </div>
  )
}

const widthOf = (column: EntryColumn | undefined): number => column?.width ?? 108

const frozenAt = (fixed: EntryGridProps['fixed'], index: number) => ({
  width: fixed[index]?.width ?? 100,
  left: fixed.slice(0, index).reduce((sum, { width }) => sum + width, 0),
})

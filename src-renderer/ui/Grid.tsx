/**
 * The dense table behind every list: head, frozen first column, rows of the window only, totals in view.
 * Our own because antd's virtual table wants every row in an array; this one asks for those it shows, of a million.
 * Use ListPage for a whole list; use Grid alone for rows inside a page or a drawer.
 */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window over a million lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Column } from './column.ts'
import { GridFoot, GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import { checkWidth, rowHeight } from './grid-measures.ts'
import { bodyHeight, type GridScroll, rowsInView, scrolledTo, scrollFor } from './grid-window.ts'
import { isComposing } from './keys.ts'
import type { ListSort } from './useListRows.ts'

export interface GridProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly total: number
  readonly rowAt: (index: number) => Row | undefined
  readonly rowKey: (row: Row) => string
  readonly onWindow?: (first: number, last: number) => void
  readonly sort?: ListSort | undefined
  readonly onSort?: (sort: ListSort | undefined) => void
  readonly onWidth?: (key: string, width: number) => void
  readonly onOpen?: (row: Row) => void
  /** Absent: no selection. */
  readonly isSelected?: (key: string) => boolean
  readonly onSelect?: (index: number, how: 'one' | 'stretch') => void
  readonly onSelectAll?: (on: boolean) => void
  readonly selectedCount?: number
  readonly sums?: Readonly<Record<string, string | number>> | undefined
  readonly renewing?: boolean
  /** Takes the focus when it appears, unless a field has it, so that arrows and Enter work at once. */
  readonly takesFocus?: boolean
  /** A new value begins again at the top: another filter, another order. */
  readonly viewKey?: string
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode
}

export function Grid<Row>(props: GridProps<Row>) {
  const { columns, total, rowAt, rowKey, onWindow, onOpen, onSelect, isSelected } = props
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState(400)
  const [scroll, setScroll] = useState<GridScroll>({ top: 0, shift: 0 })
  const [active, setActive] = useState(0)
  const headHeight = rowHeight + 2
  const footHeight = props.sums ? rowHeight : 0
  const size = { rows: total, rowHeight, view: Math.max(rowHeight, view - headHeight - footHeight) }

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setView(element.clientHeight)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  const { takesFocus, viewKey } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key's change is the reason
  useEffect(() => {
    setActive(0)
    if (box.current) box.current.scrollTop = 0
  }, [viewKey])
  useEffect(() => {
    const held = document.activeElement
    if (takesFocus && (!held || held === document.body || ['A', 'MAIN'].includes(held.tagName)))
      box.current?.focus({ preventScroll: true })
  }, [takesFocus])

  const { first, last } = rowsInView(scroll, size)
  useEffect(() => onWindow?.(first, last), [first, last, onWindow])

  // A shorter list must not leave the view or the active row behind its end.
  useEffect(() => setActive((index) => Math.max(0, Math.min(index, total - 1))), [total])

  const reach = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index))
    setActive(next)
    if (box.current) box.current.scrollTop = scrollFor(next, scroll, size)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || (event.target !== box.current && event.key !== 'Escape')) return
    const page = Math.max(1, Math.floor(size.view / rowHeight) - 1)
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    }
    const target = moves[event.key]
    const row = rowAt(active)
    if (target !== undefined) {
      reach(target)
      if (event.shiftKey) onSelect?.(Math.max(0, Math.min(total - 1, target)), 'stretch')
    } else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
    else if (event.key === ' ' && onSelect) onSelect(active, 'one')
    else if (event.key === 'a' && event.ctrlKey && props.onSelectAll) props.onSelectAll(true)
    else return
    event.preventDefault()
  }

  const pick = useRef((_index: number, _event: { ctrlKey: boolean; shiftKey: boolean }) => {})
  pick.current = (index, event) => {
    setActive(index)
    if (event.shiftKey) onSelect?.(index, 'stretch')
    else if (event.ctrlKey) onSelect?.(index, 'one')
  }
  const onPick = useCallback(
    (index: number, event: { ctrlKey: boolean; shiftKey: boolean }) => pick.current(index, event),
    [],
  )
  const check = useRef((_index: number, _stretch: boolean) => {})
  check.current = (index, stretch) => onSelect?.(index, stretch ? 'stretch' : 'one')
  const onCheck = useCallback((index: number, stretch: boolean) => check.current(index, stretch), [])
  const open = useRef(onOpen)
  open.current = onOpen
  const onOpenRow = useCallback((row: Row) => open.current?.(row), [])

  const checks = onSelect !== undefined
  const width = columns.reduce((sum, column) => sum + column.width, 0) + (checks ? checkWidth : 0)
  const rows: ReactNode[] = []
  for (let index = first; index < last; index++) {
    const row = rowAt(index)
    const key = row === undefined ? undefined : rowKey(row)
    rows.push(
      <GridRow
        key={index}
        index={index}
        top={index * rowHeight - scroll.shift}
        row={row}
        columns={columns as readonly Column<unknown>[]}
        checks={checks}
        selected={key !== undefined && isSelected?.(key) === true}
        active={index === active}
        opens={onOpen !== undefined}
        onPick={onPick}
        onCheck={onCheck}
        onOpen={onOpenRow as (row: unknown) => void}
      />,
    )
  }

  return (
    <div
      ref={box}
      className={`grid${props.renewing ? ' renewing' : ''}`}
      aria-busy={props.renewing ?? false}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={checks}
      aria-activedescendant={total > 0 ? `grid-row-${active}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget
        setScroll((before) => (before.top === scrollTop ? before : scrolledTo(before, scrollTop, size)))
      }}
    >
      <GridHead {...props} width={width} checks={checks} />
      {total === 0 ? (
        <div className="grid-empty" role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      ) : (
        <div className="grid-body" role="rowgroup" style={{ height: bodyHeight(size), width }}>
          {rows}
        </div>
      )}
      {props.sums && total > 0 ? (
        <GridFoot columns={columns} sums={props.sums} total={total} width={width} checks={checks} />
      ) : null}
    </div>
  )
}

/**
 * The list, the first of the four patterns: filter line, dense table, totals in view, columns remembered per person,
 * selection with batch acts, 导出 of exactly what is shown, count and sum of the selection in the status line.
 *
 *   <ListPage list="outlets" title="网点" columns={columns} filters={filters} rowKey={(row) => row.code}
 *     source={{ queryKey: trpc.outlets.list.pathKey(), fetch: (r, signal) => client.outlets.list.query(toInput(r), { signal }) }}
 *     onOpen={(row) => navigate(`/outlets/${row.code}`)} acts={[create]} batchActs={(rows) => [transfer(rows)]}
 *     empty={<EmptyState … />} />
 *
 * 导出 (Ctrl+E) needs nothing: every list exports exactly what it shows, as a workbook or CSV. Only lists of more than 20,000
 * rows give `onExport`. A server that is still looking answers `complete: false` and the list fills in.
 *
 * `columns`, `filters` and `source` are best made outside the component or with useMemo. Filter values live in the address
 * (`?q=…&type=…`), so a door may open a list already filtered. Keys: Ctrl+F search, F5 refresh, Ctrl+E export, Ctrl+P print,
 * arrows and Enter in the table, Space or Ctrl+click to select, Shift for a stretch, Ctrl+A all rows of the filter.
 */

import { Button, type InputRef } from 'antd'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { client } from '../api/client.ts'
import { saveExport } from '../api/files.ts'
import { errorWords } from '../api/refusal.ts'
import { Acts } from './ActButton.tsx'
import type { Act } from './act.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import type { Column } from './column.ts'
import { useColumnLayout } from './column-layout.ts'
import { type Filter, FilterLine, useFilter } from './Filters.tsx'
import { countText } from './figures.ts'
import { filterWords } from './filter-values.ts'
import { Grid } from './Grid.tsx'
import { printList } from './printing.ts'
import { SavedViews } from './SavedViews.tsx'
import { type Selection, selectionWords, toggled, withStretch } from './selection.ts'
import { exportable, shownRows } from './shown-rows.ts'
import { useOfferedActs, useStatusWords } from './status-line.ts'
import { useKeys } from './useKeys.ts'
import { type ListFilter, type ListSort, type ListSource, useListRows } from './useListRows.ts'
import { useNotice } from './useRunAct.ts'
import { useWho } from './who.ts'

/** Exactly what is shown: filter, order and columns, for the export. */
export interface ListView {
  readonly filter: ListFilter
  readonly sort: ListSort | undefined
  readonly columns: readonly { readonly key: string; readonly title: string }[]
}

export interface ListPageProps<Row> {
  /** Name under which layout is remembered. */
  readonly list: string
  readonly title: string
  /** Inside a tab or a page that already has a head: no heading of its own. */
  readonly inTab?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly source: ListSource<Row>
  readonly filters?: readonly Filter[]
  readonly searchHint?: string
  /** The rows cannot be searched: no filter line. */
  readonly searchless?: boolean
  readonly sort?: ListSort
  readonly onOpen?: (row: Row) => void
  readonly acts?: readonly Act[]
  /** Acts for the selected rows; giving them turns selection on. */
  readonly batchActs?: (rows: readonly Row[]) => readonly Act[]
  readonly selectable?: boolean
  /** Exports what is shown from the store; where absent the list fetches its rows (at most 20,000) and exports those. */
  readonly onExport?: (view: ListView, format: 'xlsx' | 'csv') => Promise<unknown>
  readonly empty?: ReactNode
  /** The county's name: the list is printed as a page to be signed, with a button of its own. */
  readonly signed?: string
  /** Between head and filter line: a note, a segmented choice. */
  readonly above?: ReactNode
}

const noActs: readonly Act[] = []
const noFilters: readonly Filter[] = []
/** The most rows that go to the printer straight from the screen; more belong into a workbook. */
const mostPrinted = 5000
/** As api/lists.ts takes them; ledgers give `onExport` and are exported from the store. */
const mostExported = 20_000
/** More rows are not held in the window for the sake of a selection. */
const mostSelected = 20_000

export function ListPage<Row>(props: ListPageProps<Row>) {
  const { list, title, columns, rowKey, source, filters = noFilters, acts = noActs, batchActs, onExport } = props
  const who = useWho()
  const notice = useNotice()
  const search = useRef<InputRef>(null)
  const layout = useColumnLayout(who, list, columns)
  const { filter, setFilter, clearFilter, replaceFilter } = useFilter(filters)
  const [sort, setSort] = useState<ListSort | undefined>(props.sort)
  const [window, setWindow] = useState({ first: 0, last: 40 })
  const onWindow = useCallback((first: number, last: number) => setWindow({ first, last }), [])
  const rows = useListRows(source, { sort, filter }, window)
  const selecting = useSelection(rows, rowKey, () => shownRows(source, { filter, sort }))
  const canSelect = props.selectable ?? true
  useStatusWords(selectionWords(selecting.selection, columns))

  const { total } = rows
  // What is selected but no longer shown must not be acted on.
  const { clear } = selecting
  const filterKey = JSON.stringify(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is the reason
  useEffect(clear, [filterKey])
  const exportAct = useMemo((): Act => {
    const own = async (format: 'xlsx' | 'csv') => {
      const shown = exportable(title, layout.columns, await shownRows(source, { filter, sort }))
      const answer = await client.lists.export.mutate({ ...shown, format })
      saveExport(answer.export, answer.name)
    }
    const tooMany = `有 ${countText(total)} 行，一次最多导出 ${countText(mostExported)} 行。请先筛选。`
    const disabled = !onExport && total > mostExported ? tooMany : undefined
    const run = (format: 'xlsx' | 'csv') => () =>
      onExport
        ? onExport({ filter, sort, columns: layout.columns.map(({ key, title }) => ({ key, title })) }, format)
        : own(format)
    return {
      key: 'export',
      label: '导出',
      shortcut: 'Ctrl+E',
      disabled,
      run: run('xlsx'),
      more: [{ key: 'export-csv', label: 'CSV', disabled, run: run('csv') }],
    }
  }, [onExport, filter, sort, layout.columns, title, source, total])
  const print = async () => {
    if (total > mostPrinted)
      return notice.warn(`有 ${countText(total)} 行，太多了不便直接打印。请先筛选，或导出后打印。`)
    try {
      const all = await shownRows(source, { filter, sort })
      const shown = selecting.selection.size > 0 ? all.filter((row) => selecting.selection.has(rowKey(row))) : all
      const sums = selecting.selection.size > 0 ? undefined : rows.sums
      const notes = filterWords(filters, filter)
      printList({ title, notes, columns: layout.columns, rows: shown, sums, signed: props.signed })
    } catch (error) {
      notice.refused(error)
    }
  }
  const printing = useRef(print)
  printing.current = print
  const isSigned = props.signed !== undefined
  const allActs = useMemo(() => {
    const printAct: Act = { key: 'print', label: '打印', run: () => printing.current() }
    return [...acts, ...(isSigned ? [printAct] : []), exportAct]
  }, [acts, exportAct, isSigned])
  useOfferedActs(allActs)

  const letGo = () => (selecting.selection.size > 0 ? selecting.clear() : false)
  useKeys({
    'Ctrl+F': () => search.current?.focus({ cursor: 'all' }),
    F5: rows.refresh,
    'Ctrl+P': print,
    Esc: letGo,
  })

  const picked = useMemo(() => [...selecting.selection.values()], [selecting.selection])
  const filtered = Object.keys(filter).length > 0
  return (
    <section className="list-page" aria-label={title}>
      {props.inTab ? null : (
        <header className="page-head">
          <h1>{title}</h1>
          <Acts acts={allActs} />
        </header>
      )}
      {props.above}
      <div className="filter-bar">
        {props.searchless ? (
          <span />
        ) : (
          <FilterLine
            filters={filters}
            value={filter}
            onChange={setFilter}
            onClear={clearFilter}
            searchHint={props.searchHint ?? '编码、名称、拼音首字母、电话'}
            searchRef={search}
          />
        )}
        <div className="filter-end">
          {rows.looking === undefined ? null : (
            <span className="quiet list-looking" role="status">
              正在找…… {Math.floor(rows.looking * 100)}%
            </span>
          )}
          {props.inTab ? <Acts acts={allActs} /> : null}
          <SavedViews
            list={list}
            now={{ filter, sort, columns: layout.layout }}
            untouched={!filtered}
            onOpen={(view) => {
              replaceFilter(view.filter)
              setSort(view.sort)
              if (view.columns) layout.replace(view.columns)
            }}
          />
          <ColumnChoice columns={columns} layout={layout.layout} onChange={layout.change} onReset={layout.reset} />
        </div>
      </div>
      {picked.length > 0 ? (
        <div className="batch-bar" role="toolbar" aria-label="对选中的行">
          <span>已选 {countText(picked.length)} 行</span>
          {batchActs ? <Acts acts={batchActs(picked)} /> : null}
          <Button type="text" onClick={selecting.clear}>
            取消选择
          </Button>
        </div>
      ) : null}
      <Grid<Row>
        label={title}
        columns={layout.columns}
        total={rows.total}
        rowAt={rows.rowAt}
        rowKey={rowKey}
        onWindow={onWindow}
        sort={sort}
        onSort={setSort}
        onWidth={layout.setWidth}
        takesFocus
        viewKey={JSON.stringify([filter, sort])}
        renewing={rows.renewing && !rows.waiting && rows.looking === undefined}
        sums={rows.sums}
        {...(props.onOpen ? { onOpen: props.onOpen } : {})}
        {...(canSelect
          ? {
              isSelected: selecting.has,
              onSelect: selecting.select,
              onSelectAll: selecting.selectAll,
              selectedCount: selecting.selection.size,
            }
          : {})}
        empty={
          rows.error ? (
            <ListTrouble words={errorWords(rows.error)} act="再试一次" onAct={rows.refresh} />
          ) : rows.waiting || rows.looking !== undefined ? (
            <p className="quiet">正在读取……</p>
          ) : filtered ? (
            <ListTrouble words="没有符合筛选条件的内容。" act="清除筛选" onAct={clearFilter} />
          ) : (
            props.empty
          )
        }
      />
    </section>
  )
}

function ListTrouble({ words, act, onAct }: { words: string; act: string; onAct: () => void }) {
  return (
    <div className="list-trouble" role="status">
      <p>{words}</p>
      <Button onClick={onAct}>{act}</Button>
    </div>
  )
}

function useSelection<Row>(
  rows: { rowAt: (index: number) => Row | undefined; total: number },
  rowKey: (row: Row) => string,
  fetchAll: () => Promise<Row[]>,
) {
  const [selection, setSelection] = useState<Selection<Row>>(new Map())
  const notice = useNotice()
  const anchor = useRef(0)
  // answers of an earlier "select all" are not wanted any more
  const asked = useRef(0)
  const { rowAt, total } = rows
  return {
    selection,
    has: (key: string) => selection.has(key),
    clear: useCallback(() => {
      asked.current += 1
      setSelection(new Map())
    }, []),
    select: (index: number, how: 'one' | 'stretch') => {
      const row = rowAt(index)
      if (how === 'one') {
        anchor.current = index
        if (row !== undefined) setSelection((before) => toggled(before, rowKey(row), row))
        return
      }
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
      const stretch = Array.from({ length: to - from + 1 }, (_, i) => rowAt(from + i))
      setSelection((before) => withStretch(before, stretch, rowKey))
    },
    /** All rows that pass the filter, also those that have not been scrolled to. */
    selectAll: (on: boolean) => {
      asked.current += 1
      const mine = asked.current
      if (!on) return setSelection(new Map())
      if (total > mostSelected)
        return notice.warn(
          `有 ${countText(total)} 行，一次最多选 ${countText(mostSelected)} 行，没有选。请先筛选，再全选。`,
        )
      fetchAll()
        .then((all) => {
          if (asked.current === mine) setSelection(withStretch(new Map(), all, rowKey))
        })
        .catch(notice.refused)
    },
  }
}

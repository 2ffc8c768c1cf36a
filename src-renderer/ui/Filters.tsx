/** The filter line of a list: a search box, the filters used most, the rest behind 更多; kept in the address. */

import { Button, Input, type InputRef, Popover } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { FilterField } from './FilterField.tsx'
import { takesSeveral } from './filter-values.ts'
import { isComposing } from './keys.ts'
import { useKeys } from './useKeys.ts'
import type { ListFilter } from './useListRows.ts'
import { useTypedText } from './useTypedText.ts'

/** A node of a tree of choices. */
export interface FilterNode {
  readonly value: string
  readonly title: string
  readonly children?: readonly FilterNode[]
}

export interface Filter {
  readonly key: string
  readonly label: string
  /** dates: a range of days; tree: several nodes, each with all below it. */
  readonly kind: 'choice' | 'choices' | 'month' | 'text' | 'dates' | 'tree'
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly tree?: readonly FilterNode[]
  /** What the API takes for a chosen value; a flag is written yes or no. Texts where absent. */
  readonly type?: 'number' | 'flag'
  /** Also asks for what has no value, and for what has one. */
  readonly emptiable?: boolean
  /** Behind 更多. */
  readonly more?: boolean
  readonly width?: number
}

/** Key of the search box in the filter. */
export const searchKey = 'q'

/** The filter that the address holds, so that doors can open a filtered list and going back finds it again. */
export function readFilter(params: URLSearchParams, filters: readonly Filter[]): ListFilter {
  const filter: Record<string, string | string[]> = {}
  const search = params.get(searchKey)
  if (search) filter[searchKey] = search
  for (const one of filters) {
    const value = params.get(one.key)
    if (value) filter[one.key] = takesSeveral(one) ? value.split(',') : value
  }
  return filter
}

/** The filter in the address and how to change it. */
export function useFilter(filters: readonly Filter[]): {
  filter: ListFilter
  setFilter: (key: string, value: string | readonly string[]) => void
  clearFilter: () => void
  /** Another filter in place of this one, whole. */
  replaceFilter: (next: ListFilter) => void
} {
  const [params, setParams] = useSearchParams()
  const setFilter = (key: string, value: string | readonly string[]) =>
    setParams(
      (before) => {
        const written = typeof value === 'string' ? value : value.join(',')
        if (written) before.set(key, written)
        else before.delete(key)
        return before
      },
      { replace: true },
    )
  const replaceFilter = (next: ListFilter) =>
    setParams(
      (before) => {
        for (const key of [searchKey, ...filters.map((one) => one.key)]) before.delete(key)
        for (const [key, value] of Object.entries(next)) {
          before.set(key, typeof value === 'string' ? value : value.join(','))
        }
        return before
      },
      { replace: true },
    )
  return { filter: readFilter(params, filters), setFilter, clearFilter: () => replaceFilter({}), replaceFilter }
}

interface FilterLineProps {
  readonly filters: readonly Filter[]
  readonly value: ListFilter
  readonly onChange: (key: string, value: string | readonly string[]) => void
  readonly onClear: () => void
  readonly searchHint: string
  readonly searchRef: RefObject<InputRef | null>
}

export function FilterLine({ filters, value, onChange, onClear, searchHint, searchRef }: FilterLineProps) {
  const front = filters.filter((filter) => !filter.more)
  const behind = filters.filter((filter) => filter.more)
  const active = behind.filter((filter) => value[filter.key]).length
  return (
    <search className="filter-line" aria-label="筛选">
      <SearchBox
        value={String(value[searchKey] ?? '')}
        hint={searchHint}
        boxRef={searchRef}
        onChange={(text) => onChange(searchKey, text)}
      />
      {front.map((filter) => (
        <FilterField
          key={filter.key}
          filter={filter}
          value={value[filter.key]}
          onChange={(next) => onChange(filter.key, next)}
        />
      ))}
      {behind.length > 0 ? <MoreFilters filters={behind} value={value} active={active} onChange={onChange} /> : null}
      {Object.keys(value).length > 0 ? (
        <Button type="text" onClick={onClear}>
          清除筛选
        </Button>
      ) : null}
    </search>
  )
}

/** What is behind 更多: every other field, with its name; the keyboard goes in when it opens and Esc closes it. */
function MoreFilters({
  filters,
  value,
  active,
  onChange,
}: Pick<FilterLineProps, 'filters' | 'value' | 'onChange'> & { readonly active: number }) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useKeys({ Esc: close }, open)
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(opened) => {
        if (opened) box.current?.querySelector('input')?.focus()
      }}
      content={
        <div className="filter-more" ref={box}>
          {filters.map((filter) => (
            <div key={filter.key} className="filter-named">
              <span>{filter.label}</span>
              <FilterField
                filter={{ ...filter, width: 220 }}
                value={value[filter.key]}
                onChange={(next) => onChange(filter.key, next)}
              />
            </div>
          ))}
        </div>
      }
    >
      <Button ref={button}>{active ? `更多（${active}）` : '更多'}</Button>
    </Popover>
  )
}

interface SearchBoxProps {
  readonly value: string
  readonly hint: string
  readonly boxRef: RefObject<InputRef | null>
  readonly onChange: (text: string) => void
}

/** Searches 200 ms after the last key, and not while an input method is composing. */
function SearchBox({ value, hint, boxRef, onChange }: SearchBoxProps) {
  const { typed, setTyped, setComposing, ask } = useTypedText(value, onChange)
  return (
    <Input
      ref={boxRef}
      className="search-box"
      title="Ctrl+F"
      allowClear
      value={typed}
      placeholder={hint}
      aria-label={hint}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
        ask(typed)
      }}
    />
  )
}

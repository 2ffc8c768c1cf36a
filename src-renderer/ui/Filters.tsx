/** The filter line of a list: a search box, the filters used most, the rest behind 更多; kept in the address. */

import { Button, DatePicker, Input, type InputRef, Popover, Select } from 'antd'
import dayjs from 'dayjs'
import { type RefObject, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { isComposing } from './keys.ts'
import type { ListFilter } from './useListRows.ts'

export interface Filter {
  readonly key: string
  readonly label: string
  readonly kind: 'choice' | 'choices' | 'month' | 'text'
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** Behind 更多. */
  readonly more?: boolean
  readonly width?: number
}

/** Key of the search box in the filter. */
export const searchKey = 'q'

const several = (filter: Filter) => filter.kind === 'choices'

/** The filter that the address holds, so that doors can open a filtered list and going back finds it again. */
export function readFilter(params: URLSearchParams, filters: readonly Filter[]): ListFilter {
  const filter: Record<string, string | string[]> = {}
  const search = params.get(searchKey)
  if (search) filter[searchKey] = search
  for (const one of filters) {
    const value = params.get(one.key)
    if (value) filter[one.key] = several(one) ? value.split(',') : value
  }
  return filter
}

/** The filter in the address and how to change it. */
export function useFilter(
  filters: readonly Filter[],
): [ListFilter, (key: string, value: string | readonly string[]) => void, () => void] {
  const [params, setParams] = useSearchParams()
  const set = (key: string, value: string | readonly string[]) =>
    setParams(
      (before) => {
        const written = typeof value === 'string' ? value : value.join(',')
        if (written) before.set(key, written)
        else before.delete(key)
        return before
      },
      { replace: true },
    )
  const clear = () =>
    setParams(
      (before) => {
        for (const key of [searchKey, ...filters.map((one) => one.key)]) before.delete(key)
        return before
      },
      { replace: true },
    )
  return [readFilter(params, filters), set, clear]
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
      <TypedText
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
      {behind.length > 0 ? (
        <Popover
          trigger="click"
          placement="bottomLeft"
          content={
            <div className="filter-more">
              {behind.map((filter) => (
                <FilterField
                  key={filter.key}
                  filter={filter}
                  value={value[filter.key]}
                  onChange={(next) => onChange(filter.key, next)}
                />
              ))}
            </div>
          }
        >
          <Button>{active ? `更多（${active}）` : '更多'}</Button>
        </Popover>
      ) : null}
      {Object.keys(value).length > 0 ? (
        <Button type="text" onClick={onClear}>
          清除筛选
        </Button>
      ) : null}
    </search>
  )
}

interface TypedTextProps {
  readonly value: string
  readonly hint: string
  /** Of the search box alone. */
  readonly boxRef?: RefObject<InputRef | null>
  readonly width?: number
  readonly onChange: (text: string) => void
}

/** Searches 200 ms after the last key, and not while an input method is composing. */
function TypedText({ value, hint, boxRef, width, onChange }: TypedTextProps) {
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  useEffect(() => setTyped(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed starts the wait
  useEffect(() => {
    if (composing || typed === value) return
    const wait = setTimeout(() => onChange(typed.trim()), 200)
    return () => clearTimeout(wait)
  }, [typed, composing])
  return (
    <Input
      {...(boxRef ? { ref: boxRef, className: 'search-box', title: 'Ctrl+F' } : {})}
      {...(width ? { style: { width } } : {})}
      allowClear
      value={typed}
      placeholder={hint}
      aria-label={hint}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
        onChange(typed.trim())
      }}
    />
  )
}

interface FilterFieldProps {
  readonly filter: Filter
  readonly value: string | readonly string[] | undefined
  readonly onChange: (value: string | readonly string[]) => void
}

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const style = { width: filter.width ?? 120 }
  const named = { 'aria-label': filter.label, placeholder: filter.label }
  if (filter.kind === 'text')
    return <TypedText value={String(value ?? '')} hint={filter.label} width={style.width} onChange={onChange} />
  if (filter.kind === 'month')
    return (
      <DatePicker
        picker="month"
        {...named}
        style={style}
        format={['YYYY年M月', 'YYYY-MM', 'YYYYMM']}
        value={value ? dayjs(String(value)) : null}
        onChange={(month) => onChange(month && !Array.isArray(month) ? month.format('YYYY-MM') : '')}
      />
    )
  const options = [...(filter.options ?? [])]
  const search = { showSearch: { optionFilterProp: 'label' } }
  if (several(filter))
    return (
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        {...named}
        {...search}
        style={style}
        options={options}
        value={Array.isArray(value) ? [...value] : []}
        onChange={(next: string[]) => onChange(next)}
      />
    )
  return (
    <Select
      allowClear
      {...named}
      {...search}
      style={style}
      options={options}
      value={typeof value === 'string' ? value : null}
      onChange={(next: string | undefined | null) => onChange(next ?? '')}
    />
  )
}

/** Rows to take or to leave out by what a column says, with how many rows that means in the part of the file that was looked at. */

// biome-ignore-all lint/suspicious/noArrayIndexKey: a filter is its place; two may be alike

import { Button, Select } from 'antd'
import { countText } from '../../ui/figures.ts'
import type { ColumnValues, Mapping } from './shapes.ts'
import { wordKey } from './value-words.ts'

type Filter = NonNullable<Mapping['filters']>[number]

interface RowFiltersProps {
  readonly headings: readonly string[]
  readonly values: ColumnValues | undefined
  readonly filters: readonly Filter[]
  readonly onChange: (filters: readonly Filter[]) => void
}

export function RowFilters({ headings, values, filters, onChange }: RowFiltersProps) {
  const set = (at: number, filter: Filter) => onChange(filters.map((one, index) => (index === at ? filter : one)))
  const named = headings.filter((heading) => heading !== '')
  return (
    <section className="row-filters" aria-label="哪些行不导入">
      {filters.map((filter, at) => (
        <FilterRow
          key={at}
          at={at}
          headings={named}
          values={values}
          filter={filter}
          onSet={(next) => set(at, next)}
          onDrop={() => onChange(filters.filter((_, index) => index !== at))}
        />
      ))}
      <div>
        <Button
          disabled={named.length === 0 || filters.length >= 20}
          onClick={() => onChange([...filters, { heading: guessed(named, values), include: [] }])}
        >
          按某一列只要一部分行
        </Button>
        {filters.length === 0 ? <span className="quiet"> 例如全市的表里只要本县的。不导入的行会数出来。</span> : null}
      </div>
    </section>
  )
}

/** A column with few different words is what people filter by. */
function guessed(headings: readonly string[], values: ColumnValues | undefined): string {
  const few = values?.columns.filter((one) => !one.more && one.values.length > 1 && one.values.length <= 30) ?? []
  const county = few.find(({ heading }) => /县|区域|地市|归属/.test(heading))
  return (county ?? few[0])?.heading ?? headings[0] ?? ''
}

interface FilterRowProps extends Pick<RowFiltersProps, 'headings' | 'values'> {
  readonly at: number
  readonly filter: Filter
  readonly onSet: (filter: Filter) => void
  readonly onDrop: () => void
}

function FilterRow({ at, headings, values, filter, onSet, onDrop }: FilterRowProps) {
  const keeps = filter.exclude === undefined
  const words = [...(filter.include ?? filter.exclude ?? [])]
  const found = values?.columns.find(({ heading }) => heading === filter.heading)
  const with_ = (heading: string, keep: boolean, next: string[]): Filter =>
    keep ? { heading, include: next } : { heading, exclude: next }
  const label = `第 ${at + 1} 条筛选`
  return (
    <div className="inline">
      <Select
        showSearch
        aria-label={`${label}看哪一列`}
        style={{ width: 170 }}
        value={filter.heading}
        options={headings.map((value) => ({ value, label: value }))}
        onChange={(heading: string) => onSet(with_(heading, keeps, []))}
      />
      <Select
        aria-label={`${label}要还是不要`}
        style={{ width: 90 }}
        value={keeps}
        options={[
          { value: true, label: '只要' },
          { value: false, label: '不要' },
        ]}
        onChange={(keep: boolean) => onSet(with_(filter.heading, keep, words))}
      />
      <Select
        mode="tags"
        aria-label={`${label}的词`}
        style={{ minWidth: 260, maxWidth: 460 }}
        placeholder="选或打出这些词"
        value={words}
        options={(found?.values ?? []).map(({ text, count }) => ({
          value: text,
          label: `${text}（${countText(count)}）`,
        }))}
        optionLabelProp="value"
        onChange={(next: string[]) => onSet(with_(filter.heading, keeps, next))}
      />
      <span className="quiet" role="status">
        {outcome(found, values, keeps, words)}
      </span>
      <Button type="link" aria-label={`去掉${label}`} onClick={onDrop}>
        去掉
      </Button>
    </div>
  )
}

/** How many of the rows that were looked at stay. */
function outcome(
  found: ColumnValues['columns'][number] | undefined,
  values: ColumnValues | undefined,
  keeps: boolean,
  words: readonly string[],
): string {
  if (!found || !values || words.length === 0 || found.more) return ''
  const wanted = new Set(words.map(wordKey))
  const met = found.values.reduce((sum, { text, count }) => sum + (wanted.has(wordKey(text)) ? count : 0), 0)
  const kept = keeps ? met : values.rows - met
  return `${values.whole ? '' : `前 ${countText(values.rows)} 行里`}读 ${countText(kept)} 行，不导入 ${countText(values.rows - kept)} 行`
}

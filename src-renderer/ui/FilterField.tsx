/** One field of the filter line, by its kind: text, choice, choices, month, range of days, tree. */

import { AutoComplete, Button, DatePicker, Select, TreeSelect } from 'antd'
import type { Dayjs } from 'dayjs'
import { useMemo } from 'react'
import type { Month } from '../../src-main/domain/month.ts'
import type { Filter } from './Filters.tsx'
import { emptyMark, filledMark, rangeOf, rangeText, takesSeveral } from './filter-values.ts'
import { isComposing } from './keys.ts'
import { MonthPicker } from './MonthPicker.tsx'
import { usePickedDay } from './usePickedDay.ts'
import { useTypedText } from './useTypedText.ts'

interface FilterFieldProps {
  readonly filter: Filter
  readonly value: string | readonly string[] | undefined
  readonly onChange: (value: string | readonly string[]) => void
}

const blanks = [
  { value: emptyMark, label: '（空）' },
  { value: filledMark, label: '（不空）' },
]

const search = { showSearch: { optionFilterProp: 'label' } }

export function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const style = { width: filter.width ?? 120 }
  const named = { 'aria-label': filter.label, placeholder: filter.label }
  const text = typeof value === 'string' ? value : ''
  const several = takesSeveral(filter) ? (typeof value === 'string' ? [value] : [...(value ?? [])]) : []
  switch (filter.kind) {
    case 'text':
      return <TextFilter filter={filter} width={style.width} value={text} onChange={onChange} />
    case 'month':
      return (
        <MonthPicker
          allowClear
          {...named}
          style={style}
          value={text === '' ? undefined : (text as Month)}
          onChange={(month) => onChange(month ?? '')}
        />
      )
    case 'dates':
      return <DaysFilter filter={filter} width={style.width} value={text} onChange={onChange} />
    case 'tree':
      return (
        <TreeSelect
          multiple
          allowClear
          treeDefaultExpandAll
          maxTagCount="responsive"
          popupMatchSelectWidth={240}
          {...named}
          showSearch={{ treeNodeFilterProp: 'title' }}
          style={style}
          treeData={
            [...(filter.tree ?? []), ...(filter.emptiable ? [{ value: emptyMark, title: '（空）' }] : [])] as never
          }
          value={several}
          onChange={(next: string[]) => onChange(next)}
        />
      )
    case 'choices':
      return (
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          popupMatchSelectWidth={false}
          {...named}
          {...search}
          style={style}
          options={[...(filter.options ?? []), ...(filter.emptiable ? blanks : [])]}
          value={several}
          onChange={(next: string[]) => onChange(next)}
        />
      )
    case 'choice':
      return (
        <Select
          allowClear
          {...named}
          {...search}
          style={style}
          options={[...(filter.options ?? [])]}
          value={text || null}
          onChange={(next: string | undefined | null) => onChange(next ?? '')}
        />
      )
  }
}

interface PartProps {
  readonly filter: Filter
  readonly width: number
  readonly value: string
  readonly onChange: (value: string) => void
}

const said = (value: string) => blanks.find((blank) => blank.value === value)?.label ?? value

/** A part of a text; 空 and 不空 are offered below the box. Asks 200 ms after the last key, and not while composing. */
function TextFilter({ filter, width, value, onChange }: PartProps) {
  const { typed, setTyped, setComposing, ask, take } = useTypedText(said(value), onChange)
  return (
    <span onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)}>
      <AutoComplete
        allowClear
        aria-label={filter.label}
        placeholder={filter.label}
        style={{ width }}
        options={filter.emptiable ? blanks : []}
        showSearch={{ filterOption: (text, option) => text === '' || String(option?.label).includes(text) }}
        value={typed}
        onChange={(next: string | undefined) => setTyped(next ?? '')}
        onSelect={(picked = '') => {
          take(said(picked))
          onChange(picked)
        }}
        onKeyDown={(event) => {
          if (!isComposing(event.nativeEvent) && event.key === 'Enter' && typed !== said(value)) ask(typed)
        }}
      />
    </span>
  )
}

const dayFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY-M-D']

/** From a day to a day, either end open; 空 and 不空 below the calendar. */
function DaysFilter({ filter, width, value, onChange }: PartProps) {
  const mark = value === emptyMark || value === filledMark ? said(value) : undefined
  const [from, to] = mark ? ['', ''] : rangeOf(value)
  const first = usePickedDay(from)
  const last = usePickedDay(to)
  const days = useMemo((): [Dayjs | null, Dayjs | null] => [first, last], [first, last])
  return (
    <DatePicker.RangePicker
      aria-label={filter.label}
      allowEmpty={[true, true]}
      style={{ width }}
      format={dayFormats}
      placeholder={mark ? [filter.label, mark] : [`${filter.label}从`, '到']}
      value={days}
      onChange={(next) =>
        onChange(rangeText(next?.[0]?.format('YYYY-MM-DD') ?? '', next?.[1]?.format('YYYY-MM-DD') ?? ''))
      }
      renderExtraFooter={() =>
        filter.emptiable
          ? [...blanks, { value: '', label: '不限' }].map((blank) => (
              <Button key={blank.value} type="link" size="small" onClick={() => onChange(blank.value)}>
                {blank.label}
              </Button>
            ))
          : null
      }
    />
  )
}

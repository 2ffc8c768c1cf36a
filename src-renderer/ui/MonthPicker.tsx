/** Choosing a month: typed as 2026-10, 202610 or 2026年10月, or picked. Value "2026-10", undefined for none. */

import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { asMonth, type Month } from '../../src-main/domain/month.ts'

interface MonthPickerProps {
  readonly value: Month | undefined
  readonly onChange: (month: Month | undefined) => void
  readonly id?: string
  readonly allowClear?: boolean
  readonly disabled?: boolean
  readonly placeholder?: string
  readonly 'aria-label'?: string
}

export function MonthPicker({
  value,
  onChange,
  allowClear = false,
  placeholder = '选择月份',
  ...rest
}: MonthPickerProps) {
  return (
    <DatePicker
      {...rest}
      picker="month"
      allowClear={allowClear}
      placeholder={placeholder}
      format={['YYYY年M月', 'YYYY-MM', 'YYYYMM', 'YYYY-M']}
      value={value ? dayjs(value) : null}
      onChange={(month) => onChange(month && !Array.isArray(month) ? asMonth(month.format('YYYY-MM')) : undefined)}
    />
  )
}

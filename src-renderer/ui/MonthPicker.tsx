/** Choosing a month: typed as 2026-10, 202610 or 2026年10月, or picked. Value "2026-10", undefined for none. */

import { DatePicker } from 'antd'
import type { CSSProperties } from 'react'
import { asMonth, type Month } from '../../src-main/domain/month.ts'
import { usePickedDay } from './usePickedDay.ts'

interface MonthPickerProps {
  readonly value: Month | undefined
  readonly onChange: (month: Month | undefined) => void
  readonly id?: string
  readonly allowClear?: boolean
  readonly disabled?: boolean
  readonly placeholder?: string
  readonly style?: CSSProperties
  readonly 'aria-label'?: string
}

export function MonthPicker({
  value,
  onChange,
  allowClear = false,
  placeholder = '选择月份',
  ...rest
}: MonthPickerProps) {
  const picked = usePickedDay(value)
  return (
    <DatePicker
      {...rest}
      picker="month"
      allowClear={allowClear}
      placeholder={placeholder}
      format={['YYYY年M月', 'YYYY-MM', 'YYYYMM', 'YYYY-M']}
      value={picked}
      onChange={(month) => onChange(month && !Array.isArray(month) ? asMonth(month.format('YYYY-MM')) : undefined)}
    />
  )
}

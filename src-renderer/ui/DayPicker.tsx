/** Choosing a day: typed as 2026-10-31, 20261031 or 2026/10/31, or picked. Value "2026-10-31", "" for none. */

import { DatePicker } from 'antd'
import { usePickedDay } from './usePickedDay.ts'

interface DayPickerProps {
  readonly value: string
  readonly onChange: (day: string) => void
  readonly id?: string
  readonly allowClear?: boolean
  readonly placeholder?: string
  readonly 'aria-label'?: string
}

export function DayPicker({ value, onChange, allowClear = false, placeholder = '选择日期', ...rest }: DayPickerProps) {
  const picked = usePickedDay(value)
  return (
    <DatePicker
      {...rest}
      allowClear={allowClear}
      placeholder={placeholder}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY-M-D', 'YYYY年M月D日']}
      value={picked}
      onChange={(day) => onChange(day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : '')}
    />
  )
}

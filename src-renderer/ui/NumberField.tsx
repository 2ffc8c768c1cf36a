/**
 * Typing money and decimals as exact text: full-width digits, thousands marks and ￥ are understood, never emptied.
 *   <MoneyInput value={draft.cap} onChange={(cap) => set({ cap })} />   value "12.50", "" for none
 */

import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { moneyText, typedDecimal, typedMoney } from './figures.ts'

interface NumberTextProps {
  readonly value: string
  /** Canonical text; "" when emptied. Not called while what is typed is no number. */
  readonly onChange: (value: string) => void
  readonly id?: string
  readonly disabled?: boolean
  readonly suffix?: string
  readonly width?: number
  readonly placeholder?: string
  readonly 'aria-label'?: string
}

interface Reading {
  readonly read: (typed: string) => string | undefined
  readonly show: (value: string) => string
  readonly fault: string
}

const money: Reading = {
  read: typedMoney,
  show: (value) => (value === '' ? '' : moneyText(value)),
  fault: '请填金额，最多两位小数',
}
const decimal: Reading = { read: typedDecimal, show: (value) => value, fault: '请填数字' }

function NumberText({ reading, ...props }: NumberTextProps & { readonly reading: Reading }) {
  const { value, onChange, suffix, width, ...rest } = props
  const [typed, setTyped] = useState<string>()
  useEffect(
    () => setTyped((before) => (before !== undefined && reading.read(before) === value ? before : undefined)),
    [reading, value],
  )
  const wrong = typed !== undefined && typed.trim() !== '' && reading.read(typed) === undefined
  return (
    <Input
      {...rest}
      className="number-input"
      inputMode="decimal"
      autoComplete="off"
      style={width === undefined ? {} : { width }}
      value={typed ?? reading.show(value)}
      {...(suffix === undefined ? {} : { suffix })}
      {...(wrong ? { status: 'error' as const, title: reading.fault } : {})}
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        const read = next.trim() === '' ? '' : reading.read(next)
        if (read !== undefined) onChange(read)
      }}
      onBlur={() =>
        setTyped((before) =>
          before !== undefined && before.trim() !== '' && reading.read(before) === undefined ? before : undefined,
        )
      }
    />
  )
}

/** Yuan with at most two places. */
export const MoneyInput = (props: NumberTextProps) => <NumberText {...props} reading={money} />

/** A rate, a percent, a threshold: any decimal. */
export const DecimalInput = (props: NumberTextProps) => <NumberText {...props} reading={decimal} />

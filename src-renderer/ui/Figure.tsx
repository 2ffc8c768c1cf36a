/** A figure on a page: money, a count, or — where there is none; every figure may open its reasons. */

import { countText, isNegative, moneyText } from './figures.ts'

interface MoneyProps {
  /** Yuan as text ("30.00"); null or undefined shows as —. */
  readonly value: string | null | undefined
  /** Makes the figure a link that opens why it is what it is. */
  readonly onWhy?: () => void
}

/** Right-aligned money with thousands marks, red when negative. `<Money value={line.amount} onWhy={…} />` */
export function Money({ value, onWhy }: MoneyProps) {
  if (value === null || value === undefined || value === '') return <Missing />
  const shown = moneyText(value)
  const look = isNegative(value) ? 'figure negative' : 'figure'
  if (!onWhy) return <span className={look}>{shown}</span>
  return (
    <button type="button" className={`${look} why`} title="为什么是这个数" onClick={onWhy}>
      {shown}
    </button>
  )
}

/** A count or a decimal with thousands marks. */
export function Count({ value }: { readonly value: number | string | null | undefined }) {
  if (value === null || value === undefined || value === '') return <Missing />
  return <span className={isNegative(String(value)) ? 'figure negative' : 'figure'}>{countText(value)}</span>
}

/** What is not known or not there. */
export function Missing() {
  return (
    <span className="missing" title="没有">
      —
    </span>
  )
}

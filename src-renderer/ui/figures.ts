/** Figures as the office writes them: thousands marks, two places, sums that are exact. Money is text in yuan. */

/** A minus that lines up with digits, as on the printed page. */
const minus = '-'

/** `1234.5` → `1,234.50`; `-7` → `-7.00`. Anything that is not a decimal comes back as it is. */
export function moneyText(value: string): string {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(value)
  if (!match) return value
  const [, sign, whole = '0', fraction = ''] = match
  return `${sign ? minus : ''}${thousands(whole)}.${fraction.padEnd(2, '0')}`
}

/** `1234567` → `1,234,567`; decimals keep their places. */
export function countText(value: number | string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(String(value))
  if (!match) return String(value)
  const [, sign, whole = '0', fraction = ''] = match
  return `${sign ? minus : ''}${thousands(whole)}${fraction}`
}

const thousands = (digits: string): string => digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',')

/** Exact sum of decimal texts or integers; places are those of the most precise one. Texts that are no number are left out. */
export function sumTexts(values: Iterable<string | number | null | undefined>): string {
  let places = 0
  let sum = 0n
  for (const value of values) {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value === null || value === undefined ? '' : String(value))
    if (!match) continue
    const fraction = match[3] ?? ''
    if (fraction.length > places) {
      sum *= 10n ** BigInt(fraction.length - places)
      places = fraction.length
    }
    const scaled = BigInt(`${match[2]}${fraction.padEnd(places, '0')}`)
    sum += match[1] ? -scaled : scaled
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return sum < 0n ? `-${text}` : text
}

/** Whether a money or decimal text is below zero (then it shows in red). */
export const isNegative = (value: string): boolean => /^-/.test(value) && /[1-9]/.test(value)

/** What a person typed as a number: full-width digits, thousands marks, ￥ and a Chinese full stop for the point are forgiven. */
export function typedNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[,\s¥$元]/g, '')
    .replace(/[−–—]/g, '-')
    .replace('。', '.')
    .replace(/^\((.*)\)$/, '-$1')
}

/**
 * Reads typed money: at most two places; answers canonical text ("12.50") or undefined where it is no amount.
 * Source: DOMAIN.md §4 (money is yuan with at most two places).
 */
export function typedMoney(typed: string): string | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,2}))?$/.exec(typedNumber(typed))
  if (!match) return undefined
  const [, sign = '', whole = '0', fraction = ''] = match
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`
}

/** Reads a typed decimal (rates, percents): canonical text or undefined. */
export function typedDecimal(typed: string): string | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d*))?$/.exec(typedNumber(typed))
  if (!match) return undefined
  const [, sign = '', whole = '0', fraction = ''] = match
  const cut = fraction.replace(/0+$/, '')
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}${cut ? `.${cut}` : ''}`
}

/** Money as integer fen: reading yuan texts strictly, writing them, adding them. */
import { Refusal } from './refusal.ts'

declare const fenBrand: unique symbol

/** An amount in fen (1/100 yuan): a safe integer, negative where it takes back. */
export type Fen = number & { readonly [fenBrand]: true }

const YUAN = /^-?\d{1,14}(?:\.\d{1,2})?$/

/** Says whether the text is an amount in yuan: digits, at most two places, an optional minus, nothing else. */
export function isMoney(text: string): boolean {
  return YUAN.test(text)
}

/** The amount of a yuan text such as "30.00" or "-5". @throws Refusal INVALID_INPUT for anything else or too large */
export function fen(text: string): Fen {
  if (!isMoney(text)) throw new Refusal('INVALID_INPUT', { expected: 'money', value: text })
  const negative = text.startsWith('-')
  const [whole = '0', places = ''] = (negative ? text.slice(1) : text).split('.')
  const value = Number(whole) * 100 + Number(places.padEnd(2, '0'))
  return asFen(negative && value !== 0 ? -value : value)
}

/** An integer taken as fen. @throws Refusal INVALID_INPUT when it is not a safe integer */
export function asFen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new Refusal('INVALID_INPUT', { expected: 'fen', value: String(value) })
  return (value === 0 ? 0 : value) as Fen // no minus zero
}

/** The amount as yuan text with two places: "30.00", "-0.05". */
export function yuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The sum of the amounts; zero for none. @throws Refusal INVALID_INPUT when it leaves the safe integers */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0
  for (const amount of amounts) sum = asFen(sum + amount)
  return asFen(sum)
}

/** Puts a comma between each three digits of a decimal text's whole part: "-1234567.8" → "-1,234,567.8". */
export function groupedText(text: string): string {
  const [whole = '', places] = text.split('.')
  const withCommas = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return places === undefined ? withCommas : `${withCommas}.${places}`
}

/** The amount as people read it: "1,234.50". */
export function grouped(amount: Fen): string {
  return groupedText(yuan(amount))
}

/** Exact fractions on bigint, because a rule multiplies first, divides once and rounds only where it says so (DOMAIN.md §4). */
import { asFen, type Fen } from './money.ts'
import { Refusal } from './refusal.ts'

/** A fraction; the denominator is above zero; not necessarily reduced. */
export interface Exact {
  readonly num: bigint
  readonly den: bigint
}

const DECIMAL = /^-?\d{1,30}(?:\.\d{1,30})?$/
const POWERS = Array.from({ length: 64 }, (_, i) => 10n ** BigInt(i))
const PLACES_OF = new Map(POWERS.map((power, i) => [power, i]))
/** A month reads the same few rates, caps and thresholds a hundred thousand times. */
const known = new Map<string, Exact>()
const KNOWN_AT_MOST = 4096
/** Denominators above this are reduced on the way, so that long sums stay small. */
const LARGE = 1n << 128n

export const ZERO: Exact = { num: 0n, den: 1n }

/** Says whether the text is a plain decimal: digits, an optional minus and point; no sign +, exponent, comma or blank. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** The value of a plain decimal text such as "3.5". @throws Refusal INVALID_INPUT */
export function decimal(text: string): Exact {
  const found = known.get(text)
  if (found) return found
  const value = readDecimal(text)
  if (known.size >= KNOWN_AT_MOST) known.clear()
  known.set(text, value)
  return value
}

function readDecimal(text: string): Exact {
  if (!isDecimal(text)) throw new Refusal('INVALID_INPUT', { expected: 'decimal', value: text })
  const point = text.indexOf('.')
  if (point < 0) return { num: BigInt(text), den: 1n }
  return { num: BigInt(text.slice(0, point) + text.slice(point + 1)), den: POWERS[text.length - point - 1]! }
}

/** The value of a whole number. @throws RangeError when the number is not whole */
export function ofInteger(value: number | bigint): Exact {
  return { num: BigInt(value), den: 1n }
}

/** The yuan value of an amount in fen. */
export function ofFen(amount: Fen): Exact {
  return { num: BigInt(amount), den: 100n }
}

export function add(a: Exact, b: Exact): Exact {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den }
  return kept(a.num * b.den + b.num * a.den, a.den * b.den)
}

export function subtract(a: Exact, b: Exact): Exact {
  if (a.den === b.den) return { num: a.num - b.num, den: a.den }
  return kept(a.num * b.den - b.num * a.den, a.den * b.den)
}

export function multiply(a: Exact, b: Exact): Exact {
  return kept(a.num * b.num, a.den * b.den)
}

/** a / b. @throws RangeError when b is zero */
export function divide(a: Exact, b: Exact): Exact {
  if (b.num === 0n) throw new RangeError('division by zero')
  return b.num < 0n ? kept(-a.num * b.den, a.den * -b.num) : kept(a.num * b.den, a.den * b.num)
}

/** a × percent / 100. */
export function percentOf(a: Exact, percent: Exact): Exact {
  return kept(a.num * percent.num, a.den * percent.den * 100n)
}

/** The sum of all; zero for none. What has one denominator is added up first: thousands of quotients have few. */
export function total(values: Iterable<Exact>): Exact {
  const sums = new Map<bigint, bigint>()
  for (const { num, den } of values) sums.set(den, (sums.get(den) ?? 0n) + num)
  let sum = ZERO
  for (const [den, num] of sums) sum = add(sum, { num, den })
  return sum
}

export function negate(a: Exact): Exact {
  return { num: -a.num, den: a.den }
}

/** −1, 0 or 1: a below, equal to or above b. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.den === b.den ? a.num - b.num : a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** −1, 0 or 1 by the sign of the value. */
export function sign(a: Exact): -1 | 0 | 1 {
  return a.num < 0n ? -1 : a.num > 0n ? 1 : 0
}

/** A yuan value rounded to the fen, halves away from zero: 0.005 → 1, −0.005 → −1 (DOMAIN.md §4). */
export function roundHalfAway(a: Exact): Fen {
  const negative = a.num < 0n
  const twice = (negative ? -a.num : a.num) * 200n
  const rounded = Number((twice + a.den) / (2n * a.den))
  return asFen(negative ? -rounded : rounded)
}

/** The value with two places, halves away from zero: as scores are shown (DOMAIN.md §6). */
export function twoPlaces(a: Exact): string {
  const hundredths = roundHalfAway(a)
  return toDecimalText({ num: BigInt(hundredths), den: 100n }, 2)
}

/**
 * The value as decimal text with at least `least` places: exact where it is a finite decimal,
 * else rounded half away from zero to `most` places.
 */
export function toDecimalText(a: Exact, least = 0, most = 10): string {
  const tens = PLACES_OF.get(a.den)
  if (tens !== undefined) return digits(a.num, tens, least)
  const reduced = reduce(a)
  const places = finitePlaces(reduced.den)
  if (places !== null) return digits((reduced.num * POWERS[places]!) / reduced.den, places, least)
  const negative = a.num < 0n
  const scaled = (negative ? -a.num : a.num) * POWERS[most]!
  const rounded = (2n * scaled + a.den) / (2n * a.den)
  return digits(negative ? -rounded : rounded, most, least)
}

/** The value as text that keeps it exactly: "3/4", "-5". */
export function toFractionText(a: Exact): string {
  const { num, den } = reduce(a)
  return den === 1n ? String(num) : `${num}/${den}`
}

/** The value of a fraction text as `toFractionText` writes it, or of a decimal text. @throws Refusal INVALID_INPUT */
export function fromText(text: string): Exact {
  const match = /^(-?\d+)\/([1-9]\d*)$/.exec(text)
  return match ? { num: BigInt(match[1]!), den: BigInt(match[2]!) } : decimal(text)
}

/** The same value in lowest terms. */
export function reduce(a: Exact): Exact {
  let x = a.num < 0n ? -a.num : a.num
  let y = a.den
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 1n ? a : { num: a.num / x, den: a.den / x }
}

function kept(num: bigint, den: bigint): Exact {
  return den > LARGE ? reduce({ num, den }) : { num, den }
}

/** How many places a fraction of this denominator needs, or null when its decimals do not end (or exceed 60). */
function finitePlaces(den: bigint): number | null {
  let rest = den
  let tens = 0
  let twos = 0
  let fives = 0
  while (rest % 10n === 0n) {
    rest /= 10n
    tens++
  }
  while (rest % 2n === 0n) {
    rest /= 2n
    twos++
  }
  while (rest % 5n === 0n) {
    rest /= 5n
    fives++
  }
  const places = tens + Math.max(twos, fives)
  return rest === 1n && places <= 60 ? places : null
}

/** Writes value / 10^places without needless trailing zeros, but with at least `least` places. */
function digits(value: bigint, places: number, least: number): string {
  const negative = value < 0n
  const text = String(negative ? -value : value).padStart(places + 1, '0')
  const point = text.length - places
  let end = text.length
  while (end > point + least && text.charCodeAt(end - 1) === 48) end--
  const part = text.slice(point, end).padEnd(least, '0')
  const whole = negative ? `-${text.slice(0, point)}` : text.slice(0, point)
  return part === '' ? whole : `${whole}.${part}`
}

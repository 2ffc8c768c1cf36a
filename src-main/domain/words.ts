/** Amounts in words (大写金额), as on every statement, summary and payment sheet (DOMAIN.md §5). */
import type { Fen } from './money.ts'

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const PLACES = ['', '拾', '佰', '仟'] as const
const WAN = 10_000
const YI = 100_000_000

/**
 * The amount in words: 16409.02 → 人民币壹万陆仟肆佰零玖元零贰分. Any safe integer of fen.
 * A 零 stands for inner zeros, once; before 角 where the yuan digit is 0; before 分 where the 角 is 0; none below one yuan.
 */
export function amountInWords(amount: Fen): string {
  const absolute = Math.abs(amount)
  const cents = absolute % 100
  const whole = (absolute - cents) / 100
  return `人民币${amount < 0 ? '负' : ''}${yuanWords(whole, cents)}${centWords(whole, cents)}`
}

function yuanWords(whole: number, cents: number): string {
  if (whole > 0) return `${wholeWords(whole)}元`
  return cents === 0 ? '零元' : ''
}

function centWords(whole: number, cents: number): string {
  const jiao = Math.floor(cents / 10)
  const fen = cents % 10
  if (cents === 0) return '整'
  const zero = whole > 0 && (jiao === 0 || whole % 10 === 0) ? '零' : ''
  return `${zero}${jiao > 0 ? `${DIGITS[jiao]}角` : ''}${fen > 0 ? `${DIGITS[fen]}分` : '整'}`
}

/** A whole number above zero; 亿 stands once, with up to 万亿 before it. */
function wholeWords(value: number): string {
  return joined(Math.floor(value / YI), '亿', value % YI, YI / 10, belowYi)
}

function belowYi(value: number): string {
  return joined(Math.floor(value / WAN), '万', value % WAN, WAN / 10, belowWan)
}

/** High part, its unit, and the low part, led by a 零 where its highest place is empty (but not where it is used: 壹拾万柒仟). */
function joined(high: number, unit: string, low: number, lowFull: number, words: (value: number) => string): string {
  if (high === 0) return words(low)
  const lowWords = low === 0 ? '' : `${low < lowFull ? '零' : ''}${words(low)}`
  return `${unit === '亿' ? belowYi(high) : words(high)}${unit}${lowWords}`
}

function belowWan(value: number): string {
  let words = ''
  let zeroBefore = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      zeroBefore = words !== ''
      continue
    }
    words += `${zeroBefore ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
    zeroBefore = false
  }
  return words
}

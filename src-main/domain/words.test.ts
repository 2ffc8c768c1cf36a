/** Amounts in words: the table of DOMAIN.md §5, and an independent reader. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asFen, fen } from './money.ts'
import { amountInWords } from './words.ts'

describe('the table of DOMAIN.md §5', () => {
  test.each([
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['5002.00', '人民币伍仟零贰元整'],
    ['10.50', '人民币壹拾元零伍角整'],
    ['12.50', '人民币壹拾贰元伍角整'],
    ['100000.01', '人民币壹拾万元零壹分'],
    ['0.05', '人民币伍分'],
    ['0.50', '人民币伍角整'],
    ['1680.32', '人民币壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53', '人民币壹拾万柒仟元零伍角叁分'],
    ['100000', '人民币壹拾万元整'],
    ['0', '人民币零元整'],
  ])('%s is %s', (amount, words) => {
    expect(amountInWords(fen(amount))).toBe(words)
    if (Number(amount) !== 0) expect(amountInWords(fen(`-${amount}`))).toBe(words.replace('人民币', '人民币负'))
  })
})

describe('more, by the same rules', () => {
  test.each([
    ['0.15', '人民币壹角伍分'],
    ['1.00', '人民币壹元整'],
    ['1.05', '人民币壹元零伍分'],
    ['20.05', '人民币贰拾元零伍分'],
    ['10.00', '人民币壹拾元整'],
    ['100500.00', '人民币壹拾万零伍佰元整'],
    ['1000001.00', '人民币壹佰万零壹元整'],
    ['10010.10', '人民币壹万零壹拾元零壹角整'],
    ['100000000.00', '人民币壹亿元整'],
    ['100007000.00', '人民币壹亿零柒仟元整'],
    ['1070000000.00', '人民币壹拾亿柒仟万元整'],
    ['2000010000.00', '人民币贰拾亿零壹万元整'],
    ['1000000000000.00', '人民币壹万亿元整'],
    ['90071992547409.91', '人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
    ['-120.50', '人民币负壹佰贰拾元零伍角整'],
  ])('%s is %s', (amount, words) => {
    expect(amountInWords(fen(amount))).toBe(words)
  })
})

/** Reads words back without looking at 零, which only separates: a number of fen. */
function read(words: string): bigint {
  const match = /^人民币(负?)(?:(.+)元)?(?:零?(.)角)?(?:零?(.)分)?整?$/.exec(words)
  if (!match) throw new Error(words)
  const digit = (sign: string | undefined) => BigInt(sign ? '零壹贰叁肆伍陆柒捌玖'.indexOf(sign) : 0)
  const value = whole(match[2] ?? '') * 100n + digit(match[3]) * 10n + digit(match[4])
  return match[1] ? -value : value
}

function whole(words: string): bigint {
  for (const [unit, size] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
    ['仟', 1000n],
    ['佰', 100n],
    ['拾', 10n],
  ] as const) {
    const at = words.lastIndexOf(unit)
    if (at >= 0) return whole(words.slice(0, at)) * size + whole(words.slice(at + 1))
  }
  return BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(words.replaceAll('零', '') || '零'))
}

/** Amounts with many zeros, where the rules are. */
const anyAmount = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 15,
  })
  .chain((digits) => fc.boolean().map((negative) => asFen(Number(digits.join('')) * (negative ? -1 : 1))))

describe('every amount', () => {
  test('reads back', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(read(amountInWords(amount))).toBe(BigInt(amount))
      }),
      { numRuns: 3000 },
    )
  })
  test('is well formed', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const words = amountInWords(amount)
        expect(words).not.toMatch(/零零|零[拾佰仟万亿元角整]$|零[拾佰仟万亿角]|[拾佰仟万亿][拾佰仟]|亿万|undefined|NaN/)
        expect(words.endsWith('整')).toBe(Math.abs(amount) % 10 === 0)
        if (amount !== 0 && Math.abs(amount) >= 100) expect(words).not.toContain('零元')
      }),
      { numRuns: 3000 },
    )
  })
})

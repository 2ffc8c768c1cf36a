import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bankOutcome,
  filled,
  PAYMENT_ACTS,
  PAYMENT_STATES,
  type PaymentAct,
  type PaymentState,
  stateAfter,
  unknownFields,
} from './paying.ts'

/** Every allowed step; all others are refused. */
const ALLOWED: readonly (readonly [PaymentState, PaymentAct, PaymentState])[] = [
  ['awaitingInvoice', 'claim', 'claimed'],
  ['awaitingInvoice', 'hold', 'held'],
  ['claimed', 'unclaim', 'awaitingInvoice'],
  ['claimed', 'pay', 'paid'],
  ['claimed', 'return', 'returned'],
  ['claimed', 'hold', 'held'],
  ['paid', 'return', 'returned'],
  ['returned', 'reissue', 'claimed'],
  ['returned', 'hold', 'held'],
  ['held', 'release', 'claimed'],
]

describe('where a payment may go', () => {
  const every = PAYMENT_STATES.flatMap((state) => PAYMENT_ACTS.map((act) => [state, act] as const))
  it.each(every)('%s, %s', (state, act) => {
    const expected = ALLOWED.find(([from, by]) => from === state && by === act)?.[2] ?? null
    expect(stateAfter(act, state, state === 'held' ? 'claimed' : null)).toBe(expected)
  })

  it('goes back to where it was held from', () => {
    for (const from of ['awaitingInvoice', 'claimed', 'returned'] as const)
      expect(stateAfter('release', 'held', from)).toBe(from)
  })

  it('is never paid twice without having come back in between', () => {
    const acts = fc.array(fc.constantFrom(...PAYMENT_ACTS), { maxLength: 60 })
    fc.assert(
      fc.property(acts, (tried) => {
        let state: PaymentState = 'awaitingInvoice'
        let heldFrom: PaymentState | null = null
        let out = 0
        for (const act of tried) {
          const next = stateAfter(act, state, heldFrom)
          if (next === null) continue
          if (act === 'pay') out += 1
          if (act === 'return' && state === 'paid') out -= 1
          if (next === 'held') heldFrom = state
          state = next
          if (out > 1 || out < 0 || (out === 1) !== (state === 'paid' || (state === 'held' && heldFrom === 'paid')))
            return false
        }
        return true
      }),
    )
  })
})

describe('texts made for a payment', () => {
  it('fills fields once and leaves what is no field', () => {
    expect(filled('{账期}付{代理商}', { 账期: '2026年9月', 代理商: '{账期}公司' })).toBe('2026年9月付{账期}公司')
    expect(filled('{不认识}', {})).toBe('{不认识}')
  })
  it.each([
    ['{账期}酬金', []],
    ['{帐期}酬金', ['帐期']],
    ['{账期酬金', ['{']],
    ['没有字段', []],
    ['{}', ['']],
  ])('%s names unknown %j', (template, expected) => expect(unknownFields(template, ['账期'])).toEqual(expected))
})

it.each([
  ['交易成功', 'paid'],
  ['已付', 'paid'],
  ['付款成功（已入账）', 'paid'],
  ['失败', 'returned'],
  ['交易不成功', 'returned'],
  ['已退票', 'returned'],
  ['户名不符', 'returned'],
  ['银行处理中', 'pending'],
  ['成功处理中', 'pending'],
  ['0000', null],
  ['', null],
])('the bank’s word %s means %s', (word, outcome) => expect(bankOutcome(word)).toBe(outcome))

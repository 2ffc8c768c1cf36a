import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DepositAct, type DepositEntry, freeFrom, runningBalances, signedAmount } from './deposit.ts'
import { asFen, fen, sumFen, yuan } from './money.ts'
import { addDays, asDate } from './month.ts'

const entry = (day: string, act: DepositAct, amount: string): DepositEntry => ({
  day: asDate(day),
  act,
  amount: fen(amount),
})

test('an account: brought in, paid, deducted, returned', () => {
  const account = [
    entry('2026-03-10', 'deducted', '500.00'),
    entry('2026-01-01', 'opening', '10000.00'),
    entry('2026-02-01', 'paid', '5000.00'),
    entry('2026-06-30', 'returned', '14500.00'),
  ]
  expect(runningBalances(account).map(({ act, balance }) => [act, yuan(balance)])).toEqual([
    ['opening', '10000.00'],
    ['paid', '15000.00'],
    ['deducted', '14500.00'],
    ['returned', '0.00'],
  ])
})

test('what can leave on a day is what no later act needs', () => {
  const account = [entry('2026-01-01', 'paid', '1000.00'), entry('2026-05-01', 'deducted', '400.00')]
  expect(freeFrom(account, asDate('2025-12-31'))).toBe(0)
  expect(yuan(freeFrom(account, asDate('2026-02-01')))).toBe('600.00')
  expect(yuan(freeFrom([...account, entry('2026-06-01', 'paid', '900.00')], asDate('2026-02-01')))).toBe('600.00')
  expect(yuan(freeFrom([...account, entry('2026-06-01', 'paid', '900.00')], asDate('2026-06-02')))).toBe('1500.00')
})

test('of one day, what comes in counts before what goes out', () => {
  const account = [entry('2026-01-01', 'deducted', '10.00'), entry('2026-01-01', 'paid', '10.00')]
  expect(runningBalances(account).map(({ balance }) => balance)).toEqual([1000, 0])
})

test('as long as every act takes no more than is free, no balance is ever below zero and the last is the sum', () => {
  const act = fc.record({
    at: fc.nat(400),
    act: fc.constantFrom<DepositAct>('paid', 'deducted', 'returned', 'corrected', 'movedOut', 'movedIn'),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const account: DepositEntry[] = []
      for (const { at, act: kind, amount } of acts) {
        const one = { day: addDays(asDate('2026-01-01'), at), act: kind, amount: asFen(amount) }
        if (signedAmount(one) > 0 || one.amount <= freeFrom(account, one.day)) account.push(one)
      }
      const balances = runningBalances(account)
      for (const { balance } of balances) expect(balance).toBeGreaterThanOrEqual(0)
      expect(balances.at(-1)?.balance ?? 0).toBe(sumFen(account.map(signedAmount)))
    }),
  )
})

/** Procedures about the development fund's accounts (业务发展基金): balances, lots, payouts with two people. */
import { z } from 'zod'
import { fundAccount, fundAccounts, fundPayouts } from '../services/fund/accounts.ts'
import { askPayout, decidePayout, payPayout, withdrawPayout } from '../services/fund/payouts.ts'
import { setFundExit } from '../services/settings.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, money, month, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const subject = (_input: unknown, output: { agent: string }) => `agent:${output.agent}`

export const fund = router({
  accounts: query({ input: nothing, run: fundAccounts }),
  account: query({ input: z.object({ agent: code }).strict(), run: (cx, input) => fundAccount(cx, input.agent) }),
  payouts: query({
    input: z.object({ agent: code.optional() }).strict(),
    run: (cx, input) => fundPayouts(cx, input.agent),
  }),
  ask: command({
    access: ['clerk', 'finance'],
    input: z
      .object({ agent: code, kind: z.enum(['withdrawal', 'exit']), amount: money.optional(), reason })
      .strict()
      .refine(({ kind, amount }) => (kind === 'withdrawal') === (amount !== undefined), { path: ['amount'] }),
    run: askPayout,
    subject,
  }),
  approve: command({
    access: ['reviewer'],
    input: z.object({ id }).strict(),
    run: (cx, input) => decidePayout(cx, input.id, 'approved', null),
    subject,
  }),
  refuse: command({
    access: ['reviewer'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => decidePayout(cx, input.id, 'refused', input.reason),
    subject,
  }),
  withdraw: command({
    access: ['clerk', 'finance'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => withdrawPayout(cx, input.id, input.reason),
    subject,
  }),
  pay: command({
    access: ['finance'],
    input: z.object({ id, on: date }).strict(),
    run: (cx, input) => payPayout(cx, input.id, input.on),
    subject,
  }),
  /** Whether the company's match is forfeited at exit or breach, from a month on. */
  setExit: command({
    access: ['admin'],
    input: z.object({ from: month, forfeitMatch: z.boolean() }).strict(),
    run: (cx, input) => {
      setFundExit(cx, input)
      return input
    },
    subject: () => 'settings:fundExit',
  }),
})

/** Procedures about deposits (保证金): accounts, money in, deductions, returns and corrections with two people. */
import { z } from 'zod'
import { depositAccount, depositAccounts, depositKinds, depositsWaiting } from '../services/deposits/accounts.ts'
import { askDeposit, correctDeposit, decideDeposit, payDeposit, withdrawDeposit } from '../services/deposits/acts.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, money, name, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const subject = (_input: unknown, output: { agent: string }) => `agent:${output.agent}`
const receipt = z.string().trim().max(60).optional()

export const deposits = router({
  accounts: query({ input: nothing, run: depositAccounts }),
  account: query({ input: z.object({ agent: code }).strict(), run: (cx, input) => depositAccount(cx, input.agent) }),
  waiting: query({ input: nothing, run: depositsWaiting }),
  kinds: query({ input: nothing, run: depositKinds }),
  pay: command({
    access: ['clerk', 'finance'],
    input: z
      .object({
        agent: code,
        kind: name,
        day: date,
        amount: money,
        receipt,
        note: z.string().trim().max(500).optional(),
      })
      .strict(),
    run: payDeposit,
    subject,
  }),
  ask: command({
    access: ['clerk', 'finance'],
    input: z
      .object({
        agent: code,
        kind: name,
        act: z.enum(['deducted', 'returned']),
        day: date,
        amount: money,
        reason,
        receipt,
      })
      .strict(),
    run: askDeposit,
    subject,
  }),
  /** Takes back a payment that was recorded wrongly, once a second person agrees. */
  correct: command({
    access: ['clerk', 'finance'],
    input: z.object({ id, reason }).strict(),
    run: correctDeposit,
    subject,
  }),
  confirm: command({
    access: ['reviewer'],
    input: z.object({ id }).strict(),
    run: (cx, input) => decideDeposit(cx, input.id, 'confirmed', null),
    subject,
  }),
  refuse: command({
    access: ['reviewer'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => decideDeposit(cx, input.id, 'refused', input.reason),
    subject,
  }),
  withdraw: command({
    access: ['clerk', 'finance'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => withdrawDeposit(cx, input.id, input.reason),
    subject,
  }),
})

/**
 * Procedures about agreements (专营协议): list, page, recording, renewing, ending, reminders of their end, signing rates. While
 * requests are on, what changes an agreement is asked for (api/requests.ts).
 */
import { z } from 'zod'
import {
  addAgreement,
  addAgreements,
  correctAgreement,
  endAgreement,
  renewAgreement,
} from '../services/agreements/agreements.ts'
import { getAgreement, listAgreements } from '../services/agreements/list.ts'
import { handleReminder, openReminders } from '../services/agreements/reminders.ts'
import { reminderRule, setReminderRule } from '../services/agreements/rule.ts'
import { signingOutlets, signingRates } from '../services/agreements/signing.ts'
import { requireOff } from '../services/requests/ask-agreement.ts'
import { command, nothing, query, router } from './procedure.ts'
import { agreementTerms, pastedAgreements } from './schemas/agreements.ts'
import { code, date, page, reason, sort } from './schemas/common.ts'

const id = z.number().int().positive()
const text = z.string().max(100).optional()
const subject = (_input: unknown, output: { number: string }) => `agreement:${output.number}`

export const agreements = router({
  list: query({
    input: page
      .extend({
        filter: z
          .object({
            text,
            state: z.enum(['coming', 'inForce', 'ending', 'expired', 'ended']).optional(),
            exclusive: z.boolean().optional(),
            agent: text,
            outlet: text,
            manager: text,
          })
          .strict()
          .optional(),
        sort: sort.optional(),
      })
      .strict(),
    run: listAgreements,
  }),
  get: query({ input: z.object({ id }).strict(), run: (cx, input) => getAgreement(cx, input.id) }),
  add: command({
    access: ['clerk'],
    input: agreementTerms.extend({ agent: code }).strict(),
    run: (cx, input) => {
      requireOff(cx)
      return addAgreement(cx, input)
    },
    subject,
  }),
  /** All of a pasted block or none; what is wrong is said row by row. */
  addMany: command({
    access: ['clerk'],
    input: z.object({ agreements: pastedAgreements }).strict(),
    run: (cx, input) => {
      requireOff(cx)
      return addAgreements(cx, input.agreements)
    },
    subject: () => 'agreements',
    detail: (input, output) => ({ ...output, numbers: input.agreements.slice(0, 200).map(({ number }) => number) }),
  }),
  renew: command({
    access: ['clerk'],
    input: agreementTerms.extend({ of: id }).strict(),
    run: (cx, { of, ...input }) => {
      requireOff(cx)
      return renewAgreement(cx, of, input)
    },
    subject,
  }),
  /** What was recorded wrongly, with a reason. */
  correct: command({
    access: ['clerk'],
    input: agreementTerms.extend({ id, reason }).strict(),
    run: (cx, { id, ...input }) => {
      requireOff(cx)
      return correctAgreement(cx, id, input)
    },
    subject,
  }),
  end: command({
    access: ['clerk'],
    input: z.object({ id, on: date, reason }).strict(),
    run: (cx, input) => {
      requireOff(cx)
      return endAgreement(cx, input)
    },
    subject,
  }),
  /** The ends that are to be dealt with, the most urgent first. */
  reminders: query({ input: nothing, run: (cx) => openReminders(cx) }),
  handle: command({
    access: ['clerk'],
    input: z
      .object({ agreement: id, outcome: z.enum(['ending', 'other']), note: z.string().trim().max(500).optional() })
      .strict(),
    run: handleReminder,
    subject,
  }),
  reminderRule: query({ input: nothing, run: (cx) => reminderRule(cx.db) }),
  setReminderRule: command({
    access: ['admin'],
    input: z
      .object({
        days: z.array(z.number().int().min(1).max(365)).min(1).max(6),
        within: z.number().int().min(1).max(30),
      })
      .strict(),
    run: setReminderRule,
    subject: () => 'settings:agreementReminders',
  }),
  /** Signing rate and long-term exclusive signing rate as of a day, by region and outlet type. */
  signing: query({ input: z.object({ day: date }).strict(), run: (cx, input) => signingRates(cx.db, input.day) }),
  /** The active partner outlets that the rates of a day count. */
  signingOutlets: query({
    input: z.object({ day: date }).strict(),
    run: (cx, input) => signingOutlets(cx.db, input.day),
  }),
})

/** Procedures about disputes (申诉): recording, giving to somebody, answering, settling by an adjustment, taking back. */
import { z } from 'zod'
import {
  answerDispute,
  assignDispute,
  getDispute,
  listDisputes,
  raiseDispute,
  settleDispute,
  withdrawDispute,
} from '../services/disputes/disputes.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, money, month, name, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const subject = (input: { id: number }) => `dispute:${input.id}`

export const disputes = router({
  list: query({
    input: z.object({ period: month.optional(), outlet: code.optional(), open: z.boolean().optional() }).strict(),
    run: listDisputes,
  }),
  get: query({ input: z.object({ id }).strict(), run: (cx, input) => getDispute(cx, input.id) }),
  /** Who can be given a dispute. */
  people: query({
    input: nothing,
    run: (cx) =>
      cx.db.all<{ name: string }>('SELECT name FROM users WHERE active = 1 ORDER BY id').map(({ name }) => name),
  }),
  raise: command({
    access: ['clerk'],
    input: z
      .object({
        period: month,
        outlet: code,
        line: z.string().min(1).max(500).optional(),
        about: z.string().trim().min(1).max(200).optional(),
        claimed: money.optional(),
        text: reason,
        raisedBy: name,
        raisedOn: date.optional(),
        due: date.optional(),
        owner: name.optional(),
      })
      .strict(),
    run: raiseDispute,
    subject: (_input, output) => `dispute:${output.id}`,
    period: (input) => input.period,
  }),
  assign: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ id, owner: name, due: date.optional() }).strict(),
    run: assignDispute,
    subject,
  }),
  answer: command({
    access: ['reviewer'],
    input: z.object({ id, answer: reason }).strict(),
    run: answerDispute,
    subject,
  }),
  /** Asks for the adjustment that settles it; a second person confirms that one as any other. */
  settle: command({
    access: ['clerk'],
    input: z.object({ id, period: month.optional(), amount: money, reason }).strict(),
    run: settleDispute,
    subject,
  }),
  withdraw: command({
    access: ['clerk'],
    input: z.object({ id, reason }).strict(),
    run: withdrawDispute,
    subject,
  }),
})

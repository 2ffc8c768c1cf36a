/** Procedures about own stores' staff (店员): the register, heads, scores by month, star staff of a quarter. */
import { z } from 'zod'
import { listHeads } from '../services/staff/heads.ts'
import { addStaff, changeStaff, getStaff, listStaff, takeStaff } from '../services/staff/register.ts'
import { listItems, saveScores, scoreGrid, scoreHistory, setItems } from '../services/staff/scores.ts'
import {
  confirmStars,
  listRounds,
  proposeStars,
  starHistory,
  starRanking,
  withdrawStars,
} from '../services/staff/stars.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, decimal, month, name, period, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const text = z.string().trim().max(100)
const byNumber = z.object({ number: code }).strict()
const fields = z
  .object({ number: code, name, post: text.optional(), phone: text.optional(), outlet: code, from: date })
  .strict()
const rules = z
  .object({
    within: z.enum(['store', 'all']),
    stars: z.number().int().min(1).max(1000),
    minMonths: z.number().int().min(1).max(3),
    by: z.enum(['sum', 'mean']),
  })
  .strict()
const ranked = z.object({ period: month, rules }).strict()

export const staff = router({
  list: query({ input: z.object({ on: date.optional() }).strict(), run: listStaff }),
  get: query({ input: byNumber, run: (cx, input) => getStaff(cx, input.number) }),
  add: command({
    access: ['clerk'],
    input: fields,
    inputs: true,
    run: addStaff,
    subject: (input) => `staff:${input.number}`,
  }),
  /** A move, another post or phone; `outlet` null: leaves. */
  change: command({
    access: ['clerk'],
    input: z
      .object({
        number: code,
        from: date,
        name: name.optional(),
        post: text.optional(),
        phone: text.optional(),
        outlet: code.nullable().optional(),
        reason: reason.optional(),
      })
      .strict(),
    inputs: true,
    run: changeStaff,
    subject: (input) => `staff:${input.number}`,
  }),
  /** Many at once, as pasted. */
  take: command({
    access: ['clerk'],
    input: z.object({ rows: z.array(fields).min(1).max(5000) }).strict(),
    inputs: true,
    run: (cx, input) => takeStaff(cx, input.rows),
    detail: (input, output) => ({ ...output, numbers: input.rows.map(({ number }) => number) }),
  }),
  heads: query({ input: period, run: (cx, input) => listHeads(cx, input.period) }),
  items: query({ input: nothing, run: listItems }),
  setItems: command({
    access: ['clerk'],
    input: z.object({ items: z.array(z.object({ name, weight: decimal }).strict()).max(30) }).strict(),
    run: (cx, input) => setItems(cx, input.items),
  }),
  scores: query({ input: period, run: (cx, input) => scoreGrid(cx, input.period) }),
  saveScores: command({
    access: ['clerk'],
    input: z
      .object({
        period: month,
        cells: z
          .array(z.object({ number: code, item: id, value: decimal.nullable(), was: decimal.nullable() }).strict())
          .min(1)
          .max(50_000),
      })
      .strict(),
    run: saveScores,
    period: (input) => input.period,
    detail: (_input, output) => output,
  }),
  scoreHistory: query({ input: byNumber, run: (cx, input) => scoreHistory(cx, input.number) }),
  ranking: query({ input: ranked, run: starRanking }),
  rounds: query({ input: nothing, run: listRounds }),
  proposeStars: command({
    access: ['clerk'],
    input: ranked,
    run: proposeStars,
    subject: (_input, output) => `starRound:${output.id}`,
    period: (input) => input.period,
  }),
  confirmStars: command({
    access: ['reviewer'],
    input: z.object({ id }).strict(),
    run: (cx, input) => confirmStars(cx, input.id),
    subject: (input) => `starRound:${input.id}`,
  }),
  withdrawStars: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ id, reason }).strict(),
    run: withdrawStars,
    subject: (input) => `starRound:${input.id}`,
  }),
  starHistory: query({ input: byNumber, run: (cx, input) => starHistory(cx, input.number) }),
})

/** Procedures about the province's commission list (酬金清单): what becomes of its items, and the comparison with our books. */
import { z } from 'zod'
import { comparedItems, comparison } from '../services/assigned/comparison.ts'
import { clausesToCheck, decideItem } from '../services/assigned/items.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, month, page, period, sort } from './schemas/common.ts'

const treatment = z.discriminatedUnion('treatment', [
  z.object({ treatment: z.literal('paid') }).strict(),
  z.object({ treatment: z.literal('checked'), policy: code, clause: code }).strict(),
])

export const assigned = router({
  /** The items with their decisions and the sums of both sides. */
  items: query({ input: period, run: (cx, input) => comparedItems(cx, input.period) }),
  rows: query({
    input: page
      .extend({
        period: month,
        sort: sort.optional(),
        filter: z
          .object({
            text: z.string().max(100).optional(),
            item: code.optional(),
            state: z.enum(['differs', 'agrees']).optional(),
          })
          .strict()
          .optional(),
      })
      .strict(),
    run: (cx, input) => comparison(cx, input.period, input),
  }),
  /** The clauses that an item can be compared with. */
  clauses: query({ input: nothing, run: (cx) => clausesToCheck(cx.db) }),
  decide: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ item: code, from: month.optional(), is: treatment }).strict(),
    inputs: true,
    run: decideItem,
    subject: (input) => `item:${input.item}`,
    period: (input) => input.from ?? null,
  }),
})

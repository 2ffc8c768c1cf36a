/** The shapes of questions about batches and reconciliation at the door. */
import { z } from 'zod'
import { code, month, sort } from './common.ts'
import { kind } from './ledgers.ts'

/** Which rows of a batch, in which order. */
export const batchRowsAsked = {
  id: z.number().int().positive(),
  filter: z
    .object({
      text: z.string().max(100).optional(),
      outlet: z.string().max(100).optional(),
      types: z.array(z.string().max(100)).max(200).optional(),
      period: month.optional(),
    })
    .strict()
    .optional(),
  sort: sort.optional(),
}

export const rowsExported = z
  .object({
    ...batchRowsAsked,
    columns: z.array(z.string().max(40)).min(1).max(60),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  })
  .strict()

/** What control totals are about: a ledger of a month, of one business type where the type is given. */
export const reconciledAsked = z
  .object({ period: month, ledger: kind, type: z.string().max(100).nullable().optional() })
  .strict()

export const reconciledRowsAsked = reconciledAsked.extend({ outlet: code }).strict()

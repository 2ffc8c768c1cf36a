/** The shapes of imports and batches at the door. */
import { z } from 'zod'
import { code, month } from './common.ts'

export const kind = z.enum([
  'agents',
  'outlets',
  'outletCodes',
  'entries',
  'subscriberMonths',
  'volumes',
  'indicators',
  'assignedLines',
  'controlTotals',
])

const texts = z.record(z.string().max(60), z.string().max(200))

export const mapping = z
  .object({
    headerRow: z.number().int().min(1).max(1000).optional(),
    headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
    columns: z.record(z.string().max(60), z.string().max(200).nullable()).optional(),
    constants: texts.optional(),
    values: z.record(z.string().max(60), texts).optional(),
    outletCodes: code.optional(),
    filters: z
      .array(
        z
          .object({
            heading: z.string().max(200),
            include: z.array(z.string().max(200)).max(1000).optional(),
            exclude: z.array(z.string().max(200)).max(1000).optional(),
          })
          .strict(),
      )
      .max(20)
      .optional(),
    periodFromFileName: z.boolean().optional(),
  })
  .strict()

export const importAsked = z
  .object({
    kind,
    upload: z.string().min(1).max(100),
    sheet: z.string().min(1).max(100).optional(),
    period: month.optional(),
    mapping: mapping.optional(),
    duplicates: z.enum(['error', 'skip']).optional(),
    onlyValid: z.boolean().optional(),
    dryRun: z.boolean().optional(),
  })
  .strict()

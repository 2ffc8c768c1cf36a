/** The shapes of paying at the door. */
import { z } from 'zod'
import { BANK_FIELDS } from '../../domain/paying.ts'
import { code, date, money, month, reason } from './common.ts'

export const paymentKeys = z
  .array(z.object({ period: month, agent: code }).strict())
  .min(1)
  .max(10_000)

export const byPayments = z.object({ payments: paymentKeys, reason }).strict()

const text = (most: number) => z.string().trim().min(1, 'empty').max(most)

export const invoiceAsked = z
  .object({
    agent: code,
    number: text(64),
    kind: z.enum(['special', 'ordinary', 'agency', 'other']),
    date,
    amount: money,
    receivedBy: text(50).optional(),
    receivedOn: date.optional(),
    remark: z.string().trim().max(500).optional(),
    payments: z
      .array(z.object({ period: month, amount: money.optional() }).strict())
      .min(1)
      .max(60),
  })
  .strict()

export const claimAsked = z
  .object({ payments: paymentKeys, together: z.boolean().optional(), exception: z.string().max(500).optional() })
  .strict()

export const fileFormat = z.enum(['xlsx', 'csv'])

export const bankFileAsked = z
  .object({ payments: paymentKeys, format: fileFormat.optional(), warningsSeen: z.boolean().optional() })
  .strict()

export const resultAsked = z
  .object({
    upload: z.string().optional(),
    pasted: z.string().max(5_000_000).optional(),
    sheet: text(200).optional(),
    columns: z
      .object({
        reference: text(100).optional(),
        account: text(100).optional(),
        amount: text(100).optional(),
        status: text(100).optional(),
        reason: text(100).optional(),
        date: text(100).optional(),
      })
      .strict()
      .optional(),
    outcome: z.enum(['paid', 'returned']).optional(),
    paidOn: date.optional(),
  })
  .strict()
  .refine((asked) => (asked.upload === undefined) !== (asked.pasted === undefined), 'empty')

export const noticesAsked = z
  .object({ period: month, agents: z.array(code).min(1).max(10_000).optional(), template: text(500).optional() })
  .strict()

export const payingSettingsGiven = z
  .object({
    leastAmount: money.refine((amount) => !amount.startsWith('-'), 'money').optional(),
    due: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('workingDays'), days: z.number().int().min(0).max(250) }).strict(),
        z.object({ kind: z.literal('dayOfNextMonth'), day: z.number().int().min(1).max(31) }).strict(),
      ])
      .optional(),
    bank: z
      .object({
        columns: z
          .array(
            z.object({ field: z.enum(BANK_FIELDS), heading: text(50), text: z.string().max(200).optional() }).strict(),
          )
          .min(1)
          .max(40),
        purpose: text(100),
        format: fileFormat,
      })
      .strict()
      .optional(),
    notice: z
      .object({ template: text(500), phoneHeading: text(50), textHeading: text(50) })
      .strict()
      .optional(),
  })
  .strict()

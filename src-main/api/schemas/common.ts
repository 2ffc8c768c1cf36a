/** The zod schemas that many procedures share; the renderer uses them for its forms too. */
import { z } from 'zod'
import { isMoney } from '../../domain/money.ts'
import { type IsoDate, isDate, isMonth, type Month } from '../../domain/month.ts'

/** "2026-10" */
export const month = z.custom<Month>((value) => typeof value === 'string' && isMonth(value), 'month')
/** "2026-10-31" */
export const date = z.custom<IsoDate>((value) => typeof value === 'string' && isDate(value), 'date')
/** Yuan, "30.00" or "-5" */
export const money = z.string().refine(isMoney, 'money')
/** A decimal without exponent, "3.5" */
export const decimal = z.string().regex(/^-?\d{1,14}(\.\d{1,10})?$/, 'decimal')
/** A code or name from outside: text, never empty, no control characters. */
export const code = z
  .string()
  .trim()
  .min(1, 'empty')
  .max(64)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
  .regex(/^[^\u0000-\u001f]*$/, 'control')
export const name = z.string().trim().min(1, 'empty').max(100)
export const reason = z.string().trim().min(1, 'empty').max(2000)
export const period = z.object({ period: month }).strict()
export const role = z.enum(['clerk', 'reviewer', 'finance', 'admin'])
export const password = z.string().min(1).max(200)

/** A page of a list: rows from `offset`, at most `limit`. */
export const page = z.object({
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(5000).default(200),
})
/** A script's page: its number from 1 (of 200 rows), or from where and how many. */
export const namedPage = z.union([
  z
    .number()
    .int()
    .min(1)
    .transform((number) => ({ offset: (number - 1) * 200, limit: 200 })),
  page.strict(),
])
export const sort = z.object({ by: z.string().max(40), descending: z.boolean().default(false) })

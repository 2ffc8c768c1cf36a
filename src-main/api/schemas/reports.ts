/** The shapes of reports at the door. */
import { z } from 'zod'
import { code, month } from './common.ts'

export const reportName = z.enum(['statements', 'summary', 'payments', 'bridge', 'coming-due'])
export const reportFormat = z.enum(['pdf', 'xlsx', 'html'])

export const reportAsked = z
  .object({
    name: reportName,
    period: month,
    /** Codes; with neither agents nor outlets all of the month. */
    agents: z.array(code).max(10_000).optional(),
    outlets: z.array(code).max(10_000).optional(),
  })
  .strict()

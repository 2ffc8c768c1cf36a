/** The shapes of reports at the door. */
import { z } from 'zod'
import { code, month } from './common.ts'

export const reportName = z.enum([
  'statements',
  'summary',
  'payments',
  'bridge',
  'coming-due',
  'grading-notice',
  'grading-results',
  'grading-sheets',
])
export const reportFormat = z.enum(['pdf', 'xlsx', 'html'])

export const reportAsked = z
  .object({
    name: reportName,
    period: month,
    /** Codes; with neither agents nor outlets all of the month. */
    agents: z.array(code).max(10_000).optional(),
    outlets: z.array(code).max(10_000).optional(),
    /** Of gradings: one by its id, or those of a scheme; else all that stand for the period. */
    grading: z.number().int().positive().optional(),
    scheme: code.optional(),
  })
  .strict()

/** Procedures about the checks an auditor would make (稽核): running them for a month, what they found, saying what was made of it. */
import { z } from 'zod'
import { lookAtFindings, monthFindings } from '../services/checks/findings.ts'
import { runChecks } from '../services/checks/run.ts'
import { command, job, query, router } from './procedure.ts'
import { period, reason } from './schemas/common.ts'

export const checks = router({
  run: job({
    access: ['clerk', 'reviewer', 'finance', 'admin'],
    input: period,
    lock: 'checks',
    subject: (input) => `checks:${input.period}`,
    run: runChecks,
  }),
  findings: query({ input: period, run: monthFindings }),
  look: command({
    access: ['reviewer'],
    input: z
      .object({
        ids: z.array(z.number().int().positive()).min(1).max(1000),
        result: z.enum(['fine', 'mended', 'pursued']),
        note: reason,
      })
      .strict(),
    run: lookAtFindings,
    subject: ({ ids }) => (ids.length === 1 ? `finding:${ids[0]}` : null),
  }),
})

/** Procedures about agents' core tiers (核心级别): who is recommended, and what was decided above. */
import { z } from 'zod'
import { CORE_TIERS } from '../domain/core-tier.ts'
import { recordTiers, tierDecisions } from '../services/core-tiers/decisions.ts'
import { recommendTiers } from '../services/core-tiers/recommend.ts'
import { command, query, router } from './procedure.ts'
import { code, date, month } from './schemas/common.ts'

export const coreTiers = router({
  /** Every agent's volume and growth, ranked; the first `top` of each are recommended. */
  recommend: query({
    input: z
      .object({
        from: month,
        to: month,
        measure: z.enum(['count', 'quantity', 'amount']).default('count'),
        type: z.string().min(1).max(64).optional(),
        top: z.number().int().min(1).max(1000).default(10),
      })
      .strict(),
    run: recommendTiers,
  }),
  decisions: query({
    input: z.object({ agent: code.optional() }).strict(),
    run: (cx, input) => tierDecisions(cx, input.agent),
  }),
  record: command({
    access: ['clerk'],
    input: z
      .object({
        decisions: z
          .array(z.object({ agent: code, tier: z.enum(CORE_TIERS) }).strict())
          .min(1)
          .max(1000),
        documentNumber: z.string().trim().min(1, 'empty').max(60),
        from: date.optional(),
        note: z.string().trim().max(500).optional(),
      })
      .strict(),
    inputs: true,
    run: recordTiers,
    subject: (input) => (input.decisions.length === 1 ? `agent:${input.decisions[0]?.agent}` : 'coreTiers'),
  }),
})

/** Procedures about late data (迟到数据): a closed month calculated on the side, its differences, corrections into the open month. */
import { z } from 'zod'
import { postCorrections } from '../services/late/corrections.ts'
import { lateDifferenceViews } from '../services/late/differences.ts'
import { calculateLate, lateMonths } from '../services/late/late-run.ts'
import { command, job, nothing, query, router } from './procedure.ts'
import { code, month, period } from './schemas/common.ts'

export const late = router({
  months: query({ input: nothing, run: lateMonths }),
  calculate: job({
    access: ['clerk'],
    input: period,
    lock: 'store',
    subject: (input) => input.period,
    run: calculateLate,
  }),
  differences: query({ input: period, run: (cx, input) => lateDifferenceViews(cx, input.period) }),
  /** Without outlets all of them. */
  post: command({
    access: ['clerk'],
    input: z.object({ period: month, outlets: z.array(code).max(10_000).optional() }).strict(),
    run: postCorrections,
    subject: (input) => `settlement:${input.period}`,
  }),
})

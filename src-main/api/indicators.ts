/** Procedures about indicator values as a grid (指标录入), and rankings by month. */
import { z } from 'zod'
import { rankingOf } from '../services/gradings/rankings.ts'
import { indicatorGrid, saveTyped, setDeliverer } from '../services/indicators/grid.ts'
import { command, job, query, router } from './procedure.ts'
import { code, decimal, month, period } from './schemas/common.ts'

/** A name that a line of cells parted by tabs can hold as it is. */
const indicator = code.refine((text) => !text.includes('"'), 'quote')

export const indicators = router({
  grid: query({ input: period, run: (cx, input) => indicatorGrid(cx, input.period) }),
  save: job({
    access: ['clerk'],
    input: z
      .object({
        period: month,
        cells: z
          .array(
            z
              .object({
                outlet: indicator,
                indicator,
                value: decimal.or(z.literal('')),
                was: z.string().max(64).nullable(),
              })
              .strict(),
          )
          .min(1)
          .max(200_000),
      })
      .strict(),
    lock: 'store',
    subject: (input) => input.period,
    run: saveTyped,
  }),
  setDeliverer: command({
    access: ['clerk'],
    input: z.object({ indicator, deliverer: z.string().trim().max(100) }).strict(),
    run: setDeliverer,
    subject: (input) => `indicator:${input.indicator}`,
  }),
  ranking: query({ input: z.object({ scheme: code, period: month }).strict(), run: rankingOf }),
})

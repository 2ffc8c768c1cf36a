/** The shape of a policy at the door (DOMAIN.md §4, CONTRACT.md policies.save); its rules are domain/policy-problems.ts. */
import { z } from 'zod'
import type { Clause, Policy } from '../../domain/policy.ts'
import { code, decimal, money, month, name } from './common.ts'

const words = z.array(z.string().min(1).max(100)).max(2000)

export const outletFilter = z
  .object({
    categories: z.array(z.enum(['own', 'partner'])).optional(),
    types: words.optional(),
    coreTiers: words.optional(),
    grades: words.optional(),
    stars: z.array(z.number().int().min(1).max(5)).optional(),
    regions: words.optional(),
    outlets: words.max(10_000).optional(),
    agents: words.max(10_000).optional(),
  })
  .strict()

export const entryFilter = z
  .object({ businessTypes: words.optional(), brands: words.optional(), plans: words.optional() })
  .strict()

const base = {
  code,
  title: name,
  outlets: outletFilter.optional(),
  entries: entryFilter.optional(),
  factors: z.array(z.enum(['grade', 'star', 'assessment'])).optional(),
  cap: money.optional(),
  floor: money.optional(),
}

const measure = z.enum(['count', 'quantity', 'amount', 'subscribers'])
const when = z
  .object({ onNet: z.literal(true).optional(), minMinutes: decimal.optional(), minBase: money.optional() })
  .strict()
const clawback = z.object({ withinMonths: z.number().int().min(1).max(120) }).strict()

const pay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('perUnit'), rate: money }).strict(),
  z.object({ kind: z.literal('percent'), rate: decimal }).strict(),
  z
    .object({
      kind: z.literal('tier'),
      mode: z.enum(['flat', 'step']),
      unit: z.enum(['perUnit', 'percent']),
      tiers: z
        .array(z.object({ from: decimal, rate: decimal }).strict())
        .min(1)
        .max(50),
    })
    .strict(),
  z
    .object({
      kind: z.literal('bonus'),
      tiers: z
        .array(z.object({ from: decimal, amount: money }).strict())
        .min(1)
        .max(50),
    })
    .strict(),
])

const volume = z
  .object({
    ...base,
    kind: z.literal('volume'),
    measure,
    accumulate: z.enum(['month', 'quarter', 'year']).optional(),
    pay,
  })
  .strict()

const instalment = z
  .object({
    ...base,
    kind: z.literal('instalment'),
    schedule: z
      .array(
        z
          .object({
            month: z.number().int().min(1).max(120),
            amount: money.optional(),
            bands: z
              .array(z.object({ from: money, amount: money }).strict())
              .min(1)
              .max(50)
              .optional(),
            when: when.optional(),
          })
          .strict(),
      )
      .min(1)
      .max(120),
    clawback: clawback.optional(),
  })
  .strict()

const residual = z
  .object({
    ...base,
    kind: z.literal('residual'),
    months: z.tuple([z.number().int().min(1).max(240), z.number().int().min(1).max(240)]),
    bands: z
      .array(z.object({ from: money, percent: decimal.optional(), amount: money.optional() }).strict())
      .min(1)
      .max(50),
    when: when.optional(),
    clawback: clawback.optional(),
  })
  .strict()

const fixed = z
  .object({
    ...base,
    kind: z.literal('fixed'),
    amount: money,
    months: z.array(z.number().int().min(1).max(12)).min(1).max(12).optional(),
    prorate: z.literal(true).optional(),
    completion: z
      .object({
        target: z.string().min(1).max(100),
        measure,
        bands: z
          .array(z.object({ from: decimal, pays: z.enum(['full', 'proportional']) }).strict())
          .min(1)
          .max(50),
      })
      .strict()
      .optional(),
  })
  .strict()

export const clause: z.ZodType<Clause> = z.discriminatedUnion('kind', [volume, instalment, residual, fixed])

const workbookRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

export const policy: z.ZodType<Policy> = z
  .object({
    code,
    title: name,
    documentNumber: z.string().trim().max(100).optional(),
    origin: z.enum(['province', 'city', 'county']).optional(),
    kind: z.enum(['basic', 'campaign']),
    from: month,
    to: month.optional(),
    clauses: z.array(clause).min(1).max(200),
    examples: z
      .array(
        z
          .object({
            title: z.string().max(200),
            outlets: z.array(workbookRow).max(100),
            entries: z.array(workbookRow).max(1000).optional(),
            subscriberMonths: z.array(workbookRow).max(1000).optional(),
            period: month,
            lines: z.array(z.object({ outlet: code, clause: code, amount: money }).strict()).max(1000),
          })
          .strict(),
      )
      .max(50)
      .optional(),
  })
  .strict()

/** The shape of a grading scheme at the door (CONTRACT.md, Scheme); its rules are domain/grading/scheme-problems.ts. */
import { z } from 'zod'
import { code, decimal, name } from './common.ts'
import { entryFilter, outletFilter } from './policies.ts'

const word = z.string().trim().min(1).max(100)

const source = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('entries'),
      entries: entryFilter,
      measure: z.enum(['count', 'quantity', 'amount', 'subscribers']),
      per: word.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('retention') }).strict(),
  z.object({ kind: z.literal('arpu') }).strict(),
  z.object({ kind: z.literal('inspection'), sheet: word }).strict(),
  z.object({ kind: z.literal('indicator'), indicator: word, over: z.enum(['sum', 'mean']).optional() }).strict(),
])

const band = z.object({ from: decimal.optional(), to: decimal.optional(), points: decimal }).strict()

const method = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), target: decimal, cap: decimal }).strict(),
  z.object({ kind: z.literal('bestRatio') }).strict(),
  z.object({ kind: z.literal('rank') }).strict(),
  z
    .object({ kind: z.literal('band'), relativeTo: z.literal('mean').optional(), bands: z.array(band).min(1).max(100) })
    .strict(),
  z.object({ kind: z.literal('share') }).strict(),
  z.object({ kind: z.literal('deduct'), each: decimal, zeroFrom: decimal.optional() }).strict(),
  z.object({ kind: z.literal('scaled'), full: decimal }).strict(),
])

const indicator = z
  .object({
    code,
    title: name,
    level: z.enum(['city', 'county']),
    weight: decimal,
    better: z.enum(['higher', 'lower']),
    source,
    method,
  })
  .strict()

const grade = z.string().trim().min(1).max(20)

export const scheme = z
  .object({
    code,
    title: name,
    outlets: outletFilter,
    result: z.enum(['grade', 'star']).optional(),
    period: z.enum(['month', 'quarter', 'half', 'year']).optional(),
    groupBy: z.enum(['region', 'centre', 'type', 'none']).optional(),
    levels: z.object({ city: decimal, county: decimal }).strict(),
    missing: z.enum(['zero', 'exclude']),
    indicators: z.array(indicator).min(1).max(60),
    grades: z.discriminatedUnion('kind', [
      z
        .object({
          kind: z.literal('thresholds'),
          bands: z
            .array(z.object({ from: decimal, grade }).strict())
            .min(1)
            .max(20),
        })
        .strict(),
      z
        .object({
          kind: z.literal('quota'),
          shares: z
            .array(z.object({ grade, percent: decimal }).strict())
            .min(1)
            .max(20),
        })
        .strict(),
    ]),
    bonuses: z
      .array(z.object({ indicator: word, each: decimal, most: decimal.optional(), least: decimal.optional() }).strict())
      .max(20)
      .optional(),
    vetoes: z
      .array(z.object({ indicator: word, from: decimal, notAbove: grade }).strict())
      .max(20)
      .optional(),
  })
  .strict()

/**
 * Procedures about grading (names and shapes: CONTRACT.md). Schemes and objections have files of their own; here are gradings
 * themselves: scoring, the stages to final, the quick way, results and reasons.
 */
import { z } from 'zod'
import { previewCost } from '../services/gradings/cost.ts'
import { finishGrading, publishGrading } from '../services/gradings/effect.ts'
import { explainScore } from '../services/gradings/explain.ts'
import { getGrading, gradingDetail, listGradings } from '../services/gradings/gradings.ts'
import { gradingResults, outletGradings } from '../services/gradings/kept-results.ts'
import { lackingOf } from '../services/gradings/lacking.ts'
import { previewGrading } from '../services/gradings/preview.ts'
import { scoreGrading } from '../services/gradings/score-grading.ts'
import { scoreScheme } from '../services/gradings/scoring.ts'
import { reviewGrading, sendBackGrading, startNotice, withdrawGrading } from '../services/gradings/stages.ts'
import { objectionProcedures } from './grading-objections.ts'
import { schemeProcedures } from './grading-schemes.ts'
import { command, job, query, router } from './procedure.ts'
import { code, date, month, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const byId = z.object({ id }).strict()
const subject = (input: { id: number }) => `grading:${input.id}`

export const gradings = router({
  ...schemeProcedures,
  ...objectionProcedures,
  /** The scores of a period; keeps nothing. */
  score: job({
    access: 'signedIn',
    input: z.object({ scheme: code, period: month }).strict(),
    lock: 'store',
    subject: (input) => `${input.scheme}:${input.period}`,
    run: (office, _actor, running, input) => scoreScheme(office, running, input),
  }),
  /** The first stage: scores the period as a draft, or the draft anew. `overrule` once a former edition is in effect. */
  start: job({
    access: ['clerk'],
    input: z.object({ scheme: code, period: month, overrule: reason.optional() }).strict(),
    lock: 'store',
    subject: (input) => `${input.scheme}:${input.period}`,
    run: scoreGrading,
  }),
  review: command({ access: ['reviewer'], input: byId, run: (cx, input) => reviewGrading(cx, input.id), subject }),
  sendBack: command({
    access: ['reviewer'],
    input: z.object({ id, reason }).strict(),
    run: sendBackGrading,
    subject,
  }),
  /** The public notice, with the last day for objections. */
  notice: command({
    access: ['clerk', 'reviewer'],
    input: z
      .object({ id, from: date, to: date.optional(), text: z.string().trim().min(1).max(1000).optional() })
      .strict(),
    run: startNotice,
    subject,
  }),
  /** Final after the notice: the grades hold from the month. */
  finish: job({
    access: ['reviewer'],
    input: z.object({ id, from: month }).strict(),
    lock: 'store',
    subject,
    run: finishGrading,
  }),
  withdraw: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ id, reason }).strict(),
    run: withdrawGrading,
    subject,
  }),
  /** The quick way: scored and in effect at once. */
  publish: job({
    access: ['reviewer'],
    input: z.object({ scheme: code, period: month, from: month }).strict(),
    lock: 'store',
    subject: (input) => `${input.scheme}:${input.period}`,
    run: publishGrading,
  }),
  list: query({
    input: z
      .object({ scheme: code.optional(), period: month.optional(), standing: z.boolean().optional() })
      .strict()
      .or(z.void())
      .or(z.null()),
    run: (cx, input) => listGradings(cx, input ?? {}),
  }),
  get: query({ input: byId, run: (cx, input) => getGrading(cx, input.id) }),
  /** With the scheme's document, the figures of its groups and the outlets that were left out. */
  detail: query({ input: byId, run: (cx, input) => gradingDetail(cx, input.id) }),
  /** The outlets without a value of an indicator, and what has to be brought in for them. */
  lacking: query({ input: z.object({ id, indicator: code }).strict(), run: lackingOf }),
  results: query({ input: byId, run: (cx, input) => gradingResults(cx, input.id) }),
  /** Who rises and falls, and what each lacked to the next grade. */
  preview: query({ input: byId, run: (cx, input) => previewGrading(cx, input.id) }),
  /** What the new grades would have cost in commission, on the month calculated last or another. */
  previewCost: job({
    access: 'signedIn',
    input: z.object({ id, period: month.optional() }).strict(),
    lock: 'store',
    subject,
    run: (office, _actor, running, input) => previewCost(office, running, input),
  }),
  /** Why this score: of a grading, or of a scheme on a period. */
  explain: query({
    input: z
      .object({
        id: id.optional(),
        scheme: code.optional(),
        period: month.optional(),
        outlet: code,
        indicator: code,
        offset: z.number().int().nonnegative().optional(),
        limit: z.number().int().positive().max(20_000).optional(),
      })
      .strict(),
    run: explainScore,
  }),
  /** The gradings of one outlet. */
  ofOutlet: query({ input: z.object({ outlet: code }).strict(), run: (cx, input) => outletGradings(cx, input.outlet) }),
})

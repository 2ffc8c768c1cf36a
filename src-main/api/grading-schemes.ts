/** Procedures about grading schemes (names and shapes: CONTRACT.md): versions, approval, trying out, what the city gave. */
import { z } from 'zod'
import type { Scheme } from '../domain/grading/scheme.ts'
import { schemeProblems } from '../domain/grading/scheme-problems.ts'
import { STARTING_SCHEMES } from '../domain/grading/starting-schemes.ts'
import type { OutletFilter } from '../domain/policy.ts'
import { listReferences, setReferences } from '../services/gradings/references.ts'
import {
  approveScheme,
  listSchemes,
  rejectScheme,
  saveScheme,
  submitScheme,
  withdrawScheme,
} from '../services/gradings/schemes.ts'
import { tryScheme } from '../services/gradings/scoring.ts'
import { countNamed } from '../services/gradings/values.ts'
import { command, job, nothing, query } from './procedure.ts'
import { code, decimal, month, reason } from './schemas/common.ts'
import { scheme } from './schemas/gradings.ts'
import { outletFilter } from './schemas/policies.ts'

const byId = z.object({ id: z.number().int().positive() }).strict()
const subject = (_input: unknown, output: { code: string }) => `scheme:${output.code}`

export const schemeProcedures = {
  saveScheme: command({
    access: ['clerk'],
    input: scheme,
    run: (cx, input) => saveScheme(cx, input as Scheme),
    subject,
  }),
  submitScheme: command({ access: ['clerk'], input: byId, run: (cx, input) => submitScheme(cx, input.id), subject }),
  withdrawScheme: command({
    access: ['clerk'],
    input: byId,
    run: (cx, input) => withdrawScheme(cx, input.id),
    subject,
  }),
  approveScheme: command({
    access: ['reviewer'],
    input: byId,
    run: (cx, input) => approveScheme(cx, input.id),
    subject,
  }),
  rejectScheme: command({
    access: ['reviewer'],
    input: z.object({ id: z.number().int().positive(), reason }).strict(),
    run: (cx, input) => rejectScheme(cx, input.id, input.reason),
    subject,
  }),
  schemes: query({ input: nothing, run: listSchemes }),
  /** Complete schemes to start from. */
  startingSchemes: query({ input: nothing, run: () => STARTING_SCHEMES }),
  /** What is wrong in a draft. */
  check: query({ input: scheme, run: (_cx, input) => schemeProblems(input as Scheme) }),
  /** The scores that a draft would give, saved or not. */
  tryOut: job({
    access: 'signedIn',
    input: z.object({ scheme, period: month }).strict(),
    lock: 'store',
    subject: (input) => `${input.scheme.code}:${input.period}`,
    run: (office, _actor, running, input) => tryScheme(office, running, { ...input, scheme: input.scheme as Scheme }),
  }),
  /** How many outlets a filter names in the month. */
  named: query({
    input: z.object({ outlets: outletFilter, period: month }).strict(),
    run: (cx, input) => countNamed(cx, { ...input, outlets: input.outlets as OutletFilter }),
  }),
  /** What the city gave as best, mean and total of indicators: the figures that changed, as one block. */
  setReferences: command({
    access: ['clerk'],
    input: z
      .object({
        scheme: code,
        period: month,
        cells: z
          .array(
            z
              .object({
                indicator: code,
                kind: z.enum(['best', 'mean', 'total']),
                value: decimal.nullable(),
                was: z.string().max(64).nullable(),
              })
              .strict(),
          )
          .min(1)
          .max(180),
      })
      .strict(),
    run: setReferences,
    subject: (input) => `scheme:${input.scheme}`,
    period: (input) => input.period,
    inputs: true,
  }),
  references: query({ input: z.object({ scheme: code }).strict(), run: listReferences }),
}

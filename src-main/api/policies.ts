/** Procedures about commission policies (names and shapes: CONTRACT.md). */
import { z } from 'zod'
import { clauseSentence } from '../domain/clause-sentence.ts'
import { policyProblems } from '../domain/policy-problems.ts'
import { problemSentence } from '../domain/problem-words.ts'
import { requireExamples } from '../services/policies/examples.ts'
import {
  approvePolicy,
  getPolicy,
  listPolicies,
  policyOf,
  rejectPolicy,
  savePolicy,
  submitPolicy,
  withdrawPolicy,
} from '../services/policies/policies.ts'
import { TermNames } from '../services/settlements/scope.ts'
import { command, query, router } from './procedure.ts'
import { period, reason } from './schemas/common.ts'
import { policy } from './schemas/policies.ts'

const byId = z.object({ id: z.number().int().positive() }).strict()

export const policies = router({
  save: command({
    access: ['clerk'],
    input: policy,
    run: savePolicy,
    subject: (_input, output) => `policy:${output.code}`,
  }),
  submit: command({
    access: ['clerk'],
    input: byId,
    prepare: (office, input) => requireExamples(office, policyOf(office.store.read, input.id)),
    run: (cx, input) => submitPolicy(cx, input.id),
    subject: (_input, output) => `policy:${output.code}`,
  }),
  withdraw: command({
    access: ['clerk'],
    input: byId,
    run: (cx, input) => withdrawPolicy(cx, input.id),
    subject: (_input, output) => `policy:${output.code}`,
  }),
  approve: command({
    access: ['reviewer'],
    input: byId,
    inputs: true,
    run: (cx, input) => approvePolicy(cx, input.id),
    subject: (_input, output) => `policy:${output.code}`,
  }),
  reject: command({
    access: ['reviewer'],
    input: z.object({ id: z.number().int().positive(), reason }).strict(),
    run: (cx, input) => rejectPolicy(cx, input.id, input.reason),
    subject: (_input, output) => `policy:${output.code}`,
  }),
  list: query({ input: period, run: (cx, input) => listPolicies(cx, input.period) }),
  get: query({ input: byId, run: (cx, input) => getPolicy(cx, input.id) }),
  /** A draft said back clause by clause, with what is wrong in it: what the editor shows beside the form. */
  check: query({
    input: policy,
    run: (cx, input) => {
      const names = new TermNames(cx.db)
      const problems = policyProblems(input)
      return {
        sentences: input.clauses.map((clause) => ({ clause: clause.code, text: clauseSentence(clause, names.say) })),
        problems: problems.map((problem) => ({ ...problem, text: problemSentence(problem, input) })),
      }
    },
  }),
})

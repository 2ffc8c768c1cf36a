/** Procedures about commission policies (names and shapes: CONTRACT.md). */
import { z } from 'zod'
import { clauseSentence } from '../domain/clause-sentence.ts'
import { policyDifferences } from '../domain/policy-differences.ts'
import { policyProblems } from '../domain/policy-problems.ts'
import { problemSentence } from '../domain/problem-words.ts'
import { chainChanges, chains, setChain } from '../services/policies/chain.ts'
import { requireExamples, runExamples } from '../services/policies/examples.ts'
import {
  approvePolicy,
  getPolicy,
  listPolicies,
  policyById,
  rejectPolicy,
  savePolicy,
  submitPolicy,
  withdrawPolicy,
} from '../services/policies/policies.ts'
import { retirePolicy } from '../services/policies/retire.ts'
import { decideStep, recordStep } from '../services/policies/steps.ts'
import { keptTrial, trialLines, tryOut } from '../services/policies/trial.ts'
import { TermNames } from '../services/settlements/scope.ts'
import { command, job, nothing, query, router } from './procedure.ts'
import { code, date, month, period, reason, role } from './schemas/common.ts'
import { policy } from './schemas/policies.ts'

const id = z.number().int().positive()
const byId = z.object({ id }).strict()
const subject = (_input: unknown, output: { code: string }) => `policy:${output.code}`

const stepName = z.string().trim().min(1, 'empty').max(40)
const chainSteps = z
  .array(
    z.discriminatedUnion('how', [
      z.object({ name: stepName, how: z.literal('here'), role }).strict(),
      z.object({ name: stepName, how: z.literal('recorded') }).strict(),
    ]),
  )
  .max(10)
const stepDecision = { id, step: z.number().int().min(1).max(10), agree: z.boolean(), reason: reason.optional() }

export const policies = router({
  save: command({ access: ['clerk'], input: policy, run: savePolicy, subject }),
  submit: command({
    access: ['clerk'],
    input: byId,
    prepare: (office, input) => requireExamples(office, policyById(office.store.read, input.id).policy),
    run: (cx, input) => submitPolicy(cx, input.id),
    subject,
  }),
  withdraw: command({ access: ['clerk'], input: byId, run: (cx, input) => withdrawPolicy(cx, input.id), subject }),
  approve: command({
    access: ['reviewer'],
    input: byId,
    inputs: true,
    run: (cx, input) => approvePolicy(cx, input.id),
    subject,
  }),
  reject: command({
    access: ['reviewer'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => rejectPolicy(cx, input.id, input.reason),
    subject,
  }),
  /** Ends an approved version with a month; nothing takes its place. */
  retire: command({
    access: ['reviewer'],
    input: z.object({ id, to: month, reason }).strict(),
    inputs: true,
    run: retirePolicy,
    subject,
  }),
  list: query({ input: period, run: (cx, input) => listPolicies(cx, input.period) }),
  get: query({
    input: byId,
    run: (cx, input, office) => ({
      ...getPolicy(cx, input.id),
      trialInMemory: keptTrial(office, { id: input.id })?.trial.trial ?? null,
    }),
  }),
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
  /** What changed from one version to another, clause by clause, in sentences. */
  compare: query({
    input: z.object({ id, with: id }).strict(),
    run: (cx, input) =>
      policyDifferences(
        policyById(cx.db, input.with).policy,
        policyById(cx.db, input.id).policy,
        new TermNames(cx.db).say,
      ),
  }),
  /** The steps between submitting and approving, by origin, and who set them when. */
  chain: query({ input: nothing, run: (cx) => ({ steps: chains(cx.db), changes: chainChanges(cx.db) }) }),
  setChain: command({
    access: ['admin'],
    input: z.object({ origin: z.enum(['province', 'city', 'county']), steps: chainSteps }).strict(),
    run: setChain,
    subject: (input) => `policyChain:${input.origin}`,
  }),
  decideStep: command({
    access: ['clerk', 'reviewer', 'finance', 'admin'],
    input: z.object(stepDecision).strict(),
    run: decideStep,
    subject,
  }),
  recordStep: command({
    access: ['clerk', 'reviewer'],
    input: z
      .object({ ...stepDecision, documentNumber: z.string().trim().min(1, 'empty').max(100), documentDate: date })
      .strict(),
    run: recordStep,
    subject,
  }),
  /** The worked examples of a draft, expected beside found; each in a scratch store. */
  runExamples: job({
    access: ['clerk', 'reviewer'],
    input: z.object({ policy }).strict(),
    lock: null,
    subject: (input) => input.policy.code,
    run: (office, _actor, running, input) => runExamples(office, running, input.policy),
  }),
  /** A draft on a month beside the policy in force, outlet by outlet. */
  tryOut: job({
    access: ['clerk', 'reviewer'],
    input: z
      .object({ id: id.optional(), policy: policy.optional(), period: month, since: month.optional() })
      .strict()
      .refine((input) => (input.id === undefined) !== (input.policy === undefined), { path: ['id'], message: 'one' })
      .refine(({ since, period }) => since === undefined || since <= period, { path: ['since'], message: 'late' }),
    lock: 'store',
    subject: (input) => input.period,
    run: tryOut,
  }),
  /** A trial that is still in memory, with its outlets; null after a restart or newer trials. */
  trial: query({
    input: z.object({ trial: z.string().max(64) }).strict(),
    run: (_cx, input, office) => keptTrial(office, input)?.trial ?? null,
  }),
  trialLines: query({
    input: z.object({ trial: z.string().max(64), outlet: code }).strict(),
    run: (_cx, input, office) => trialLines(office, input),
  }),
})

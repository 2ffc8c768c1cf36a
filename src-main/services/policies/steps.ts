/** Taking the steps of a submitted policy: deciding one here, or recording what was decided elsewhere (DOMAIN.md §4). */
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { nextStep, stepFault } from '../../domain/policy-chain.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { handleOf, type VersionHandle } from '../versioned.ts'
import { type PolicyStep, refusalOf, stepsOf } from './chain.ts'
import { type PolicyRecord, rejectPolicy, requirePolicy, waitingPolicies } from './policies.ts'

export interface StepDecision {
  readonly id: number
  /** The step's number, from 1. */
  readonly step: number
  readonly agree: boolean
  /** Why not; wanted where it is not agreed. */
  readonly reason?: string | undefined
}

/**
 * Decides a step here; disagreeing gives the version back to its author.
 * @throws Refusal NOT_FOUND, WRONG_STATE, STEP_NOT_NEXT, SAME_PERSON, ROLE_MISSING, REASON_MISSING
 */
export function decideStep(cx: Command, decision: StepDecision): VersionHandle {
  const { record, step } = stepToTake(cx, decision.id, decision.step, 'here')
  return take(cx, record, step, decision.agree, decision.reason ?? null, null)
}

export interface StepRecordInput extends StepDecision {
  /** The number of the paper that says so. */
  readonly documentNumber: string
  readonly documentDate: IsoDate
}

/**
 * Records what another office decided: number and date of its paper; the scan is an attachment of the step.
 * @throws Refusal as decideStep; INVALID_INPUT for a date that is yet to come
 */
export function recordStep(cx: Command, input: StepRecordInput): VersionHandle {
  const { record, step } = stepToTake(cx, input.id, input.step, 'recorded')
  if (input.documentDate > cx.today) throw new Refusal('INVALID_INPUT', { field: 'documentDate' })
  return take(cx, record, step, input.agree, input.reason ?? null, input)
}

function stepToTake(cx: Command, id: number, number: number, how: PolicyStep['how']) {
  const record = requirePolicy(cx.db, id, ['submitted'])
  const steps = stepsOf(cx.db, id)
  const step = steps.find((each) => each.number === number && each.how === how)
  if (!step) throw new Refusal('NOT_FOUND', { what: 'step', name: String(number) })
  const fault = stepFault(step, steps, record.submittedBy, cx)
  if (fault) throw refusalOf(fault, cx.user)
  return { record, step }
}

function take(
  cx: Command,
  record: PolicyRecord,
  step: PolicyStep,
  agree: boolean,
  reason: string | null,
  paper: Pick<StepRecordInput, 'documentNumber' | 'documentDate'> | null,
): VersionHandle {
  if (!agree && reason === null) throw new Refusal('REASON_MISSING')
  cx.db.run(
    'UPDATE policy_steps SET state = ?, user = ?, at = ?, document_number = ?, document_date = ?, note = ? WHERE id = ?',
    agree ? 'agreed' : 'refused',
    cx.user,
    cx.now,
    paper?.documentNumber ?? null,
    paper ? dateNumber(paper.documentDate) : null,
    reason,
    step.id,
  )
  if (!agree) return rejectPolicy(cx, record.id, `${step.name}：${reason}`)
  return handleOf(record, record.status)
}

/** How many submitted versions wait for the person who asks, and how many in all. */
export function waitingFor(cx: Query): { mine: number; all: number } {
  const waiting = waitingPolicies(cx.db)
  const mine = waiting.filter((record) => {
    const steps = stepsOf(cx.db, record.id)
    const next = nextStep(steps)
    if (next) return stepFault(next, steps, record.submittedBy, cx) === undefined
    const decided = steps.some(({ how, user }) => how === 'here' && user === cx.user)
    return record.submittedBy !== cx.user && !decided && cx.roles.includes('reviewer')
  })
  return { mine: mine.length, all: waiting.length }
}

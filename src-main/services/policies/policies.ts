/** Commission policies (酬金政策): saving versions, submitting, deciding by another person, which are in force (DOMAIN.md §4). */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'
import { nextStep } from '../../domain/policy-chain.ts'
import { isError, policyProblems } from '../../domain/policy-problems.ts'
import type { Problem } from '../../domain/problem.ts'
import { Refusal } from '../../domain/refusal.ts'
import { approvalEffect, isInForce, type VersionStatus } from '../../domain/version.ts'
import type { Command, Query } from '../office.ts'
import {
  approveVersion,
  rejectVersion,
  requireState,
  saveDraft,
  submitVersion,
  VERSION_COLUMNS,
  type VersionedKind,
  type VersionHandle,
  type VersionRecord,
  type VersionRow,
  withdrawVersion,
} from '../versioned.ts'
import { beginSteps, dropSteps, everyStep, type PolicyStep, requireApproval, stepsOf } from './chain.ts'
import { type LastTrial, lastTrial } from './last-trial.ts'

const POLICIES: VersionedKind = { table: 'policies', what: 'policy' }

export interface PolicyRecord extends VersionRecord {
  readonly from: Month
  readonly to: Month | null
  readonly policy: Policy
  /** How often it was submitted. */
  readonly round: number
}

type PolicyRow = VersionRow & { readonly fromMonth: number; readonly toMonth: number | null; readonly round: number }

const SELECT = `SELECT ${VERSION_COLUMNS}, from_month AS fromMonth, to_month AS toMonth, round FROM policies`

const recordOf = ({ document, fromMonth, toMonth, ...row }: PolicyRow): PolicyRecord => ({
  ...row,
  from: monthFromNumber(fromMonth),
  to: toMonth === null ? null : monthFromNumber(toMonth),
  policy: JSON.parse(document) as Policy,
})

/** Saves over the code's draft or rejected version, else as its next version. @throws Refusal POLICY_INVALID {problems}, WRONG_STATE */
export function savePolicy(cx: Command, policy: Policy): VersionHandle {
  refuseProblems(policy)
  return saveDraft(cx, POLICIES, {
    code: policy.code,
    title: policy.title,
    document: policy,
    columns: {
      from_month: monthNumber(policy.from),
      to_month: policy.to === undefined ? null : monthNumber(policy.to),
    },
  })
}

/** @throws Refusal POLICY_INVALID {problems} for what can never be right */
export function refuseProblems(policy: Policy): void {
  const errors = policyProblems(policy).filter(isError)
  if (errors.length > 0) throw new Refusal('POLICY_INVALID', { problems: errors })
}

/** @throws Refusal NOT_FOUND; WRONG_STATE where it is in none of the wanted states */
export function requirePolicy(db: ReadDb, id: number, wanted: readonly VersionStatus[]): PolicyRecord {
  return requireState(POLICIES, policyById(db, id), wanted)
}

/** Hands a draft to others: to the steps of its origin's chain, then to who approves. @throws Refusal NOT_FOUND, WRONG_STATE, POLICY_INVALID */
export function submitPolicy(cx: Command, id: number): VersionHandle {
  const record = requirePolicy(cx.db, id, ['draft'])
  refuseProblems(record.policy)
  const handle = submitVersion(cx, POLICIES, record)
  const round = record.round + 1
  cx.db.run('UPDATE policies SET round = ? WHERE id = ?', round, id)
  beginSteps(cx, id, round, record.policy.origin)
  return handle
}

/**
 * Puts a submitted version in force, after all steps of its chain; an open-ended predecessor ends in the month before.
 * @throws Refusal SAME_PERSON for who submitted it or decided a step, STEPS_OPEN {steps}, POLICY_OVERLAP {with}, WRONG_STATE,
 * NOT_FOUND
 */
export function approvePolicy(cx: Command, id: number): VersionHandle {
  const record = requirePolicy(cx.db, id, ['submitted'])
  requireApproval(cx, id, record.submittedBy)
  const effect = approvalEffect(monthsOf(record), versionsOf(cx.db, record.code).filter(wasApproved).map(monthsOf))
  if (effect.kind === 'overlap') throw new Refusal('POLICY_OVERLAP', { code: record.code, with: effect.with })
  if (effect.ends) {
    cx.db.run(
      'UPDATE policies SET to_month = ? WHERE code = ? AND version = ?',
      monthNumber(effect.ends.to),
      record.code,
      effect.ends.version,
    )
  }
  return approveVersion(cx, POLICIES, record)
}

/** Gives a submitted version back with a reason, at the end or at a step before. @throws Refusal SAME_PERSON, WRONG_STATE, NOT_FOUND */
export function rejectPolicy(cx: Command, id: number, reason: string): VersionHandle {
  const handle = rejectVersion(cx, POLICIES, policyById(cx.db, id), reason)
  dropSteps(cx, id)
  return handle
}

/** Takes one's own submission back to a draft. @throws Refusal WRONG_STATE, NOT_FOUND, ROLE_MISSING */
export function withdrawPolicy(cx: Command, id: number): VersionHandle {
  const handle = withdrawVersion(cx, POLICIES, policyById(cx.db, id))
  dropSteps(cx, id)
  return handle
}

function versionsOf(db: ReadDb, code: string): PolicyRecord[] {
  return db.all<PolicyRow>(`${SELECT} WHERE code = ? ORDER BY version DESC`, code).map(recordOf)
}

export interface PolicyListRow extends Omit<PolicyRecord, 'policy'> {
  readonly documentNumber: string | null
  readonly origin: string
  readonly kind: string
  readonly clauses: number
  readonly inForce: boolean
  /** The step that a submitted version waits for; null when only the approval is left. */
  readonly waitsFor: string | null
}

/** All versions by code, newest first within a code; `inForce` is about `month`. */
export function listPolicies(cx: Query, month: Month): PolicyListRow[] {
  return cx.db
    .all<PolicyRow>(`${SELECT} ORDER BY code, version DESC`)
    .map(recordOf)
    .map(({ policy, ...record }) => ({
      ...record,
      documentNumber: policy.documentNumber ?? null,
      origin: policy.origin ?? 'county',
      kind: policy.kind,
      clauses: policy.clauses.length,
      inForce: wasApproved(record) && isInForce(monthsOf(record), month),
      waitsFor: record.status === 'submitted' ? (nextStep(stepsOf(cx.db, record.id))?.name ?? null) : null,
    }))
}

function wasApproved({ status }: Pick<PolicyRecord, 'status'>): boolean {
  return status === 'approved' || status === 'retired'
}

function monthsOf({ version, from, to }: Pick<PolicyRecord, 'version' | 'from' | 'to'>) {
  return { version, from, ...(to === null ? {} : { to }) }
}

/** A version as its page shows it. */
export interface PolicyView extends PolicyRecord {
  readonly problems: readonly Problem[]
  readonly versions: readonly Omit<PolicyRecord, 'policy'>[]
  /** The steps of the last submission, and those of earlier ones. */
  readonly steps: readonly PolicyStep[]
  readonly formerSteps: readonly PolicyStep[]
  readonly trial: LastTrial | null
}

/** One version with its problems, its sisters, its steps and its last trial. @throws Refusal NOT_FOUND */
export function getPolicy(cx: Query, id: number): PolicyView {
  const record = policyById(cx.db, id)
  const versions = versionsOf(cx.db, record.code).map(({ policy: _, ...version }) => version)
  const steps = everyStep(cx.db, id)
  return {
    ...record,
    problems: policyProblems(record.policy),
    versions,
    steps: steps.filter(({ round }) => round === record.round),
    formerSteps: steps.filter(({ round }) => round < record.round),
    trial: lastTrial(cx.db, id),
  }
}

/** A version in any state. @throws Refusal NOT_FOUND */
export function policyById(db: ReadDb, id: number): PolicyRecord {
  const row = db.get<PolicyRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'policy', name: String(id) })
  return recordOf(row)
}

/** The versions that wait for a step or for the approval. */
export function waitingPolicies(db: ReadDb): PolicyRecord[] {
  return db.all<PolicyRow>(`${SELECT} WHERE status = 'submitted' ORDER BY id`).map(recordOf)
}

/** Every version that is or was in force, by code and version. */
export function approvedPolicies(db: ReadDb): PolicyRecord[] {
  return db.all<PolicyRow>(`${SELECT} WHERE status IN ('approved', 'retired') ORDER BY code, version`).map(recordOf)
}

/** Those of the versions that are in force in a month. */
export function versionsInForce(versions: readonly PolicyRecord[], month: Month): PolicyRecord[] {
  return versions.filter((record) => isInForce(monthsOf(record), month))
}

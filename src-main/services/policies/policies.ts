/** Commission policies (酬金政策): saving versions, submitting, deciding by another person, which are in force (DOMAIN.md §4). */
import type { ReadDb } from '../../data/handles.ts'
import type { PolicyStatus } from '../../data/schema.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'
import { nextStep } from '../../domain/policy-chain.ts'
import { isError, policyProblems } from '../../domain/policy-problems.ts'
import type { Problem } from '../../domain/problem.ts'
import { Refusal } from '../../domain/refusal.ts'
import { approvalEffect, isInForce } from '../../domain/version.ts'
import type { Command, Query } from '../office.ts'
import { beginSteps, dropSteps, everyStep, type PolicyStep, requireApproval, stepsOf } from './chain.ts'
import { type LastTrial, lastTrial } from './last-trial.ts'

export interface PolicyRecord {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: PolicyStatus
  readonly title: string
  readonly from: Month
  readonly to: Month | null
  readonly policy: Policy
  readonly savedBy: string
  readonly savedAt: string
  readonly submittedBy: string | null
  readonly submittedAt: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
  /** How often it was submitted. */
  readonly round: number
}

interface PolicyRow {
  id: number
  code: string
  version: number
  status: PolicyStatus
  title: string
  from_month: number
  to_month: number | null
  document: string
  saved_by: string
  saved_at: string
  submitted_by: string | null
  submitted_at: string | null
  decided_by: string | null
  decided_at: string | null
  reason: string | null
  round: number
}

function recordOf(row: PolicyRow): PolicyRecord {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    status: row.status,
    title: row.title,
    from: monthFromNumber(row.from_month),
    to: row.to_month === null ? null : monthFromNumber(row.to_month),
    policy: JSON.parse(row.document) as Policy,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    round: row.round,
  }
}

export interface PolicyHandle {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: PolicyStatus
}

/**
 * Saves a policy as a draft: over the code's own draft (or rejected version) where there is one, else as the next version.
 * @throws Refusal WRONG_STATE while a version waits for approval; POLICY_INVALID {problems} for what can never be right
 */
export function savePolicy(cx: Command, policy: Policy): PolicyHandle {
  const last = cx.db.get<PolicyRow>('SELECT * FROM policies WHERE code = ? ORDER BY version DESC LIMIT 1', policy.code)
  if (last?.status === 'submitted') {
    throw new Refusal('WRONG_STATE', { what: 'policy', name: policy.code, state: 'submitted', version: last.version })
  }
  refuseProblems(policy)
  const from = monthNumber(policy.from)
  const to = policy.to === undefined ? null : monthNumber(policy.to)
  const document = JSON.stringify(policy)
  if (last && (last.status === 'draft' || last.status === 'rejected')) {
    cx.db.run(
      `UPDATE policies SET status = 'draft', title = ?, from_month = ?, to_month = ?, document = ?, saved_by = ?, saved_at = ?,
       submitted_by = NULL, submitted_at = NULL, decided_by = NULL, decided_at = NULL, reason = NULL WHERE id = ?`,
      policy.title,
      from,
      to,
      document,
      cx.user,
      cx.now,
      last.id,
    )
    return { id: last.id, code: policy.code, version: last.version, status: 'draft' }
  }
  const version = (last?.version ?? 0) + 1
  const { lastInsertRowid } = cx.db.run(
    `INSERT INTO policies (code, version, status, title, from_month, to_month, document, saved_by, saved_at)
     VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?)`,
    policy.code,
    version,
    policy.title,
    from,
    to,
    document,
    cx.user,
    cx.now,
  )
  return { id: lastInsertRowid, code: policy.code, version, status: 'draft' }
}

/** @throws Refusal POLICY_INVALID {problems} for what can never be right */
export function refuseProblems(policy: Policy): void {
  const errors = policyProblems(policy).filter(isError)
  if (errors.length > 0) throw new Refusal('POLICY_INVALID', { problems: errors })
}

/** @throws Refusal NOT_FOUND; WRONG_STATE where it is in none of the wanted states */
export function requirePolicy(db: ReadDb, id: number, wanted: readonly PolicyStatus[]): PolicyRecord {
  const row = db.get<PolicyRow>('SELECT * FROM policies WHERE id = ?', id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'policy', name: String(id) })
  if (!wanted.includes(row.status)) {
    throw new Refusal('WRONG_STATE', {
      what: 'policy',
      name: row.code,
      state: row.status,
      version: row.version,
      wanted,
    })
  }
  return recordOf(row)
}

function handleOf({ id, code, version }: PolicyRecord, status: PolicyStatus): PolicyHandle {
  return { id, code, version, status }
}

/** Hands a draft to others: to the steps of its origin's chain, then to who approves. @throws Refusal NOT_FOUND, WRONG_STATE, POLICY_INVALID */
export function submitPolicy(cx: Command, id: number): PolicyHandle {
  const record = requirePolicy(cx.db, id, ['draft'])
  refuseProblems(record.policy)
  const round = record.round + 1
  cx.db.run(
    "UPDATE policies SET status = 'submitted', submitted_by = ?, submitted_at = ?, round = ? WHERE id = ?",
    cx.user,
    cx.now,
    round,
    id,
  )
  beginSteps(cx, id, round, record.policy.origin)
  return handleOf(record, 'submitted')
}

/**
 * Puts a submitted version in force, after all steps of its chain; an open-ended predecessor ends in the month before.
 * @throws Refusal SAME_PERSON for who submitted it or decided a step, STEPS_OPEN {steps}, POLICY_OVERLAP {with}, WRONG_STATE,
 * NOT_FOUND
 */
export function approvePolicy(cx: Command, id: number): PolicyHandle {
  const record = requirePolicy(cx.db, id, ['submitted'])
  requireApproval(cx, id, record.submittedBy)
  const months = { version: record.version, from: record.from, ...(record.to === null ? {} : { to: record.to }) }
  const others = versionsOf(cx.db, record.code)
    .filter(({ status }) => status === 'approved' || status === 'retired')
    .map(({ version, from, to }) => ({ version, from, ...(to === null ? {} : { to }) }))
  const effect = approvalEffect(months, others)
  if (effect.kind === 'overlap') throw new Refusal('POLICY_OVERLAP', { code: record.code, with: effect.with })
  if (effect.ends) {
    cx.db.run(
      'UPDATE policies SET to_month = ? WHERE code = ? AND version = ?',
      monthNumber(effect.ends.to),
      record.code,
      effect.ends.version,
    )
  }
  cx.db.run("UPDATE policies SET status = 'approved', decided_by = ?, decided_at = ? WHERE id = ?", cx.user, cx.now, id)
  return handleOf(record, 'approved')
}

/** Gives a submitted version back with a reason. @throws Refusal SAME_PERSON, WRONG_STATE, NOT_FOUND */
export function rejectPolicy(cx: Command, id: number, reason: string): PolicyHandle {
  const record = requirePolicy(cx.db, id, ['submitted'])
  if (record.submittedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'submit', user: cx.user })
  return sendBackPolicy(cx, record, reason)
}

/** What every rejection does, at the end or at a step before. */
export function sendBackPolicy(cx: Command, record: PolicyRecord, reason: string): PolicyHandle {
  cx.db.run(
    "UPDATE policies SET status = 'rejected', decided_by = ?, decided_at = ?, reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    record.id,
  )
  dropSteps(cx, record.id)
  return handleOf(record, 'rejected')
}

/** Takes one's own submission back to a draft. @throws Refusal WRONG_STATE, NOT_FOUND, ROLE_MISSING */
export function withdrawPolicy(cx: Command, id: number): PolicyHandle {
  const record = requirePolicy(cx.db, id, ['submitted'])
  if (record.submittedBy !== cx.user) throw new Refusal('ROLE_MISSING', { needed: [record.submittedBy] })
  cx.db.run("UPDATE policies SET status = 'draft', submitted_by = NULL, submitted_at = NULL WHERE id = ?", id)
  dropSteps(cx, id)
  return handleOf(record, 'draft')
}

function versionsOf(db: ReadDb, code: string): PolicyRecord[] {
  return db.all<PolicyRow>('SELECT * FROM policies WHERE code = ? ORDER BY version DESC', code).map(recordOf)
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
    .all<PolicyRow>('SELECT * FROM policies ORDER BY code, version DESC')
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

function wasApproved({ status }: { status: PolicyStatus }): boolean {
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
  const row = db.get<PolicyRow>('SELECT * FROM policies WHERE id = ?', id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'policy', name: String(id) })
  return recordOf(row)
}

/** The versions that wait for a step or for the approval. */
export function waitingPolicies(db: ReadDb): PolicyRecord[] {
  return db.all<PolicyRow>("SELECT * FROM policies WHERE status = 'submitted' ORDER BY id").map(recordOf)
}

/** Every version that is or was in force, by code and version. */
export function approvedPolicies(db: ReadDb): PolicyRecord[] {
  return db
    .all<PolicyRow>("SELECT * FROM policies WHERE status IN ('approved', 'retired') ORDER BY code, version")
    .map(recordOf)
}

/** Those of the versions that are in force in a month. */
export function versionsInForce(versions: readonly PolicyRecord[], month: Month): PolicyRecord[] {
  return versions.filter((record) => isInForce(monthsOf(record), month))
}

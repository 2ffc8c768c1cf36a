/** The approval chain of the office: which steps a policy of an origin goes through, and the steps of one submission. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import type { PolicyOrigin } from '../../domain/policy.ts'
import {
  approvalFault,
  type ChainStep,
  type ChainStepState,
  type Chains,
  type StepFault,
  type StepHow,
  type StepRole,
  type StepState,
} from '../../domain/policy-chain.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'

const ORIGINS = ['province', 'city', 'county'] as const

/** A step of a submission: who took it and when, or with what number and date it was recorded. */
export interface PolicyStep extends ChainStepState {
  readonly id: number
  readonly round: number
  readonly at: string | null
  readonly documentNumber: string | null
  readonly documentDate: IsoDate | null
  readonly note: string | null
}

interface StepRow {
  id: number
  round: number
  number: number
  name: string
  how: StepHow
  role: StepRole | null
  state: StepState
  user: string | null
  at: string | null
  document_number: string | null
  document_date: number | null
  note: string | null
}

/** The steps of every origin as they are set now; the default is none. */
export function chains(db: ReadDb): Chains {
  const stepsOf = (origin: PolicyOrigin): ChainStep[] => {
    const row = db.get<{ steps: string }>(
      'SELECT steps FROM policy_chains WHERE origin = ? ORDER BY id DESC LIMIT 1',
      origin,
    )
    return row ? (JSON.parse(row.steps) as ChainStep[]) : []
  }
  return { province: stepsOf('province'), city: stepsOf('city'), county: stepsOf('county') }
}

/** Sets the steps of an origin, for submissions from now on. */
export function setChain(
  cx: Command,
  { origin, steps }: { origin: PolicyOrigin; steps: readonly ChainStep[] },
): Chains {
  cx.db.run(
    'INSERT INTO policy_chains (origin, steps, user, at) VALUES (?, ?, ?, ?)',
    origin,
    JSON.stringify(steps),
    cx.user,
    cx.now,
  )
  return chains(cx.db)
}

/** Who set which chain when, newest first. */
export function chainChanges(db: ReadDb): { origin: PolicyOrigin; steps: ChainStep[]; user: string; at: string }[] {
  return db
    .all<{ origin: PolicyOrigin; steps: string; user: string; at: string }>(
      'SELECT origin, steps, user, at FROM policy_chains ORDER BY id DESC LIMIT 200',
    )
    .map((row) => ({ ...row, steps: JSON.parse(row.steps) as ChainStep[] }))
}

/** Begins the steps of a submission. */
export function beginSteps(cx: Command, policy: number, round: number, origin: PolicyOrigin | undefined): void {
  const wanted = ORIGINS.find((each) => each === origin) ?? 'county'
  for (const [at, step] of chains(cx.db)[wanted].entries()) {
    cx.db.run(
      'INSERT INTO policy_steps (policy, round, number, name, how, role) VALUES (?, ?, ?, ?, ?, ?)',
      policy,
      round,
      at + 1,
      step.name,
      step.how,
      step.how === 'here' ? step.role : null,
    )
  }
}

/** Ends the steps of a submission that is taken back or rejected: those still open are dropped, the others stay on record. */
export function dropSteps(cx: Command, policy: number): void {
  cx.db.run("UPDATE policy_steps SET state = 'dropped' WHERE policy = ? AND state = 'open'", policy)
}

/** The steps of a version's last submission, in their order. */
export function stepsOf(db: ReadDb, policy: number): PolicyStep[] {
  return allSteps(db, policy, 'AND s.round = p.round')
}

/** The steps of all submissions of a version, for its history. */
export function everyStep(db: ReadDb, policy: number): PolicyStep[] {
  return allSteps(db, policy, '')
}

function allSteps(db: ReadDb, policy: number, which: string): PolicyStep[] {
  return db
    .all<StepRow>(
      `SELECT s.id, s.round, s.number, s.name, s.how, s.role, s.state, s.user, s.at, s.document_number, s.document_date, s.note
       FROM policy_steps s JOIN policies p ON p.id = s.policy WHERE s.policy = ? ${which} ORDER BY s.round, s.number`,
      policy,
    )
    .map(({ document_number, document_date, ...row }) => ({
      ...row,
      documentNumber: document_number,
      documentDate: document_date === null ? null : dateFromNumber(document_date),
    }))
}

/** @throws Refusal SAME_PERSON {did, step}, STEPS_OPEN {steps} */
export function requireApproval(cx: Command, policy: number, submittedBy: string | null): void {
  const fault = approvalFault(stepsOf(cx.db, policy), submittedBy, cx.user)
  if (fault) throw refusalOf(fault, cx.user)
}

/** A fault of the chain as a refusal. */
export function refusalOf(fault: StepFault, user: string): Refusal {
  switch (fault.kind) {
    case 'notNext':
      return new Refusal('STEP_NOT_NEXT', { next: fault.next })
    case 'role':
      return new Refusal('ROLE_MISSING', { needed: [fault.needed] })
    case 'samePerson':
      return new Refusal('SAME_PERSON', { did: fault.did, user, ...(fault.step === '' ? {} : { step: fault.step }) })
    case 'open':
      return new Refusal('STEPS_OPEN', { steps: fault.steps })
  }
}

/** The steps between submitting a policy and approving it, and who may take which (DOMAIN.md §4: the chain of the office). */
import type { PolicyOrigin } from './policy.ts'

/** Decided by a person of this office, or decided elsewhere and recorded here with number, date and scan. */
export type StepHow = 'here' | 'recorded'
export type StepState = 'open' | 'agreed' | 'refused' | 'dropped'
export type StepRole = 'clerk' | 'reviewer' | 'finance' | 'admin'

/** A step as the office sets it. `role` names who decides one that is decided here. */
export type ChainStep =
  | { readonly name: string; readonly how: 'here'; readonly role: StepRole }
  | { readonly name: string; readonly how: 'recorded' }

/** The office's chains; none means that approving is the only step. */
export type Chains = Readonly<Record<PolicyOrigin, readonly ChainStep[]>>

/** A step of a submitted version; steps are taken in order of their numbers, from 1. */
export interface ChainStepState {
  readonly number: number
  readonly name: string
  readonly how: StepHow
  readonly role: StepRole | null
  readonly state: StepState
  /** Who decided or recorded it. */
  readonly user: string | null
}

/** Why somebody cannot take a step, or approve after all of them. */
export type StepFault =
  | { readonly kind: 'notNext'; readonly next: string }
  | { readonly kind: 'role'; readonly needed: StepRole }
  | { readonly kind: 'samePerson'; readonly did: 'submit' | 'decideStep'; readonly step: string }
  | { readonly kind: 'open'; readonly steps: readonly string[] }

interface Person {
  readonly user: string
  readonly roles: readonly string[]
}

/** The step that is due: the first that is open. */
export function nextStep<Step extends ChainStepState>(steps: readonly Step[]): Step | undefined {
  return steps.find(({ state }) => state === 'open')
}

/**
 * Why the person cannot take the step now, or undefined. One decided here is for its role, not for who submitted and not
 * for who decided another step here; recording what others decided is open to anyone with a role.
 */
export function stepFault(
  step: ChainStepState,
  steps: readonly ChainStepState[],
  submittedBy: string | null,
  person: Person,
): StepFault | undefined {
  const next = nextStep(steps)
  if (!next || next.number !== step.number) return { kind: 'notNext', next: next?.name ?? '' }
  if (step.how === 'recorded') return undefined
  return sameFault(steps, submittedBy, person.user) ?? roleFault(step, person)
}

function roleFault({ role }: ChainStepState, person: Person): StepFault | undefined {
  return role !== null && !person.roles.includes(role) ? { kind: 'role', needed: role } : undefined
}

/** Why the person cannot approve: who submitted or decided a step here cannot, and nobody can while steps are open. */
export function approvalFault(
  steps: readonly ChainStepState[],
  submittedBy: string | null,
  user: string,
): StepFault | undefined {
  const same = sameFault(steps, submittedBy, user)
  if (same) return same
  const open = steps.filter(({ state }) => state !== 'agreed').map(({ name }) => name)
  return open.length > 0 ? { kind: 'open', steps: open } : undefined
}

function sameFault(steps: readonly ChainStepState[], submittedBy: string | null, user: string): StepFault | undefined {
  if (submittedBy === user) return { kind: 'samePerson', did: 'submit', step: '' }
  const own = steps.find((step) => step.how === 'here' && step.state === 'agreed' && step.user === user)
  return own && { kind: 'samePerson', did: 'decideStep', step: own.name }
}

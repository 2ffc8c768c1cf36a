/** Who may do what with a version of a policy, and why not (DOMAIN.md §4: who submits cannot approve). */

import {
  approvalFault,
  type ChainStepState,
  nextStep,
  type StepFault,
  stepFault,
} from '../../../src-main/domain/policy-chain.ts'
import { roleWords } from '../../../src-main/domain/said/terms.ts'
import { decisionFault, type Version } from '../versions/version.ts'

type VersionFacts = Pick<Version, 'submittedBy'>

interface Person {
  readonly name: string
  readonly roles: readonly string[]
}

/** Why this person cannot approve: the steps before it, and the rule of different people. */
export function approveFault(
  version: VersionFacts,
  steps: readonly ChainStepState[],
  person: string,
): string | undefined {
  const own = decisionFault(version, person)
  if (own) return own
  const fault = approvalFault(steps, version.submittedBy, person)
  return fault && faultWords(fault)
}

/** Why this person cannot take the step now. */
export function takeFault(
  step: ChainStepState,
  version: VersionFacts & { readonly steps: readonly ChainStepState[] },
  { name, roles }: Person,
): string | undefined {
  if (step.how === 'recorded' && !roles.some((role) => role === 'clerk' || role === 'reviewer'))
    return `要由有“${roleWords('clerk')}”或“${roleWords('reviewer')}”角色的人来登记`
  const fault = stepFault(step, version.steps, version.submittedBy, { user: name, roles })
  return fault && faultWords(fault)
}

function faultWords(fault: StepFault): string {
  switch (fault.kind) {
    case 'notNext':
      return `还没有轮到这一步，先办“${fault.next}”`
    case 'role':
      return `要由有“${roleWords(fault.needed)}”角色的人来办`
    case 'samePerson':
      return fault.did === 'submit' ? '是您提交的，要由另一个人来办' : `“${fault.step}”是您办的，每一步要由不同的人来办`
    case 'open':
      return `还有审批步骤没有办：${fault.steps.join('、')}`
  }
}

/** Whom a submitted version waits for, in words. */
export function waitWords(steps: readonly ChainStepState[]): string {
  const next = nextStep(steps)
  if (!next) return '等批准'
  return next.how === 'here' ? `等“${next.name}”（${roleWords(next.role ?? '')}）办` : `等登记“${next.name}”的批复`
}

/** Why this person cannot retire the version. */
export function retireFault({ submittedBy }: VersionFacts, person: string): string | undefined {
  return submittedBy === person ? '是您提交的，要由另一个人停用' : undefined
}

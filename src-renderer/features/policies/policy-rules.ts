/** Who may do what with a version of a policy, and why not (DOMAIN.md §4: who submits cannot approve). */

interface VersionFacts {
  readonly status: string
  readonly submittedBy: string | null
}

/** Why this person cannot decide on a submitted version. */
export function decisionFault({ submittedBy }: VersionFacts, person: string): string | undefined {
  return submittedBy === person ? '是您提交的，要由另一个人审批' : undefined
}

/** Why this person cannot take the submission back. */
export function withdrawFault({ submittedBy }: VersionFacts, person: string): string | undefined {
  return submittedBy === person ? undefined : `由提交的人（${submittedBy ?? ''}）撤回；您可以驳回`
}

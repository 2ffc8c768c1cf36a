/**
 * A document in versions, each written by one person and approved by another: a policy, a grading scheme (DOMAIN.md §4).
 * What its kinds share on the screens; the states: draft → submitted → approved (later retired) or rejected.
 */

import type { Tone } from '../../ui/ThingPage.tsx'

/** One version, with the people who had it in hand. */
export interface Version {
  readonly id: number
  readonly version: number
  readonly status: string
  readonly savedBy: string
  readonly savedAt: string
  readonly submittedBy: string | null
  readonly submittedAt: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** Why it was rejected. */
  readonly reason: string | null
}

/** A kind of document: what it is called, where its screens are, and the commands on a version. */
export interface VersionedKind {
  /** 政策, 方案. */
  readonly noun: string
  /** Where all of them are listed; a version is at `/${id}` below it, its editor at `/${id}/edit`, a new one at `/new`. */
  readonly path: string
  readonly submit: (asked: { id: number }) => Promise<unknown>
  readonly approve: (asked: { id: number }) => Promise<unknown>
  readonly reject: (asked: { id: number; reason: string }) => Promise<unknown>
  readonly withdraw: (asked: { id: number }) => Promise<unknown>
}

const states: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  draft: { label: '草稿', tone: 'plain' },
  submitted: { label: '待审批', tone: 'late' },
  approved: { label: '已批准', tone: 'done' },
  rejected: { label: '已驳回', tone: 'wrong' },
  retired: { label: '已停用', tone: 'plain' },
}

/** The state of a version as a tag. */
export const versionState = (status: string): { readonly label: string; readonly tone: Tone } =>
  states[status] ?? { label: status, tone: 'plain' }

/** The states as choices of a filter. */
export const versionStateChoices = Object.entries(states).map(([value, { label }]) => ({ value, label }))

/** Whether it was ever in force: then it is never changed, and editing makes the next version. */
export const isSettled = ({ status }: Pick<Version, 'status'>): boolean => status === 'approved' || status === 'retired'

/** Why this person cannot decide on a submitted version. */
export const decisionFault = ({ submittedBy }: Pick<Version, 'submittedBy'>, person: string): string | undefined =>
  submittedBy === person ? '是您提交的，要由另一个人审批' : undefined

/** Why this person cannot take the submission back. */
export const withdrawFault = ({ submittedBy }: Pick<Version, 'submittedBy'>, person: string): string | undefined =>
  submittedBy === person ? undefined : `由提交的人（${submittedBy ?? ''}）撤回；您可以驳回`

/** Versions of a policy and their months: what approving one does to the others, and which is in force (DOMAIN.md §4). */
import { addMonths, type Month } from './month.ts'

/** The states of a version of a policy or a grading scheme; approved and retired ones are or were in force. */
export type VersionStatus = 'draft' | 'submitted' | 'approved' | 'rejected' | 'retired'

/** The months of a version; without `to` it is open-ended. */
export interface VersionMonths {
  version: number
  from: Month
  to?: Month | undefined
}

/** What approving does: an open-ended predecessor ends, or the versions that stand in the way. */
export type ApprovalEffect =
  | { kind: 'approved'; ends: { version: number; to: Month } | null }
  | { kind: 'overlap'; with: VersionMonths[] }

/**
 * What approving a version does to the same policy's approved (and retired, but once in force) versions:
 * an open-ended one that starts earlier ends in the month before; any other overlap stands in the way.
 */
export function approvalEffect(candidate: VersionMonths, approved: readonly VersionMonths[]): ApprovalEffect {
  const overlapping = approved.filter((other) => other.version !== candidate.version && overlaps(candidate, other))
  const inTheWay = overlapping.filter((other) => other.to !== undefined || other.from >= candidate.from)
  if (inTheWay.length > 0) return { kind: 'overlap', with: inTheWay }
  const predecessor = overlapping[0] // open-ended versions overlap each other, so there is at most one
  if (predecessor === undefined) return { kind: 'approved', ends: null }
  return { kind: 'approved', ends: { version: predecessor.version, to: addMonths(candidate.from, -1) } }
}

/** Says whether two versions share a month. */
function overlaps(a: VersionMonths, b: VersionMonths): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to)
}

/** Says whether a version is in force in the month. */
export function isInForce(version: VersionMonths, month: Month): boolean {
  return version.from <= month && (version.to === undefined || month <= version.to)
}

/**
 * What is left of a version when another takes its place in some months: the whole of it, its beginning (it ends in the
 * month before), or nothing. This is how a draft is tried; approving refuses most overlaps (`approvalEffect`).
 */
export function replacedBy(
  version: { readonly from: Month; readonly to: Month | null },
  by: { readonly from: Month; readonly to: Month | null },
): 'whole' | 'beginning' | 'nothing' {
  const isApart = (version.to !== null && version.to < by.from) || (by.to !== null && by.to < version.from)
  if (isApart) return 'whole'
  return version.from < by.from ? 'beginning' : 'nothing'
}

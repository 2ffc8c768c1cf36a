/** The terms that members are paid by in a period: clauses of every version under which a member may have been activated. */
import type { ReadDb } from '../../data/handles.ts'
import { dueRows } from '../../domain/instalment.ts'
import { memberEntries, memberIndex } from '../../domain/members.ts'
import { type Month, monthNumber, monthsFrom } from '../../domain/month.ts'
import type { Clause, EntryFilter, InstalmentClause, ResidualClause, ScheduleRow } from '../../domain/policy.ts'
import { isWithinMonths } from '../../domain/residual.ts'
import { approvedPolicies, type PolicyRecord } from '../policies/policies.ts'

export type MemberClause = InstalmentClause | ResidualClause

/** What falls due in the period for members of one activation month. */
export interface Due {
  readonly month: Month
  /** Months since activation + 1. */
  readonly index: number
  /** The schedule's rows of an instalment clause; none for a share. */
  readonly rows: readonly ScheduleRow[]
}

/** One clause of one version: it pays the members that were activated in the version's months (DOMAIN.md §4). */
export interface MemberTerms {
  readonly policy: PolicyRecord
  readonly clause: MemberClause
  /** Which entries make its members; equal filters have equal keys. */
  readonly filter: EntryFilter
  readonly filterKey: string
  /** By activation month as the store keeps it (202610). */
  readonly due: ReadonlyMap<number, Due>
}

export function isMemberClause(clause: Clause): clause is MemberClause {
  return clause.kind === 'instalment' || clause.kind === 'residual'
}

/** The terms of every approved version that began by the period, also of those that have ended since. */
export function memberTerms(db: ReadDb, period: Month, versions = approvedPolicies(db)): MemberTerms[] {
  return versions
    .filter(({ from }) => from <= period)
    .flatMap((policy) => policy.policy.clauses.filter(isMemberClause).map((clause) => termsOf(policy, clause, period)))
}

/** The terms of one clause of a version in a period. */
export function termsOf(policy: PolicyRecord, clause: MemberClause, period: Month): MemberTerms {
  const last = policy.to !== null && policy.to < period ? policy.to : period
  const due = new Map<number, Due>()
  for (const month of monthsFrom(policy.from, last)) {
    const index = memberIndex(month, period)
    const rows = clause.kind === 'instalment' ? dueRows(clause, index) : []
    const isDue = clause.kind === 'instalment' ? rows.length > 0 : isWithinMonths(clause, index)
    if (isDue) due.set(monthNumber(month), { month, index, rows })
  }
  const filter = memberEntries(clause.entries)
  return { policy, clause, filter, filterKey: filterKeyOf(filter), due }
}

/** Equal for filters that name the same entries. */
export function filterKeyOf({ businessTypes, brands, plans }: EntryFilter): string {
  const sorted = (list: readonly string[] | undefined) => (list === undefined ? null : list.toSorted())
  return JSON.stringify([sorted(businessTypes), sorted(brands), sorted(plans)])
}

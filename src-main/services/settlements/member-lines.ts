/** Lines of instalment and residual clauses: what each member of an outlet brings, by cohort (DOMAIN.md §4). */
import { fromInstalment, fromShare, type MemberPayment, membersLine } from '../../domain/cohorts.ts'
import { paysOutlet } from '../../domain/filter.ts'
import { payInstalment } from '../../domain/instalment.ts'
import { keepsLine } from '../../domain/line.ts'
import { asFen } from '../../domain/money.ts'
import type { EntryFilter } from '../../domain/policy.ts'
import { payResidual } from '../../domain/residual.ts'
import { ACTIVATION_TYPES } from '../../domain/standard-types.ts'
import { volumeSubject } from '../../domain/volume.ts'
import type { BookMonth, MemberBook } from './member-book.ts'
import type { Due, MemberClause, MemberTerms } from './member-terms.ts'
import { finishFor, type PendingLine, type Scope } from './scope.ts'
import type { OutletRange } from './volume-lines.ts'

/** Members of the period that could not be paid for want of a subscriber-month row. */
export interface MissingMonths {
  readonly count: number
  /** The first few, by outlet. */
  readonly examples: readonly { readonly outlet: string; readonly subscriber: string }[]
}

const MOST_EXAMPLES = 20

/** Gathers missing rows over clauses; a member counts once. */
export class MissingList {
  private readonly seen = new Set<number>()
  private readonly first: { outlet: string; subscriber: string }[] = []

  add(activation: number, outlet: string, subscriber: string): void {
    if (this.seen.has(activation)) return
    this.seen.add(activation)
    if (this.first.length < MOST_EXAMPLES) this.first.push({ outlet, subscriber })
  }

  report(): MissingMonths {
    return { count: this.seen.size, examples: this.first }
  }
}

/** The lines of one clause and version for the outlets of a range. */
export function memberLines(
  scope: Scope,
  terms: MemberTerms,
  range: OutletRange,
  book: MemberBook,
  missing: MissingList,
): PendingLine[] {
  const found = book.of(terms)
  const { policy, clause, due } = terms
  const lines: PendingLine[] = []
  if (!found || due.size === 0) return lines
  const dueOf = new Map([...due.values()].map((each) => [each.month, each]))
  for (let id = range.first; id <= range.last; id++) {
    const members = found.members.of(id)
    const outlet = members.length === 0 ? undefined : scope.facts.outlets.get(id)
    if (!outlet || !paysOutlet(clause.outlets, outlet)) continue
    const line = membersLine()
    const activations: number[] = []
    const months: number[] = []
    const parts: number[] = []
    let rows = 0
    for (const at of members) {
      const activation = found.all[at]!
      const falling = dueOf.get(activation.month)
      if (falling === undefined) continue
      const month = found.months[at]!
      const payments = paymentsOf(clause, falling, month)
      line.add(falling.month, falling.index, payments)
      const entry = book.entryIds.at(activation.entry.row)
      if (month === null) missing.add(entry, outlet.code, book.subscribers.text(activation.entry.row))
      rows += month === null ? 1 : 2
      activations.push(entry)
      months.push(month?.id ?? 0)
      let part = 0
      for (const { paid } of payments) part += paid
      parts.push(part)
    }
    if (parts.length === 0) continue
    const { amount, limit, ...finished } = finishFor(scope, outlet, clause, line.sum())
    if (!keepsLine(amount, true)) continue
    lines.push({
      outlet,
      policy,
      clause: clause.code,
      kind: clause.kind,
      source: null,
      amount,
      rows,
      members: { activations, months, parts },
      detail: {
        measure: String(parts.length),
        breakdown: line.breakdown(clause.kind, memberSubject(clause.entries, scope.names.say)),
        sum: finished.sum,
        factors: finished.factors,
        ...(limit ? { limit } : {}),
      },
    })
  }
  return lines
}

/** What one member is paid: each schedule row of its month, or its share. */
export function paymentsOf(clause: MemberClause, due: Due, month: BookMonth | null): MemberPayment[] {
  const facts = month?.facts ?? null
  if (clause.kind === 'instalment') return due.rows.map((row) => fromInstalment(payInstalment(row, facts)))
  return [fromShare(payResidual(clause, facts), facts?.base ?? asFen(0))]
}

/** Whose activations they are, in words: 放号, or the types that the clause names. */
function memberSubject(entries: EntryFilter | undefined, say: (codeOrName: string) => string): string {
  const businessTypes = entries?.businessTypes ?? ACTIVATION_TYPES.slice(1)
  return volumeSubject({ entries: { ...entries, businessTypes } }, say)
}

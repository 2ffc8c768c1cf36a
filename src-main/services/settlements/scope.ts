/** What a calculation works with, read once: the period's facts, policies, settings, names; and the lines it makes. */
import type { ReadDb } from '../../data/handles.ts'
import type { Exact } from '../../domain/exact.ts'
import { matchesEntry, type Named } from '../../domain/filter.ts'
import { type FactorTable, factorsOf, finishLine } from '../../domain/finish.ts'
import type { AppliedFactor, Breakdown, LimitEffect, LineKind } from '../../domain/line.ts'
import type { Fen } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { Clause, EntryFilter } from '../../domain/policy.ts'
import { approvedPolicies, type PolicyRecord, versionsInForce } from '../policies/policies.ts'
import { factorTables } from '../settings.ts'
import { factsOf, type PeriodFacts, type SettledOutlet } from './facts.ts'
import { type Combination, Combinations, visibleRows } from './sums.ts'

/** A clause of a version in force in the period. */
export interface ClauseInForce<C extends Clause = Clause> {
  readonly policy: PolicyRecord
  readonly clause: C
}

export interface Scope {
  readonly period: Month
  readonly facts: PeriodFacts
  readonly clauses: readonly ClauseInForce[]
  readonly factors: readonly FactorTable[]
  /** Indicator values of the period by indicator name or code, then outlet id. */
  readonly indicators: ReadonlyMap<string, ReadonlyMap<number, string>>
  readonly combinations: Combinations
  readonly names: TermNames
  /** SQL condition of visible ledger rows. */
  readonly visible: string
}

/** A line before it is stored. */
export interface PendingLine {
  readonly outlet: SettledOutlet
  /** null for an assigned line */
  readonly policy: PolicyRecord | null
  readonly clause: string
  readonly kind: LineKind
  readonly source: string | null
  readonly amount: Fen
  readonly rows: number
  readonly detail: LineDetail
  /** The members of an instalment or residual line. */
  readonly members?: MemberParts
}

/** The members of a line, place by place: what each brought to its sum, and the rows that say so. */
export interface MemberParts {
  /** entries.id of the activations */
  readonly activations: readonly number[]
  /** subscriber_months.id, or 0 for missing data */
  readonly months: readonly number[]
  /** fen before factors; 0 where a condition did not hold */
  readonly parts: readonly number[]
}

/** A member taken back from a line of a closed month, and the row that says so. */
export interface Taking {
  readonly activation: number
  readonly cause: 'reversed' | 'terminated'
  readonly evidence: number | null
}

/** What is kept of a line beside its columns, as JSON. */
export interface LineDetail {
  readonly measure: string
  readonly breakdown: Breakdown
  readonly sum: string
  readonly factors: readonly AppliedFactor[]
  readonly limit?: LimitEffect
}

const ASSESSMENT = '考核系数'

/** Reads everything that does not depend on a range of outlets; `versions` are those approved, or others to be tried. */
export function scopeOf(db: ReadDb, period: Month, versions = approvedPolicies(db)): Scope {
  const clauses = versionsInForce(versions, period).flatMap((policy) =>
    policy.policy.clauses.map((clause) => ({ policy, clause })),
  )
  return {
    period,
    facts: factsOf(db, period),
    clauses,
    factors: factorTables(db),
    indicators: indicatorsOf(db, period),
    combinations: new Combinations(),
    names: new TermNames(db),
    visible: visibleRows(db),
  }
}

function indicatorsOf(db: ReadDb, period: Month): Map<string, Map<number, string>> {
  const values = new Map<string, Map<number, string>>()
  const rows = db.all<{ code: string; name: string; outlet: number; value: string }>(
    `SELECT t.code, t.name, v.outlet, v.value FROM indicator_values v JOIN terms t ON t.id = v.indicator
     WHERE v.period = ? AND ${visibleRows(db, 'v')} ORDER BY v.id`,
    monthNumber(period),
  )
  for (const { code, name, outlet, value } of rows) {
    for (const key of new Set([code, name])) {
      let of = values.get(key)
      if (!of) {
        of = new Map()
        values.set(key, of)
      }
      of.set(outlet, value)
    }
  }
  return values
}

/** Names of business types, brands and plans by id. */
export class TermNames {
  private readonly byId = new Map<number, Named>()

  constructor(db: ReadDb) {
    const terms = db.all<Named & { id: number }>(
      "SELECT id, code, name FROM terms WHERE kind IN ('businessType', 'brand', 'plan')",
    )
    for (const { id, code, name } of terms) this.byId.set(id, { code, name })
  }

  of(id: number | null): Named | null {
    return id === null ? null : (this.byId.get(id) ?? null)
  }

  /** A filter's word as people know it: a code becomes its name. */
  readonly say = (codeOrName: string): string => {
    for (const { code, name } of this.byId.values()) if (code === codeOrName) return name
    return codeOrName
  }

  matches(filter: EntryFilter | undefined, { type, brand, plan }: Combination): boolean {
    const businessType = this.of(type)
    return businessType !== null && matchesEntry(filter, { businessType, brand: this.of(brand), plan: this.of(plan) })
  }
}

/** Remembers for one entry filter which combinations it names; combinations are numbered as they are met. */
export class EntryMatcher {
  private readonly answers: boolean[] = []
  private readonly scope: Pick<Scope, 'combinations' | 'names'>
  private readonly filter: EntryFilter | undefined

  constructor(scope: Pick<Scope, 'combinations' | 'names'>, filter: EntryFilter | undefined) {
    this.scope = scope
    this.filter = filter
  }

  matches(combination: number): boolean {
    const known = this.answers[combination]
    if (known !== undefined) return known
    const found = this.scope.combinations.list[combination]
    const answer = found !== undefined && this.scope.names.matches(this.filter, found)
    this.answers[combination] = answer
    return answer
  }
}

/** Finishes a clause's sum for an outlet: its factors in the period, cap, floor, rounding. */
export function finishFor(scope: Scope, outlet: SettledOutlet, clause: Clause, sum: Exact) {
  const assessment = scope.indicators.get(ASSESSMENT)?.get(outlet.id) ?? null
  const factors = factorsOf(clause.factors, outlet, scope.factors, assessment, scope.period)
  return finishLine(sum, { factors, cap: clause.cap, floor: clause.floor })
}

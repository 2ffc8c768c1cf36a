/**
 * What the new grades would have cost in commission (DOMAIN.md §6): the last calculated month on the side, once with the grades that
 * outlets had in it and once with those of the grading; compared outlet by outlet and clause by clause, never stored. Factors and
 * outlet filters read the grade; taking back from closed lines is the same on both sides and left out.
 */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { linesByRange, sharedFacts } from '../settlements/calculate.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import { memberTerms } from '../settlements/member-terms.ts'
import { type PendingLine, scopeOf } from '../settlements/scope.ts'
import { gradingBase } from './gradings.ts'
import { resultGrades } from './result-lines.ts'

/** In yuan; difference = new − old. */
export interface CostSums {
  readonly old: string
  readonly new: string
  readonly difference: string
}

export interface ClauseCost extends CostSums {
  readonly policy: string
  readonly policyTitle: string
  readonly clause: string
  readonly title: string
}

export interface OutletCost extends CostSums {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  /** What it had in the month, and what the grading gives. */
  readonly was: string | null
  readonly grade: string
  /** Clauses whose amounts differ. */
  readonly clauses: readonly ClauseCost[]
}

export interface GradingCost extends CostSums {
  /** The month on whose data it was calculated. */
  readonly period: Month
  /** Graded outlets that have a line on either side. */
  readonly outlets: readonly OutletCost[]
  readonly changed: number
  /** Every clause that paid, over all graded outlets. */
  readonly clauses: readonly ClauseCost[]
}

/** The month that was calculated last; else the last one with entries. */
function lastMonth(db: ReadDb): Month | null {
  const row = db.get<{ period: number | null }>(
    `SELECT coalesce((SELECT max(period) FROM settlements WHERE run IS NOT NULL),
       (SELECT max(p.period) FROM batch_periods p JOIN batches b ON b.id = p.batch WHERE b.kind = 'entries' AND b.state = 'active')) AS period`,
  )
  return row?.period ? monthFromNumber(row.period) : null
}

/** @throws Refusal NOT_FOUND, DATA_CHANGED, CANCELLED */
export async function previewCost(
  office: Office,
  job: Job,
  asked: { id: number; period?: Month | undefined },
): Promise<GradingCost> {
  const { store } = office
  const { scheme } = gradingBase(store.read, asked.id)
  const period = asked.period ?? lastMonth(store.read)
  if (period === null) throw new Refusal('NOT_FOUND', { what: 'settlement', name: '' })
  const revision = revisionOf(store.read)
  const grades = resultGrades(store.read, asked.id)
  const scope = scopeOf(store.read, period)
  const shared = await sharedFacts(store, scope, memberTerms(store.read, period), job)
  const had = [...scope.facts.outlets].filter(([id]) => grades.has(id))
  const gets = had.map(([id, outlet]): [number, SettledOutlet] => {
    const grade = grades.get(id)!
    return [id, scheme.result === 'star' ? { ...outlet, star: Number(grade) } : { ...outlet, grade }]
  })
  const book = new CostBook(scheme.result ?? 'grade')
  for (const [side, outlets] of [
    ['old', had],
    ['new', gets],
  ] as const) {
    const own = { ...shared, scope: { ...scope, facts: { ...scope.facts, outlets: new Map(outlets) } } }
    for await (const lines of linesByRange(store, own, job)) for (const line of lines) book.add(line, side)
  }
  if (revisionOf(store.read) !== revision) throw new Refusal('DATA_CHANGED', { period })
  return book.cost(period, new Map(had), grades)
}

interface Amounts {
  old: number
  new: number
}

const inYuan = ({ old, new: now }: Amounts): CostSums => ({
  old: yuan(asFen(old)),
  new: yuan(asFen(now)),
  difference: yuan(asFen(now - old)),
})

/** Adds up the lines of both sides, in fen. */
class CostBook {
  private readonly outlets = new Map<number, Map<string, Amounts>>()
  private readonly clauses = new Map<string, Omit<ClauseCost, keyof CostSums>>()
  private readonly result: 'grade' | 'star'

  constructor(result: 'grade' | 'star') {
    this.result = result
  }

  add({ outlet, policy, clause, amount }: PendingLine, side: keyof Amounts): void {
    if (!policy) return
    const key = `${policy.code}\n${policy.version}\n${clause}`
    if (!this.clauses.has(key)) {
      const title = policy.policy.clauses.find(({ code }) => code === clause)?.title ?? clause
      this.clauses.set(key, { policy: policy.code, policyTitle: policy.title, clause, title })
    }
    let own = this.outlets.get(outlet.id)
    if (!own) {
      own = new Map()
      this.outlets.set(outlet.id, own)
    }
    const sums = own.get(key) ?? { old: 0, new: 0 }
    sums[side] += amount
    own.set(key, sums)
  }

  cost(period: Month, had: ReadonlyMap<number, SettledOutlet>, grades: ReadonlyMap<number, string>): GradingCost {
    const byClause = new Map<string, Amounts>()
    const all = { old: 0, new: 0 }
    let changed = 0
    const outlets = [...this.outlets].map(([id, own]): OutletCost => {
      const sums = { old: 0, new: 0 }
      for (const [key, each] of own) {
        const clause = byClause.get(key) ?? { old: 0, new: 0 }
        byClause.set(key, clause)
        for (const sum of [sums, clause, all]) {
          sum.old += each.old
          sum.new += each.new
        }
      }
      if (sums.old !== sums.new) changed += 1
      const { code, name, agent, grade, star } = had.get(id)!
      const was = this.result === 'star' ? (star === null ? null : String(star)) : grade
      const differing = [...own].filter(([, each]) => each.old !== each.new)
      return {
        outlet: code,
        name,
        agent,
        was,
        grade: grades.get(id) ?? '',
        ...inYuan(sums),
        clauses: differing.map(([key, each]) => ({ ...this.clauses.get(key)!, ...inYuan(each) })),
      }
    })
    return {
      period,
      outlets: outlets.sort((a, b) => (a.outlet < b.outlet ? -1 : 1)),
      changed,
      clauses: [...byClause].map(([key, sums]) => ({ ...this.clauses.get(key)!, ...inYuan(sums) })),
      ...inYuan(all),
    }
  }
}

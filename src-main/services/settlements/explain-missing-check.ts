/** One check of "why nothing", what it is asked about, and the checks that every kind of clause has. */
import type { ReadDb } from '../../data/handles.ts'
import { matchesOutlet } from '../../domain/filter.ts'
import { chineseMonth } from '../../domain/month.ts'
import type { Clause, OutletFilter } from '../../domain/policy.ts'
import type { PolicyRecord } from '../policies/policies.ts'
import type { SettledOutlet } from './facts.ts'
import type { Scope } from './scope.ts'

/** A condition, whether it holds, and what was found. */
export interface Check {
  readonly rule: string
  readonly pass: boolean
  readonly found: string
}

/** What the checks of one clause are asked about. */
export interface Asked {
  readonly db: ReadDb
  readonly scope: Scope
  readonly outlet: SettledOutlet
  readonly versions: readonly PolicyRecord[]
  readonly code: string
  readonly subscriber: string | undefined
}

/** The clause of this code in a version that has it. */
export function clauseOf({ policy }: PolicyRecord, code: string): Clause {
  return policy.clauses.find((clause) => clause.code === code)!
}

/** A version's months in words: 2026年1月起. */
export function monthsWords({ from, to }: Pick<PolicyRecord, 'from' | 'to'>): string {
  return to === null ? `${chineseMonth(from)}起` : `${chineseMonth(from)}至${chineseMonth(to)}`
}

const CATEGORY_WORDS = { own: '自有', partner: '社会' } as const

/** Each field of an outlet filter by itself. */
export function* outletChecks(filter: OutletFilter | undefined, outlet: SettledOutlet): Generator<Check> {
  const fields: [keyof OutletFilter, string, readonly unknown[] | undefined, string | null][] = [
    [
      'categories',
      '渠道类别',
      filter?.categories?.map((each) => CATEGORY_WORDS[each]),
      CATEGORY_WORDS[outlet.category],
    ],
    ['types', '网点类型', filter?.types, outlet.type.name],
    ['coreTiers', '代理商核心级别', filter?.coreTiers, outlet.coreTier],
    ['grades', '分级', filter?.grades, outlet.grade],
    ['stars', '星级', filter?.stars, outlet.star === null ? null : String(outlet.star)],
    ['regions', '区域', filter?.regions, outlet.regions.map(({ name }) => name).join('／')],
    ['outlets', '网点', filter?.outlets, outlet.code],
    ['agents', '代理商', filter?.agents, outlet.agent],
  ]
  for (const [field, name, list, actual] of fields) {
    if (list === undefined) continue
    yield {
      rule: `月末${name}为 ${list.join('、')}`,
      pass: matchesOutlet({ [field]: filter?.[field] }, outlet),
      found: actual || '没有',
    }
  }
}

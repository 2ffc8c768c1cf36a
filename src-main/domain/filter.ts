/** Which outlets and entries a clause is about (DOMAIN.md §4: the comment under the filters). */
import type { EntryFilter, OutletCategory, OutletFilter } from './policy.ts'

/** Something that a filter may name by its code or its name. */
export interface Named {
  code: string
  name: string
}

/** What filters look at in an outlet and its agent, as they were at the end of the period. */
export interface OutletFacts {
  code: string
  name: string
  category: OutletCategory
  type: Named
  /** 核心级别 of the outlet's agent */
  coreTier: string | null
  grade: string | null
  star: number | null
  /** the outlet's region and all above it, then the further names by which these are meant (domain/region-names.ts) */
  regions: readonly Named[]
  /** the agent's code; null for own stores */
  agent: string | null
}

/** What filters look at in an entry or a summary volume. */
export interface EntryFacts {
  businessType: Named
  brand: Named | null
  plan: Named | null
}

/** Says whether the filter names the outlet; no filter names all. Outlets and agents go by code, types and regions by either. */
export function matchesOutlet(filter: OutletFilter | undefined, outlet: OutletFacts): boolean {
  if (filter === undefined) return true
  return (
    holds(filter.categories, (list) => list.includes(outlet.category)) &&
    holds(filter.types, (list) => names(list, outlet.type)) &&
    holds(filter.coreTiers, (list) => outlet.coreTier !== null && list.includes(outlet.coreTier)) &&
    holds(filter.grades, (list) => outlet.grade !== null && list.includes(outlet.grade)) &&
    holds(filter.stars, (list) => outlet.star !== null && list.includes(outlet.star)) &&
    holds(filter.regions, (list) => outlet.regions.some((region) => names(list, region))) &&
    holds(filter.outlets, (list) => list.includes(outlet.code)) &&
    holds(filter.agents, (list) => outlet.agent !== null && list.includes(outlet.agent))
  )
}

/** Says whether a clause with this filter pays the outlet: own stores get no commission (DOMAIN.md §4). */
export function paysOutlet(filter: OutletFilter | undefined, outlet: OutletFacts): boolean {
  return outlet.category === 'partner' && matchesOutlet(filter, outlet)
}

/** Says whether the filter names the entry; no filter names all. Each field goes by name or code. */
export function matchesEntry(filter: EntryFilter | undefined, entry: EntryFacts): boolean {
  if (filter === undefined) return true
  return (
    holds(filter.businessTypes, (list) => names(list, entry.businessType)) &&
    holds(filter.brands, (list) => entry.brand !== null && names(list, entry.brand)) &&
    holds(filter.plans, (list) => entry.plan !== null && names(list, entry.plan))
  )
}

function holds<T>(list: readonly T[] | undefined, test: (list: readonly T[]) => boolean): boolean {
  return list === undefined || test(list)
}

function names(list: readonly string[], thing: Named): boolean {
  return list.includes(thing.code) || list.includes(thing.name)
}

/** What filters choose from: the office's types, brands, plans, regions, agents and outlets, by the names that people know. */

import { useQuery } from '@tanstack/react-query'
import { CORE_TIERS } from '../../../src-main/domain/core-tier.ts'
import { trpc } from '../../api/client.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** Lists that are long are read only when a filter needs them. */
const most = 5000

export type ChoiceKind =
  | 'businessTypes'
  | 'brands'
  | 'plans'
  | 'types'
  | 'regions'
  | 'agents'
  | 'outlets'
  | 'coreTiers'
  | 'grades'

const fixedChoices: Partial<Record<ChoiceKind, readonly string[]>> = {
  coreTiers: [...CORE_TIERS],
  grades: ['A', 'B', 'C', 'D'],
}

const termKinds = { businessTypes: 'businessType', brands: 'brand', plans: 'plan', types: 'outletType' } as const

/** The choices of a filter, of one category of outlets; what a filter already holds and no list knows stays as it was written. */
export function useChoices(kind: ChoiceKind, category: 'own' | 'partner' = 'partner'): readonly Choice[] {
  const term = kind in termKinds ? termKinds[kind as keyof typeof termKinds] : undefined
  const terms = useQuery(
    trpc.terms.list.queryOptions({ kind: term ?? 'brand' }, { enabled: term !== undefined, staleTime: 60_000 }),
  )
  const regions = useQuery(
    trpc.outlets.regions.queryOptions(undefined, { enabled: kind === 'regions', staleTime: 60_000 }),
  )
  const page = { offset: 0, limit: most }
  const agents = useQuery(trpc.agents.list.queryOptions(page, { enabled: kind === 'agents', staleTime: 60_000 }))
  const outlets = useQuery(
    trpc.outlets.list.queryOptions(
      { ...page, filter: { category } },
      { enabled: kind === 'outlets', staleTime: 60_000 },
    ),
  )
  if (term) {
    // Own stores get no commission and never share a scheme with partners: the other category's types would match nobody.
    const other = category === 'own' ? 'partner' : 'own'
    const known = (terms.data ?? []).filter(({ attribute }) => kind !== 'types' || attribute !== other)
    return known.map(({ name }) => ({ value: name, label: name }))
  }
  if (kind === 'regions') return (regions.data ?? []).map(({ name }) => ({ value: name, label: name }))
  if (kind === 'agents')
    return (agents.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  if (kind === 'outlets')
    return (outlets.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  return (fixedChoices[kind] ?? []).map((value) => ({ value, label: value }))
}

/** Says a code of a filter by its name, for clauses that came in with codes. */
export function useNameOf(): (codeOrName: string) => string {
  const businessTypes = useQuery(trpc.terms.list.queryOptions({ kind: 'businessType' }, { staleTime: 60_000 }))
  const outletTypes = useQuery(trpc.terms.list.queryOptions({ kind: 'outletType' }, { staleTime: 60_000 }))
  const names = new Map(
    [...(businessTypes.data ?? []), ...(outletTypes.data ?? [])].map(({ code, name }) => [code, name]),
  )
  return (text) => names.get(text) ?? text
}

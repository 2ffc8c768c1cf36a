/** What can be chosen for an outlet in this office: types, agents, places, managers. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../../api/client.ts'
import type { OutletChoices } from './outlet-fields.ts'

/** More agents than a city has. */
const mostAgents = 5000

const named = (rows: readonly { name: string }[] | undefined) =>
  (rows ?? []).map(({ name }) => ({ value: name, label: name }))

export function useOutletChoices(): OutletChoices {
  const types = useQuery(trpc.terms.list.queryOptions({ kind: 'outletType' })).data
  const managers = useQuery(trpc.terms.list.queryOptions({ kind: 'manager' })).data
  const regions = useQuery(trpc.outlets.regions.queryOptions(undefined)).data
  const agents = useQuery(trpc.agents.list.queryOptions({ offset: 0, limit: mostAgents })).data
  return useMemo(
    () => ({
      types: named(types),
      managers: named(managers),
      agents: (agents?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${name}（${code}）` })),
      centres: named(regions?.filter(({ level }) => level === 'centre')),
      townships: named(regions?.filter(({ level }) => level === 'township')),
    }),
    [types, managers, regions, agents],
  )
}

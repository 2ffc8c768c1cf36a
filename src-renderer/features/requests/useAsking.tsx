/** What can be asked for from the page of an outlet or agent, while the office works by requests. */

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { CORE_FIELDS, LIFE, LIFE_KINDS, type LifeKind, type LifeStatus } from '../../../src-main/domain/request.ts'
import { requestKindWords } from '../../../src-main/domain/said/request-words.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { type Agent, agentFields, agentValues, asAgentFields } from '../agents/agent-fields.ts'
import { asOutletFields, type Outlet, outletFields, outletValues } from '../outlets/outlet-fields.ts'
import { useOutletChoices } from '../outlets/useOutletChoices.ts'
import { ChangeDialog, LifeDialog } from './ask-dialogs.tsx'

export interface Askable {
  readonly acts: readonly Act[]
  readonly dialog: ReactNode
}

/** Whether core fields need a request. */
export function useRequestsOn(): boolean {
  return useQuery(trpc.requests.settings.queryOptions(undefined)).data?.on ?? false
}

const changeable = (subject: 'agent' | 'outlet', key: string) => key !== 'status' && CORE_FIELDS[subject].includes(key)

const NOTHING: Askable = { acts: [], dialog: null }

export function useOutletAsking(outlet: Outlet | undefined): Askable {
  const on = useRequestsOn()
  const missing = useMissingRole(['clerk'])
  const choices = useOutletChoices()
  const [asking, setAsking] = useState<LifeKind | 'change'>()
  if (!on || !outlet) return NOTHING
  const { code, name } = outlet
  const close = () => setAsking(undefined)
  const steps = LIFE_KINDS.filter((kind) => LIFE[kind].from.includes(outlet.status as LifeStatus))
  const acts = [
    { key: 'change', label: '申请变更', disabled: missing, run: () => setAsking('change') },
    ...steps.map((kind) => ({
      key: kind,
      label: `申请${requestKindWords(kind)}`,
      disabled: missing,
      run: () => setAsking(kind),
    })),
  ]
  const saved = outletValues(outlet)
  const dialog =
    asking === undefined ? null : asking === 'change' ? (
      <ChangeDialog
        name={name}
        fields={outletFields(choices).filter(({ key }) => changeable('outlet', key))}
        saved={saved}
        ask={(values, given) =>
          client.requests.askChange.mutate({
            ...{ subject: 'outlet', code, fields: asOutletFields(values, saved) as never, ...given },
          })
        }
        onClose={close}
      />
    ) : (
      <LifeDialog kind={asking} code={code} name={name} onClose={close} />
    )
  return { acts, dialog }
}

export function useAgentAsking(agent: Agent | undefined): Askable {
  const on = useRequestsOn()
  const missing = useMissingRole(['clerk'])
  const [asking, setAsking] = useState(false)
  if (!on || !agent) return NOTHING
  const { code, name } = agent
  const ask = (values: Readonly<Record<string, string>>, given: { from: IsoDate; reason: string }) =>
    client.requests.askChange.mutate({
      ...{ subject: 'agent', code, fields: asAgentFields(values) as never, ...given },
    })
  return {
    acts: [{ key: 'change', label: '申请变更', disabled: missing, run: () => setAsking(true) }],
    dialog: asking ? (
      <ChangeDialog
        name={name}
        fields={agentFields.filter(({ key }) => changeable('agent', key))}
        saved={agentValues(agent)}
        ask={ask}
        onClose={() => setAsking(false)}
      />
    ) : null,
  }
}

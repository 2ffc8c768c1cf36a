/** Who is signed in to which county; the window shows the set-up, the sign-in or the frame accordingly. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { roleWords } from '../../src-main/domain/said/terms.ts'
import { trpc } from '../api/client.ts'
import { watchToken } from '../api/session-token.ts'

export interface Person {
  readonly name: string
  readonly roles: readonly string[]
}

export interface Session {
  readonly county: { readonly code: string; readonly name: string; readonly sample: boolean } | null
  readonly person: Person | null
  /** The office's date, YYYY-MM-DD. */
  readonly today: string
}

const SessionContext = createContext<Session>({ county: null, person: null, today: '' })

/** The session; inside the frame a person is always there. */
export const useSession = (): Session => useContext(SessionContext)

/** Who is signed in. */
export function usePerson(): Person {
  const { person } = useSession()
  return person ?? { name: '', roles: [] }
}

/**
 * Why this person may not do what needs one of `roles`; undefined when he may.
 *   disabled: useMissingRole(['reviewer'])
 */
export function useMissingRole(roles: readonly string[]): string | undefined {
  const person = usePerson()
  if (roles.some((role) => person.roles.includes(role))) return undefined
  return `要由有“${roles.map(roleWords).join('”或“')}”角色的人来做`
}

interface SessionGateProps {
  readonly waiting: ReactNode
  readonly trouble: (error: unknown, again: () => void) => ReactNode
  readonly children: (session: Session) => ReactNode
}

/** Asks the back office who is there, again whenever somebody signs in or out. */
export function SessionGate({ waiting, trouble, children }: SessionGateProps) {
  const cache = useQueryClient()
  const asked = useQuery(trpc.session.get.queryOptions(undefined, { staleTime: 60_000 }))
  // What one person saw must not be there for the next.
  useEffect(() => watchToken(() => void cache.resetQueries()), [cache])
  if (asked.error && !asked.data) return trouble(asked.error, () => void asked.refetch())
  if (!asked.data) return waiting
  const { county, user, today } = asked.data
  const session: Session = { county, person: user, today }
  return <SessionContext value={session}>{children(session)}</SessionContext>
}

/** The tRPC client: relative URL, the session's token as a header, one query cache for the window. */

import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, type TRPCLink } from '@trpc/client'
import { tap } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../../src-main/api/router.ts'
import { ACTS_HEADER } from '../../src-main/api/schemas/acts-header.ts'
import { watchActs } from './others-acts.ts'
import { refusalOf } from './refusal.ts'
import { forgetToken, sessionHeaders, watchToken } from './session-token.ts'

/** The window's cache. Refusals are final; only a lost connection is tried again. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (tries, error) => refusalOf(error) === undefined && tries < 2,
    },
  },
})

function leaveWhenSignedOut(error: unknown): void {
  if (refusalOf(error)?.code === 'NOT_SIGNED_IN') forgetToken()
}

/**
 * Whatever an act changed, every screen in view shows it, the month bar too; a refused act shows why it was late.
 * Screens need not invalidate anything themselves.
 */
const refreshAfterActs: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) => {
    const refresh = () => void queryClient.invalidateQueries()
    if (op.type !== 'mutation') return next(op)
    return next(op).pipe(
      tap({
        complete: refresh,
        error(error) {
          leaveWhenSignedOut(error)
          refresh()
        },
      }),
    )
  }

/** True of what the status line asks by itself, every few seconds. */
export const isJobs = (key: readonly unknown[]): boolean => JSON.stringify(key[0]) === '["jobs","list"]'

// Once the answer that brought the news is there too. What is being typed is kept by the forms (ui/useDraft.ts).
const others = watchActs(() =>
  setTimeout(() => void queryClient.invalidateQueries({ predicate: (query) => !isJobs(query.queryKey) })),
)
watchToken(others.forget)

async function fetchAndHear(url: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init)
  const upTo = answer.headers.get(ACTS_HEADER)
  if (upTo !== null) others.heard(Number(upTo), init.method === 'POST')
  return answer
}

/** The plain client, for acts outside of React (uploads, exports). */
export const client = createTRPCClient<AppRouter>({
  links: [
    refreshAfterActs,
    httpBatchLink({
      url: '/trpc',
      headers: sessionHeaders,
      maxURLLength: 4000,
      fetch: (url, init) => fetchAndHear(url, init as RequestInit),
    }),
  ],
})

/** Query and mutation options by procedure: `useQuery(trpc.outlets.get.queryOptions({ code }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

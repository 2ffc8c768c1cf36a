/** The tRPC client: relative URL, the session's token as a header, one query cache for the window. */

import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, type TRPCLink } from '@trpc/client'
import { tap } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../../src-main/api/router.ts'
import { refusalOf } from './refusal.ts'
import { forgetToken, sessionHeaders } from './session-token.ts'

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

/** The plain client, for acts outside of React (uploads, exports). */
export const client = createTRPCClient<AppRouter>({
  links: [refreshAfterActs, httpBatchLink({ url: '/trpc', headers: sessionHeaders, maxURLLength: 4000 })],
})

/** Query and mutation options by procedure: `useQuery(trpc.outlets.get.queryOptions({ code }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

/** The tRPC client: relative URL, the session's token as a header, one query cache for the window. */

import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../../src-main/api/router.ts'
import { refusalOf } from './refusal.ts'
import { forgetToken, sessionHeaders } from './session-token.ts'

/** The plain client, for acts outside of React (uploads, exports). */
export const client = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/trpc', headers: sessionHeaders, maxURLLength: 4000 })],
})

/** The window's cache. Refusals are final; only a lost connection is tried again. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (refusalOf(error)?.code === 'NOT_SIGNED_IN') forgetToken()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (tries, error) => refusalOf(error) === undefined && tries < 2,
    },
  },
})

/** Query and mutation options by procedure: `useQuery(trpc.outlets.get.queryOptions({ code }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

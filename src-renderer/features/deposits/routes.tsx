/** The addresses of 渠道 › 保证金. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'deposits', lazy: async () => ({ Component: (await import('./DepositList.tsx')).DepositList }) },
  {
    path: 'deposits/waiting',
    lazy: async () => ({ Component: (await import('./DepositsWaiting.tsx')).DepositsWaiting }),
  },
  { path: 'deposits/:agent', lazy: async () => ({ Component: (await import('./DepositPage.tsx')).DepositPage }) },
]

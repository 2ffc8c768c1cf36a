/** The addresses of 基金账户. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'settlements/fund', lazy: async () => ({ Component: (await import('./FundList.tsx')).FundList }) },
  { path: 'settlements/fund/:agent', lazy: async () => ({ Component: (await import('./FundPage.tsx')).FundPage }) },
]

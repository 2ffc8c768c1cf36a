/** The address of 门店排名. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'rankings', lazy: async () => ({ Component: (await import('./RankingPage.tsx')).RankingPage }) },
]

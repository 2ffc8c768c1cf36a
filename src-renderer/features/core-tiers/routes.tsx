/** The addresses of 渠道 › 核心级别. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'core-tiers', lazy: async () => ({ Component: (await import('./TierList.tsx')).TierList }) },
  {
    path: 'core-tiers/decisions',
    lazy: async () => ({ Component: (await import('./TierDecisions.tsx')).TierDecisions }),
  },
]

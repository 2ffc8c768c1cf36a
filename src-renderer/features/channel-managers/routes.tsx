/** The addresses of 渠道 › 渠道经理. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'channel-managers', lazy: async () => ({ Component: (await import('./ManagerList.tsx')).ManagerList }) },
  {
    path: 'channel-managers/:name',
    lazy: async () => ({ Component: (await import('./ManagerPage.tsx')).ManagerPage }),
  },
]

/** The addresses of 渠道 › 申请; `-/…` so that no request's number is in the way. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'requests', lazy: async () => ({ Component: (await import('./RequestList.tsx')).RequestList }) },
  {
    path: 'requests/-/admission',
    lazy: async () => ({ Component: (await import('./NewAdmission.tsx')).NewAdmission }),
  },
  {
    path: 'requests/-/settings',
    lazy: async () => ({ Component: (await import('./RequestSettings.tsx')).RequestSettings }),
  },
  { path: 'requests/:id', lazy: async () => ({ Component: (await import('./RequestPage.tsx')).RequestPage }) },
]

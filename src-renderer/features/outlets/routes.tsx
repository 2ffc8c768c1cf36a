/** The addresses of 渠道 › 网点; `-/new` so that no outlet's code is in the way. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'outlets', lazy: async () => ({ Component: (await import('./OutletList.tsx')).OutletList }) },
  { path: 'outlets/-/new', lazy: async () => ({ Component: (await import('./NewOutlet.tsx')).NewOutlet }) },
  { path: 'outlets/:code', lazy: async () => ({ Component: (await import('./OutletPage.tsx')).OutletPage }) },
]

/** The addresses of 网络概况. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'network', lazy: async () => ({ Component: (await import('./NetworkPage.tsx')).NetworkPage }) },
  { path: 'network/outlets', lazy: async () => ({ Component: (await import('./NetworkOutlets.tsx')).NetworkOutlets }) },
]

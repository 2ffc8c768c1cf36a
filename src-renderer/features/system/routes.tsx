/** The addresses of 系统. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'system', lazy: async () => ({ Component: (await import('./SystemPage.tsx')).SystemPage }) },
]

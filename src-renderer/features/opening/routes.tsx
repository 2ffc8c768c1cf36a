/** The addresses of 期初. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'system/opening', lazy: async () => ({ Component: (await import('./OpeningPage.tsx')).OpeningPage }) },
]

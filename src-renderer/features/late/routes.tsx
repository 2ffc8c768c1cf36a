/** The addresses of 补算. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'settlements/late', lazy: async () => ({ Component: (await import('./LatePage.tsx')).LatePage }) },
]

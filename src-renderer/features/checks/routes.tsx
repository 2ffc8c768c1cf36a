/** The address of 稽核. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'checks', lazy: async () => ({ Component: (await import('./ChecksPage.tsx')).ChecksPage }) },
]

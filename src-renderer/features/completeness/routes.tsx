/** The addresses of 档案完整性. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'completeness', lazy: async () => ({ Component: (await import('./FileList.tsx')).FileList }) },
  { path: 'completeness/rounds', lazy: async () => ({ Component: (await import('./RoundsPage.tsx')).RoundsPage }) },
  { path: 'completeness/needs', lazy: async () => ({ Component: (await import('./NeedsPage.tsx')).NeedsPage }) },
]

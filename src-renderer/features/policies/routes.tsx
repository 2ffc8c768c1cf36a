/** The addresses of 政策. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'policies', lazy: async () => ({ Component: (await import('./PolicyList.tsx')).PolicyList }) },
  { path: 'policies/new', lazy: async () => ({ Component: (await import('./PolicyEditing.tsx')).NewPolicy }) },
  { path: 'policies/chain', lazy: async () => ({ Component: (await import('./ChainPage.tsx')).ChainPage }) },
  { path: 'policies/:id', lazy: async () => ({ Component: (await import('./PolicyPage.tsx')).PolicyPage }) },
  { path: 'policies/:id/edit', lazy: async () => ({ Component: (await import('./PolicyEditing.tsx')).ChangePolicy }) },
]

/** The addresses of 台账. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'ledgers', lazy: async () => ({ Component: (await import('./BatchList.tsx')).BatchList }) },
  { path: 'ledgers/import/:kind?', lazy: async () => ({ Component: (await import('./ImportSteps.tsx')).ImportSteps }) },
  { path: 'ledgers/batches/:id', lazy: async () => ({ Component: (await import('./BatchPage.tsx')).BatchPage }) },
  { path: 'ledgers/reconcile', lazy: async () => ({ Component: (await import('./Reconcile.tsx')).Reconcile }) },
  {
    path: 'ledgers/reconcile/outlets',
    lazy: async () => ({ Component: (await import('./ReconcileOutlets.tsx')).ReconcileOutlets }),
  },
  {
    path: 'ledgers/reconcile/rows',
    lazy: async () => ({ Component: (await import('./ReconcileRows.tsx')).ReconcileRows }),
  },
]

/** The addresses of 结算. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'settlements', lazy: async () => ({ Component: (await import('./MonthPage.tsx')).MonthPage }) },
  {
    path: 'settlements/statements/:outlet',
    lazy: async () => ({ Component: (await import('./StatementPage.tsx')).StatementPage }),
  },
  {
    path: 'settlements/payments',
    lazy: async () => ({ Component: (await import('./PaymentList.tsx')).PaymentList }),
  },
  {
    path: 'settlements/payments/:agent',
    lazy: async () => ({ Component: (await import('./PaymentPage.tsx')).PaymentPage }),
  },
  {
    path: 'settlements/adjustments',
    lazy: async () => ({ Component: (await import('./AdjustmentList.tsx')).AdjustmentList }),
  },
  { path: 'settlements/close', lazy: async () => ({ Component: (await import('./Closing.tsx')).Closing }) },
]

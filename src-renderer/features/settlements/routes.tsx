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
  { path: 'settlements/why-nothing', lazy: async () => ({ Component: (await import('./WhyNothing.tsx')).WhyNothing }) },
  {
    path: 'settlements/bridge',
    lazy: async () => ({ Component: (await import('../bridge/BridgePage.tsx')).BridgePage }),
  },
  {
    path: 'settlements/coming-due',
    lazy: async () => ({ Component: (await import('../coming-due/ComingDuePage.tsx')).ComingDuePage }),
  },
  {
    path: 'settlements/checking',
    lazy: async () => ({ Component: (await import('../checking/CheckingPage.tsx')).CheckingPage }),
  },
  {
    path: 'settlements/disputes',
    lazy: async () => ({ Component: (await import('../disputes/DisputeList.tsx')).DisputeList }),
  },
  {
    path: 'settlements/disputes/:id',
    lazy: async () => ({ Component: (await import('../disputes/DisputePage.tsx')).DisputePage }),
  },
  { path: 'settlements/close', lazy: async () => ({ Component: (await import('./Closing.tsx')).Closing }) },
]

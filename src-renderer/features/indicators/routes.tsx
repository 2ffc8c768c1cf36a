/** The addresses of 指标录入. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'indicators', lazy: async () => ({ Component: (await import('./IndicatorPage.tsx')).IndicatorPage }) },
  {
    path: 'indicators/references',
    lazy: async () => ({ Component: (await import('./ReferencePage.tsx')).ReferencePage }),
  },
]

/** The addresses of 渠道 › 区域. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'regions', lazy: async () => ({ Component: (await import('./RegionsPage.tsx')).RegionsPage }) },
  {
    path: 'regions/national',
    lazy: async () => ({ Component: (await import('./NationalTownships.tsx')).NationalTownships }),
  },
]

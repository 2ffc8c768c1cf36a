/** The address of 清单核对, beside the other parts of the month's settlement. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  {
    path: 'settlements/assigned',
    lazy: async () => ({ Component: (await import('./AssignedPage.tsx')).AssignedPage }),
  },
]

/** The address of 工作台. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./Workbench.tsx')).Workbench }) },
]

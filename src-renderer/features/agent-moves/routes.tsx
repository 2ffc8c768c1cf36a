/** The addresses of 渠道 › 变更合并. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'agent-moves', lazy: async () => ({ Component: (await import('./MoveList.tsx')).MoveList }) },
  { path: 'agent-moves/-/new', lazy: async () => ({ Component: (await import('./MoveSteps.tsx')).MoveSteps }) },
  { path: 'agent-moves/:id', lazy: async () => ({ Component: (await import('./MovePage.tsx')).MovePage }) },
]

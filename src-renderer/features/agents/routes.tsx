/** The addresses of 渠道 › 代理商; `-/new` so that no agent's code is in the way. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'agents', lazy: async () => ({ Component: (await import('./AgentList.tsx')).AgentList }) },
  { path: 'agents/-/new', lazy: async () => ({ Component: (await import('./NewAgent.tsx')).NewAgent }) },
  { path: 'agents/:code', lazy: async () => ({ Component: (await import('./AgentPage.tsx')).AgentPage }) },
]

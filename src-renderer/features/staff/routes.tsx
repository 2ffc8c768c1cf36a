/** The addresses of 店员. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'staff', lazy: async () => ({ Component: (await import('./StaffList.tsx')).StaffList }) },
  { path: 'staff/scores', lazy: async () => ({ Component: (await import('./ScorePage.tsx')).ScorePage }) },
  { path: 'staff/stars', lazy: async () => ({ Component: (await import('./StarPage.tsx')).StarPage }) },
  { path: 'staff/:number', lazy: async () => ({ Component: (await import('./StaffPage.tsx')).StaffPage }) },
]

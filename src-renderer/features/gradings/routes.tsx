/** The addresses of 分级. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'gradings', lazy: async () => ({ Component: (await import('./GradingList.tsx')).GradingList }) },
  { path: 'gradings/schemes', lazy: async () => ({ Component: (await import('./SchemeList.tsx')).SchemeList }) },
  { path: 'gradings/schemes/new', lazy: async () => ({ Component: (await import('./SchemeEditing.tsx')).NewScheme }) },
  { path: 'gradings/schemes/:id', lazy: async () => ({ Component: (await import('./SchemePage.tsx')).SchemePage }) },
  {
    path: 'gradings/schemes/:id/edit',
    lazy: async () => ({ Component: (await import('./SchemeEditing.tsx')).ChangeScheme }),
  },
  { path: 'gradings/new', lazy: async () => ({ Component: (await import('./NewGrading.tsx')).NewGrading }) },
  {
    path: 'gradings/:id/steps',
    lazy: async () => ({ Component: (await import('./GradingSteps.tsx')).GradingSteps }),
  },
  { path: 'gradings/:id', lazy: async () => ({ Component: (await import('./GradingPage.tsx')).GradingPage }) },
]

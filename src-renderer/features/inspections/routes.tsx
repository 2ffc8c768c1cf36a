/** The addresses of 检查表. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'inspections', lazy: async () => ({ Component: (await import('./SheetList.tsx')).SheetList }) },
  {
    path: 'inspections/templates',
    lazy: async () => ({ Component: (await import('./TemplateList.tsx')).TemplateList }),
  },
  {
    path: 'inspections/templates/new',
    lazy: async () => ({ Component: (await import('./TemplateEditor.tsx')).NewTemplate }),
  },
  {
    path: 'inspections/templates/:id',
    lazy: async () => ({ Component: (await import('./TemplateEditor.tsx')).TemplatePage }),
  },
  { path: 'inspections/:id', lazy: async () => ({ Component: (await import('./SheetPage.tsx')).SheetPage }) },
]

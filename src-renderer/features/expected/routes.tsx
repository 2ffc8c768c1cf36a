/** The addresses of 与自算表比. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  {
    path: 'settlements/expected',
    lazy: async () => ({ Component: (await import('./ExpectedPage.tsx')).ExpectedPage }),
  },
]

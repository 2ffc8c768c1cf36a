/** The addresses of 渠道 › 协议. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'agreements', lazy: async () => ({ Component: (await import('./AgreementList.tsx')).AgreementList }) },
  {
    path: 'agreements/reminders',
    lazy: async () => ({ Component: (await import('./ReminderList.tsx')).ReminderList }),
  },
  { path: 'agreements/signing', lazy: async () => ({ Component: (await import('./SigningPage.tsx')).SigningPage }) },
  {
    path: 'agreements/signing/outlets',
    lazy: async () => ({ Component: (await import('./SigningOutlets.tsx')).SigningOutlets }),
  },
  { path: 'agreements/:id', lazy: async () => ({ Component: (await import('./AgreementPage.tsx')).AgreementPage }) },
]

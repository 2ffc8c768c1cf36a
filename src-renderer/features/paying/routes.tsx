/** The addresses of 收票发放, a part of 结算. */

import type { RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'settlements/paying', lazy: async () => ({ Component: (await import('./PayingList.tsx')).PayingList }) },
  {
    path: 'settlements/paying/invoices',
    lazy: async () => ({ Component: (await import('./InvoiceList.tsx')).InvoiceList }),
  },
  { path: 'settlements/paying/sheets', lazy: async () => ({ Component: (await import('./ClaimList.tsx')).ClaimList }) },
  {
    path: 'settlements/paying/sheets/:id',
    lazy: async () => ({ Component: (await import('./ClaimPage.tsx')).ClaimPage }),
  },
  { path: 'settlements/paying/files', lazy: async () => ({ Component: (await import('./FileList.tsx')).FileList }) },
  {
    path: 'settlements/paying/files/:id',
    lazy: async () => ({ Component: (await import('./FilePage.tsx')).FilePage }),
  },
  {
    path: 'settlements/paying/result',
    lazy: async () => ({ Component: (await import('./ResultSteps.tsx')).ResultSteps }),
  },
  {
    path: 'settlements/paying/open',
    lazy: async () => ({ Component: (await import('./OpenPayments.tsx')).OpenPayments }),
  },
  { path: 'settlements/paying/income', lazy: async () => ({ Component: (await import('./Income.tsx')).Income }) },
  { path: 'settlements/paying/notices', lazy: async () => ({ Component: (await import('./Notices.tsx')).Notices }) },
  {
    path: 'settlements/paying/settings',
    lazy: async () => ({ Component: (await import('./PayingSettings.tsx')).PayingSettings }),
  },
]

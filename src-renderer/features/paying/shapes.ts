/** The shapes of paying as the API answers them. */

import type { client } from '../../api/client.ts'

type Answer<Procedure extends (...asked: never[]) => Promise<unknown>> = Awaited<ReturnType<Procedure>>

export type PayingMonth = Answer<typeof client.paying.list.query>
export type PayingRow = PayingMonth['rows'][number]
export type Invoice = Answer<typeof client.paying.invoices.query>[number]
export type ClaimRow = Answer<typeof client.paying.claims.query>[number]
export type ClaimSheet = Answer<typeof client.paying.claimSheet.query>
export type ClaimLine = ClaimSheet['lines'][number]
export type FileRow = Answer<typeof client.paying.files.query>[number]
export type BankFile = Answer<typeof client.paying.file.query>
export type Transfer = BankFile['transfers'][number]
export type OpenPayment = Answer<typeof client.paying.late.query>[number]
export type Reading = Answer<typeof client.paying.readResult.mutate>
export type IncomeRow = Answer<typeof client.paying.income.query>['rows'][number]
export type Notice = Answer<typeof client.paying.notices.query>['notices'][number]
export type Settings = Answer<typeof client.paying.settings.query>
export type PaymentPaper = Answer<typeof client.paying.payment.query>
export type PaymentKey = Pick<PayingRow, 'period' | 'agent'>

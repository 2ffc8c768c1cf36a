/** The addresses of the reconciliation opened: a ledger and type by outlet, and an outlet's rows. */

import { isLedgerKind, type LedgerKind } from './ledger-kind.ts'

/** What is being reconciled; `type` null: the whole ledger. */
export interface Opened {
  readonly ledger: string
  readonly type: string | null
  readonly outlet?: string
}

export function reconcilePath(level: 'outlets' | 'rows', { ledger, type, outlet }: Opened): string {
  const asked = new URLSearchParams({ ledger, ...(type ? { of: type } : {}), ...(outlet ? { at: outlet } : {}) })
  return `/ledgers/reconcile/${level}?${asked}`
}

/** Reads it back; a ledger that is none counts as entries. */
export function openedBy(params: URLSearchParams): { ledger: LedgerKind; type: string | null; outlet: string } {
  const ledger = params.get('ledger') ?? undefined
  return {
    ledger: isLedgerKind(ledger) ? ledger : 'entries',
    type: params.get('of'),
    outlet: params.get('at') ?? '',
  }
}

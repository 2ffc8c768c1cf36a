/** The state of a month's settlement: open → calculated → checking → reviewed → approved → closed → paid (DOMAIN.md §5). */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { SettlementStatus } from '../../data/schema.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

export interface SettlementState {
  readonly period: Month
  readonly status: SettlementStatus
  readonly run: number | null
  readonly calculatedBy: string | null
  readonly calculatedAt: string | null
  readonly reviewedBy: string | null
  readonly reviewedAt: string | null
  readonly approvedBy: string | null
  readonly approvedAt: string | null
  readonly closedBy: string | null
  readonly closedAt: string | null
  readonly sentBackReason: string | null
  readonly warnings: readonly unknown[]
  readonly hash: string | null
}

interface SettlementRow {
  period: number
  status: SettlementStatus
  run: number | null
  calculated_by: string | null
  calculated_at: string | null
  reviewed_by: string | null
  reviewed_at: string | null
  approved_by: string | null
  approved_at: string | null
  closed_by: string | null
  closed_at: string | null
  sent_back_reason: string | null
  warnings: string | null
  hash: string | null
}

/** The state of a month; one that nobody has touched is open. */
export function stateOf(db: ReadDb, period: Month): SettlementState {
  const row = db.get<SettlementRow>('SELECT * FROM settlements WHERE period = ?', monthNumber(period))
  return {
    period,
    status: row?.status ?? 'open',
    run: row?.run ?? null,
    calculatedBy: row?.calculated_by ?? null,
    calculatedAt: row?.calculated_at ?? null,
    reviewedBy: row?.reviewed_by ?? null,
    reviewedAt: row?.reviewed_at ?? null,
    approvedBy: row?.approved_by ?? null,
    approvedAt: row?.approved_at ?? null,
    closedBy: row?.closed_by ?? null,
    closedAt: row?.closed_at ?? null,
    sentBackReason: row?.sent_back_reason ?? null,
    warnings: JSON.parse(row?.warnings ?? '[]') as unknown[],
    hash: row?.hash ?? null,
  }
}

export function isClosed({ status }: Pick<SettlementState, 'status'>): boolean {
  return status === 'closed' || status === 'paid'
}

/** @throws Refusal PERIOD_CLOSED, or WRONG_STATE {state, wanted} */
export function requireState(db: ReadDb, period: Month, wanted: readonly SettlementStatus[]): SettlementState {
  const state = stateOf(db, period)
  if (wanted.includes(state.status)) return state
  const details = { period, words: chineseMonth(period), state: state.status, wanted }
  throw new Refusal(isClosed(state) ? 'PERIOD_CLOSED' : 'WRONG_STATE', details)
}

/** Makes the row of a month that has none yet. */
export function ensureSettlement(db: WriteDb, period: Month): void {
  db.run("INSERT INTO settlements (period, status) VALUES (?, 'open') ON CONFLICT DO NOTHING", monthNumber(period))
}

/** The months that have a settlement, newest first. */
export function listSettlements(db: ReadDb): SettlementState[] {
  return db
    .all<{ period: number }>('SELECT period FROM settlements ORDER BY period DESC')
    .map(({ period }) => stateOf(db, monthFromNumber(period)))
}

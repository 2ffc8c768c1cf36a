/** What an agent's deposits consist of: brought in at the opening, and every act since (migrations/0009, 0014). */
import type { ReadDb } from '../../data/handles.ts'
import { type DepositAct, type DepositEntry, runningBalances, signedAmount } from '../../domain/deposit.ts'
import { asFen, type Fen } from '../../domain/money.ts'
import { dateFromNumber } from '../../domain/month.ts'
import { visibleRows } from '../settlements/sums.ts'

export type DepositState = 'asked' | 'confirmed' | 'refused' | 'withdrawn'

export interface DepositRow extends DepositEntry {
  /** Null for what was brought in at the opening. */
  readonly id: number | null
  readonly agentId: number
  readonly kind: string
  readonly state: DepositState
  readonly receipt: string | null
  readonly reason: string | null
  readonly corrects: number | null
  readonly author: string | null
  readonly at: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decision: string | null
}

interface StoredRow extends Omit<DepositRow, 'day' | 'amount'> {
  day: number
  amount: number
}

/** Every entry of one agent, or of all; the opening's count once the opening is confirmed. */
export function depositRows(db: ReadDb, agent?: number): DepositRow[] {
  const isOpen = db.get("SELECT 1 FROM opening WHERE id = 1 AND state = 'confirmed'") !== undefined
  const opening = isOpen
    ? `SELECT NULL AS id, agent AS agentId, kind, 'opening' AS act, date AS day, amount, receipt, remark AS reason,
       NULL AS corrects, 'confirmed' AS state, NULL AS author, NULL AS at, NULL AS decidedBy, NULL AS decidedAt, NULL AS decision
       FROM opening_deposits WHERE ${visibleRows(db)} AND amount > 0 AND (?1 IS NULL OR agent = ?1) UNION ALL `
    : ''
  return db
    .all<StoredRow>(
      `${opening}SELECT id, agent AS agentId, kind, act, day, amount, receipt, reason, corrects, state, author, at,
       decided_by AS decidedBy, decided_at AS decidedAt, decision FROM deposit_moves WHERE ?1 IS NULL OR agent = ?1
       ORDER BY agentId, day, id`,
      agent ?? null,
    )
    .map((row) => ({ ...row, act: row.act as DepositAct, day: dateFromNumber(row.day), amount: asFen(row.amount) }))
}

/** What counts: confirmed entries. */
export function counted(rows: readonly DepositRow[]): DepositRow[] {
  return rows.filter(({ state }) => state === 'confirmed')
}

/** What may not be given out again: confirmed entries, and those that take something and wait for their decision. */
export function reserved(rows: readonly DepositRow[]): DepositRow[] {
  return rows.filter((row) => row.state === 'confirmed' || (row.state === 'asked' && signedAmount(row) < 0))
}

/** The codes of agents of whose deposits more is out, or asked for, than there would be without the opening's. */
export function agentsUsingOpening(db: ReadDb): string[] {
  const own = new Map<string, DepositRow[]>()
  for (const row of reserved(depositRows(db)).filter(({ act }) => act !== 'opening')) {
    const key = `${row.agentId} ${row.kind}`
    own.set(key, [...(own.get(key) ?? []), row])
  }
  const ids = [...own.values()].flatMap((rows) =>
    runningBalances(rows).some(({ balance }) => balance < 0) ? [rows[0]!.agentId] : [],
  )
  return db
    .all<{ code: string }>(
      'SELECT code FROM agents WHERE id IN (SELECT value FROM json_each(?)) ORDER BY code',
      JSON.stringify(ids),
    )
    .map(({ code }) => code)
}

/** What the office holds of an agent by kind, in fen; kinds with nothing left are left out. */
export function depositBalances(db: ReadDb, agent: number): Map<string, Fen> {
  const balances = new Map<string, Fen>()
  for (const row of counted(depositRows(db, agent))) {
    balances.set(row.kind, asFen((balances.get(row.kind) ?? 0) + signedAmount(row)))
  }
  for (const [kind, balance] of balances) if (balance === 0) balances.delete(kind)
  return balances
}

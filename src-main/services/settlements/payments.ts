/** Payments of agents: all their outlets' gross − fund − tax + what was carried in (DOMAIN.md §5); frozen once closed. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, type Fen, fen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { PaymentState } from '../../domain/paying.ts'
import { type PaymentSums, paymentOf } from '../../domain/statement.ts'
import { taxTableOf } from '../../domain/tax.ts'
import { amountInWords } from '../../domain/words.ts'
import { taxTables } from '../settings.ts'
import { factsOf, type PeriodFacts } from './facts.ts'
import { isClosed, stateOf } from './state.ts'
import { outletSums } from './statements.ts'

export type { PaymentState } from '../../domain/paying.ts'

/** As scripts, screens and closed months know it (CONTRACT.md). */
export interface Payment {
  readonly period: Month
  readonly agent: string
  readonly name: string
  readonly outlets: readonly { outlet: string; gross: string; fund: string }[]
  readonly gross: string
  readonly fund: string
  readonly tax: string
  readonly carriedIn: string
  readonly payable: string
  readonly carriedOut: string
  readonly inWords: string
  readonly state: PaymentState
  readonly payee: { readonly name: string | null; readonly bank: string | null; readonly account: string | null }
}

interface AgentPayment extends PaymentSums {
  readonly agentId: number
  readonly outlets: readonly { outlet: string; gross: Fen; fund: Fen }[]
}

/** The payments of a month in fen, by agent code; composed, not frozen. Outlets without an agent are paid to nobody. */
export function paymentsOf(
  db: ReadDb,
  period: Month,
  known?: PeriodFacts,
  carried: ReadonlyMap<string, Fen> = carriedInto(db, period),
): AgentPayment[] {
  const facts = known ?? factsOf(db, period)
  const byAgent = new Map<number, { outlet: string; gross: Fen; fund: Fen }[]>()
  for (const { outlet, gross, contributed } of outletSums(db, period, facts)) {
    const found = facts.outlets.get(outlet)
    if (!found || found.agentId === null) continue
    const of = byAgent.get(found.agentId) ?? []
    of.push({ outlet: found.code, gross, fund: contributed })
    byAgent.set(found.agentId, of)
  }
  const taxTable = taxTableOf(taxTables(db), period)
  const agents = [...facts.agents.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  return agents
    .filter(({ id, code }) => byAgent.has(id) || carried.has(code))
    .map((agent) => {
      const outlets = (byAgent.get(agent.id) ?? []).sort((a, b) => (a.outlet < b.outlet ? -1 : 1))
      const carriedIn = carried.get(agent.code) ?? asFen(0)
      return { agentId: agent.id, outlets, ...paymentOf({ outlets, payerKind: agent.payerKind, carriedIn, taxTable }) }
    })
}

/**
 * What agents carried out of the latest closed month before this one, by code; zero amounts are left out. Where an agent's
 * outlets got another owner since, or he merged with another, it is carried into the other's payment.
 */
export function carriedInto(db: ReadDb, period: Month): Map<string, Fen> {
  const carried = new Map<string, Fen>()
  const before = db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE period < ? AND status IN ('closed', 'paid')",
    monthNumber(period),
  )
  if (!before?.period) return carried
  const documents = db.all<{ document: string }>(
    "SELECT document FROM closed_documents WHERE period = ? AND kind = 'payment'",
    before.period,
  )
  for (const { document } of documents) {
    const { agent, carriedOut } = JSON.parse(document) as Payment
    if (fen(carriedOut) !== 0) carried.set(agent, fen(carriedOut))
  }
  for (const { from, to, amount } of carriedByMoves(db, before.period, monthNumber(period))) {
    add(carried, from, -amount)
    add(carried, to, amount)
  }
  return carried
}

function add(carried: Map<string, Fen>, agent: string, amount: number): void {
  const sum = asFen((carried.get(agent) ?? 0) + amount)
  if (sum === 0) carried.delete(agent)
  else carried.set(agent, sum)
}

/** Moves that took effect after the one month and by the other, in the order in which they were decided. */
function carriedByMoves(db: ReadDb, after: number, until: number): { from: string; to: string; amount: number }[] {
  return db.all(
    `SELECT f.code AS "from", t.code AS "to", m.carried_amount AS amount FROM agent_moves m
     JOIN agents f ON f.id = m.from_agent JOIN agents t ON t.id = m.to_agent
     WHERE m.state = 'done' AND m.period > ? AND m.period <= ? AND m.carried_amount < 0 ORDER BY m.decided_at, m.id`,
    after,
    until,
  )
}

/**
 * The payments of a month by agent code. A closed month answers its frozen ones; only `state` says what became of each
 * since (services/paying), the frozen document itself never changes.
 */
export function paymentDocuments(db: ReadDb, period: Month): Payment[] {
  if (!isClosed(stateOf(db, period))) return composePayments(db, period)
  return db
    .all<{ document: string; state: PaymentState | null }>(
      `SELECT d.document, p.state FROM closed_documents d
       LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
       WHERE d.period = ? AND d.kind = 'payment' ORDER BY d.code`,
      monthNumber(period),
    )
    .map(({ document, state }) => {
      const payment = JSON.parse(document) as Payment
      return state === null ? payment : { ...payment, state }
    })
}

/** Composes payments from the current run, whatever the month's state. */
export function composePayments(db: ReadDb, period: Month, known?: PeriodFacts): Payment[] {
  const facts = known ?? factsOf(db, period)
  return paymentsOf(db, period, facts).map(({ agentId, outlets, ...sums }) => {
    const agent = facts.agents.get(agentId)
    return {
      period,
      agent: agent?.code ?? '',
      name: agent?.name ?? '',
      outlets: outlets.map(({ outlet, gross, fund }) => ({ outlet, gross: yuan(gross), fund: yuan(fund) })),
      gross: yuan(sums.gross),
      fund: yuan(sums.fund),
      tax: yuan(sums.tax),
      carriedIn: yuan(sums.carriedIn),
      payable: yuan(sums.payable),
      carriedOut: yuan(sums.carriedOut),
      inWords: amountInWords(sums.payable),
      state: 'awaitingInvoice',
      payee: { name: agent?.payeeName ?? null, bank: agent?.bank ?? null, account: agent?.account ?? null },
    }
  })
}

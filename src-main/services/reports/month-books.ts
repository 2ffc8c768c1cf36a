/** The books of a month as reports read them: its head, its payments, and its statements a few at a time; frozen once closed. */

import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, dateFromNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Clock, Office } from '../office.ts'
import { factsOf, type PeriodFacts } from '../settlements/facts.ts'
import { composePayments, type Payment, paymentDocuments } from '../settlements/payments.ts'
import { isClosed, type SettlementState, stateOf } from '../settlements/state.ts'
import { composeStatements, type Statement, statementsOf } from '../settlements/statements.ts'
import { localMinute } from '../wall-clock.ts'

/** What stands on every page. */
export interface MonthHead {
  readonly county: string
  readonly period: Month
  readonly periodWords: string
  /** True until the month is closed: its figures may still change. */
  readonly trial: boolean
  readonly preparedBy: string | null
  readonly reviewedBy: string | null
  readonly approvedBy: string | null
  /** Local time, "2026-11-03 10:22". */
  readonly printedAt: string
  /** While agents check their trial statements: until when they may answer. */
  readonly checkBy?: IsoDate | null
}

/** Which statements are asked for; nothing means all of the month. */
export interface Choice {
  readonly agents?: readonly string[] | undefined
  readonly outlets?: readonly string[] | undefined
}

/** One agent's part of a report; the last part of a month may hold the outlets that belong to nobody. */
export interface AgentPart {
  readonly payment: Payment | null
  /** Codes, ascending. */
  readonly outlets: readonly string[]
  /** False where only some of the agent's outlets were asked for: then its payment is not shown. */
  readonly whole: boolean
}

export interface MonthBooks {
  readonly head: MonthHead
  readonly parts: readonly AgentPart[]
  /** The statements of these outlets, in the order asked; ask for at most a hundred at a time. */
  statements(outlets: readonly string[]): Statement[]
  /** @throws Refusal DATA_CHANGED when an open month is no longer what it was when the books were opened */
  requireUnchanged(): void
}

/**
 * Opens the books of a calculated month. Agents come by code, their outlets by code, outlets of no agent last.
 * @throws Refusal WRONG_STATE before the first calculation; NOT_FOUND for an agent or outlet without a statement
 */
export async function openBooks(
  office: Pick<Office, 'store' | 'clock'>,
  period: Month,
  choice: Choice = {},
  breathe: () => Promise<void> = async () => undefined,
): Promise<MonthBooks> {
  const db = office.store.read
  const state = stateOf(db, period)
  const closed = isClosed(state)
  if (!closed && state.run === null)
    throw new Refusal('WRONG_STATE', {
      period,
      words: chineseMonth(period),
      state: state.status,
      wanted: ['calculated'],
    })
  const print = fingerprint(db, period)
  const facts = closed ? undefined : factsOf(db, period)
  await breathe()
  const payments = facts ? composePayments(db, period, facts) : paymentDocuments(db, period)
  await breathe()
  return {
    head: headOf(db, state, office.clock),
    parts: partsOf(payments, outletsWithStatement(db, state, facts), choice, period),
    statements(outlets) {
      const found = facts ? composeStatements(db, period, outlets, facts) : statementsOf(db, period, outlets)
      const byCode = new Map(found.map((statement) => [statement.outlet, statement]))
      return outlets.flatMap((code) => byCode.get(code) ?? [])
    },
    requireUnchanged() {
      if (fingerprint(db, period) !== print) throw new Refusal('DATA_CHANGED', { period })
    },
  }
}

function headOf(db: ReadDb, state: SettlementState, clock: Clock): MonthHead {
  const county = db.get<{ name: string }>('SELECT name FROM county')
  return {
    county: county?.name ?? '',
    period: state.period,
    periodWords: chineseMonth(state.period),
    trial: !isClosed(state),
    preparedBy: state.calculatedBy,
    reviewedBy: state.reviewedBy,
    approvedBy: state.approvedBy,
    printedAt: localMinute(clock.now()),
    checkBy: state.status === 'checking' ? lastDeadline(db, state.period) : null,
  }
}

function lastDeadline(db: ReadDb, period: Month): IsoDate | null {
  const found = db.get<{ day: number | null }>(
    'SELECT max(deadline) AS day FROM checking_sheets WHERE period = ?',
    monthNumber(period),
  )
  return found?.day ? dateFromNumber(found.day) : null
}

/** What a report of the month depends on, cheap to compare. */
function fingerprint(db: ReadDb, period: Month): string {
  const { run, status, hash } = stateOf(db, period)
  const adjustments = db.get(
    "SELECT count(*) AS n, sum(amount) AS amount FROM adjustments WHERE period = ? AND state = 'confirmed'",
    monthNumber(period),
  )
  return JSON.stringify([run, isClosed({ status }), hash, hash === null ? [adjustments, revisionOf(db)] : null])
}

function outletsWithStatement(db: ReadDb, { run, period }: SettlementState, facts: PeriodFacts | undefined): string[] {
  if (!facts)
    return db
      .all<{ code: string }>(
        "SELECT code FROM closed_documents WHERE period = ? AND kind = 'statement' ORDER BY code",
        monthNumber(period),
      )
      .map(({ code }) => code)
  return db
    .all<{ outlet: number }>(
      `SELECT DISTINCT outlet FROM settlement_lines WHERE run = ?
       UNION SELECT outlet FROM adjustments WHERE period = ? AND state = 'confirmed'`,
      run,
      monthNumber(period),
    )
    .flatMap(({ outlet }) => facts.outlets.get(outlet)?.code ?? [])
    .sort()
}

function partsOf(payments: readonly Payment[], all: readonly string[], choice: Choice, period: Month): AgentPart[] {
  const { agents, outlets } = choice
  if (agents === undefined && outlets === undefined) return [...payments.map(wholePart), ...nobodys(payments, all)]
  const parts = (agents ?? []).map((code) => {
    const payment = payments.find(({ agent }) => agent === code)
    if (!payment) throw new Refusal('NOT_FOUND', { what: 'agent', name: code, period })
    return wholePart(payment)
  })
  const left = new Set(outlets)
  for (const { outlets } of parts) for (const code of outlets) left.delete(code)
  for (const payment of payments) {
    const own = payment.outlets.filter(({ outlet }) => left.delete(outlet)).map(({ outlet }) => outlet)
    if (own.length > 0) parts.push({ payment, outlets: own, whole: own.length === payment.outlets.length })
  }
  const known = new Set(all)
  for (const code of left)
    if (!known.has(code)) throw new Refusal('NOT_FOUND', { what: 'statement', name: code, period })
  if (left.size > 0) parts.push({ payment: null, outlets: [...left].sort(), whole: false })
  return parts.sort(byAgent)
}

function wholePart(payment: Payment): AgentPart {
  return { payment, outlets: payment.outlets.map(({ outlet }) => outlet), whole: true }
}

function nobodys(payments: readonly Payment[], all: readonly string[]): AgentPart[] {
  const paid = new Set(payments.flatMap(({ outlets }) => outlets.map(({ outlet }) => outlet)))
  const outlets = all.filter((code) => !paid.has(code))
  return outlets.length === 0 ? [] : [{ payment: null, outlets, whole: true }]
}

function byAgent(a: AgentPart, b: AgentPart): number {
  if (a.payment === null || b.payment === null) return a.payment === b.payment ? 0 : a.payment === null ? 1 : -1
  return a.payment.agent < b.payment.agent ? -1 : 1
}

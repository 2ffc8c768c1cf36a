/** The month's outlets and agents as lists for screens: sums without the lines' details. */

import type { ReadDb } from '../../data/handles.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { addMonths, type Month, monthNumber } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import type { ListAsked } from '../register/list-filter.ts'
import { factsOf } from './facts.ts'
import { type Payment, paymentDocuments } from './payments.ts'
import { stateOf } from './state.ts'
import { outletSums } from './statements.ts'

export interface StatementRow {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  readonly agentName: string | null
  readonly township: string | null
  readonly grade: string | null
  readonly lines: number
  readonly gross: string
  readonly fund: string
  readonly lastGross: string | null
  readonly difference: string
}

/** The statements of a month as rows, with last month beside them. */
export function statementRows(
  cx: Query,
  period: Month,
  asked: ListAsked<{ text?: string | undefined; agent?: string | undefined }>,
): {
  total: number
  rows: StatementRow[]
  sums: { gross: string; fund: string; lastGross: string; difference: string }
} {
  const facts = factsOf(cx.db, period)
  const last = grossOf(cx.db, addMonths(period, -1))
  const text = asked.filter?.text?.trim().toLowerCase()
  const names = text
    ? cx.db.all<{ id: number; pinyin: string }>(
        "SELECT id, pinyin || ' ' || coalesce(mnemonic, '') AS pinyin FROM outlets",
      )
    : []
  const pinyin = new Map(names.map(({ id, pinyin }) => [id, pinyin]))
  const rows = outletSums(cx.db, period, facts).flatMap((sums) => {
    const outlet = facts.outlets.get(sums.outlet)
    if (!outlet) return []
    const agent = outlet.agentId === null ? undefined : facts.agents.get(outlet.agentId)
    if (asked.filter?.agent !== undefined && agent?.code !== asked.filter.agent) return []
    const found = [outlet.code, outlet.name, pinyin.get(outlet.id), agent?.code, agent?.name]
    if (text && !found.some((each) => each?.toLowerCase().includes(text))) return []
    const lastGross = last.get(outlet.id) ?? null
    return [
      {
        outlet: outlet.code,
        name: outlet.name,
        agent: agent?.code ?? null,
        agentName: agent?.name ?? null,
        township: outlet.regions[0]?.name ?? null,
        grade: outlet.grade,
        lines: sums.lines,
        gross: sums.gross,
        fund: sums.contributed,
        lastGross,
        difference: sums.gross - (lastGross ?? 0),
      },
    ]
  })
  sortRows(rows, asked.sort, 'outlet')
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    yuan(asFen(rows.reduce((total, row) => total + pick(row), 0)))
  return {
    total: rows.length,
    rows: rows.slice(asked.offset, asked.offset + asked.limit).map((row) => ({
      ...row,
      gross: yuan(row.gross),
      fund: yuan(row.fund),
      lastGross: row.lastGross === null ? null : yuan(asFen(row.lastGross)),
      difference: yuan(asFen(row.difference)),
    })),
    sums: {
      gross: sum(({ gross }) => gross),
      fund: sum(({ fund }) => fund),
      lastGross: sum(({ lastGross }) => lastGross ?? 0),
      difference: sum(({ difference }) => difference),
    },
  }
}

/** Gross by outlet id. A closed month's lines and adjustments are as frozen as its documents, and much less to read. */
export function grossOf(db: ReadDb, period: Month): Map<number, number> {
  const { run } = stateOf(db, period)
  const gross = new Map<number, number>()
  if (run === null) return gross
  const rows = db.all<{ outlet: number; amount: number }>(
    `SELECT outlet, sum(amount) AS amount FROM settlement_lines WHERE run = ?1 GROUP BY outlet
     UNION ALL SELECT outlet, sum(amount) FROM adjustments WHERE period = ?2 AND state = 'confirmed' GROUP BY outlet`,
    run,
    monthNumber(period),
  )
  for (const { outlet, amount } of rows) gross.set(outlet, (gross.get(outlet) ?? 0) + amount)
  return gross
}

/** Sorts rows by one of their own fields; texts by code point, numbers by value, missing last. */
export function sortRows<Row extends object>(
  rows: Row[],
  sort: { by: string; descending: boolean } | undefined,
  own: keyof Row & string,
): void {
  const by = (sort && rows[0] && Object.hasOwn(rows[0], sort.by) ? sort.by : own) as keyof Row
  const direction = sort?.descending ? -1 : 1
  rows.sort((a, b) => {
    const [left, right] = [a[by], b[by]]
    if (left === right) return a[own] < b[own] ? -1 : 1
    if (left === null || left === undefined) return 1
    if (right === null || right === undefined) return -1
    return (left < right ? -1 : 1) * direction
  })
}

export interface MonthMoney {
  readonly gross: string
  readonly fund: string
  readonly tax: string
  readonly payable: string
  readonly carriedOut: string
}

/** The month's money over all agents; null before its first calculation. */
export function monthMoney(db: ReadDb, period: Month): MonthMoney | null {
  if (stateOf(db, period).run === null) return null
  const payments = paymentDocuments(db, period)
  const sum = (pick: (payment: Payment) => string) =>
    yuan(asFen(payments.reduce((total, payment) => total + fen(pick(payment)), 0)))
  return {
    gross: sum(({ gross }) => gross),
    fund: sum(({ fund }) => fund),
    tax: sum(({ tax }) => tax),
    payable: sum(({ payable }) => payable),
    carriedOut: sum(({ carriedOut }) => carriedOut),
  }
}

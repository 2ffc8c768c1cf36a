/** The income of a year by agent: gross, fund, tax and payable of every closed month (DOMAIN.md §5, yearly income sheet). */
import { asFen, type Fen, fen, yuan } from '../../domain/money.ts'
import { asMonth, type Month, monthFromNumber } from '../../domain/month.ts'
import type { PaymentState } from '../../domain/paying.ts'
import type { PayerKind } from '../../domain/statement.ts'
import type { Query } from '../office.ts'
import { payerKinds } from './list.ts'

export interface IncomeMonth {
  readonly period: Month
  readonly gross: string
  readonly fund: string
  readonly tax: string
  readonly payable: string
  /** What of it was paid by now. */
  readonly paid: string
}

export interface IncomeRow {
  readonly agent: string
  readonly name: string
  /** At the end of the last of its months. */
  readonly payerKind: PayerKind
  readonly idNumber: string | null
  readonly months: readonly IncomeMonth[]
  readonly gross: string
  readonly fund: string
  readonly tax: string
  readonly payable: string
  readonly paid: string
}

export interface IncomeSheet {
  readonly year: number
  /** Closed months of the year. */
  readonly periods: readonly Month[]
  readonly rows: readonly IncomeRow[]
}

const SUMS = ['gross', 'fund', 'tax', 'payable', 'paid'] as const

/** The yearly sheet, agents by code; a month counts in its own year, whenever it is paid. */
export function incomeSheet(cx: Query, year: number, only?: string): IncomeSheet {
  const { db } = cx
  const found = db.all<{
    period: number
    agent: string
    name: string
    gross: string
    fund: string
    tax: string
    payable: string
    state: PaymentState | null
  }>(
    `SELECT d.period, d.code AS agent, json_extract(d.document, '$.name') AS name, json_extract(d.document, '$.gross') AS gross,
     json_extract(d.document, '$.fund') AS fund, json_extract(d.document, '$.tax') AS tax,
     json_extract(d.document, '$.payable') AS payable, p.state FROM closed_documents d
     JOIN settlements s ON s.period = d.period AND s.status IN ('closed', 'paid')
     LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
     WHERE d.kind = 'payment' AND d.period BETWEEN ?1 AND ?2 AND (?3 IS NULL OR d.code = ?3) ORDER BY d.code, d.period`,
    year * 100 + 1,
    year * 100 + 12,
    only ?? null,
  )
  const ids = new Map(
    db
      .all<{ code: string; id_number: string | null }>('SELECT code, id_number FROM agents')
      .map(({ code, id_number }) => [code, id_number]),
  )
  const periods = [...new Set(found.map(({ period }) => period))].sort((a, b) => a - b).map(monthFromNumber)
  const last = periods.at(-1) ?? asMonth(`${year}-12`)
  const kinds = payerKinds(db, last)
  const rows: { agent: string; name: string; months: IncomeMonth[]; sums: Record<(typeof SUMS)[number], number> }[] = []
  for (const { agent, name, period, state, ...amounts } of found) {
    let row = rows.at(-1)
    if (row?.agent !== agent) {
      row = { agent, name, months: [], sums: { gross: 0, fund: 0, tax: 0, payable: 0, paid: 0 } }
      rows.push(row)
    }
    row.name = name
    const month = { period: monthFromNumber(period), ...amounts, paid: state === 'paid' ? amounts.payable : '0.00' }
    row.months.push(month)
    for (const key of SUMS) row.sums[key] += fen(month[key])
  }
  const written = (amount: number): string => yuan(asFen(amount))
  return {
    year,
    periods,
    rows: rows.map(({ agent, name, months, sums }) => ({
      agent,
      name,
      payerKind: kinds.get(agent) ?? 'enterprise',
      idNumber: ids.get(agent) ?? null,
      months,
      gross: written(sums.gross),
      fund: written(sums.fund),
      tax: written(sums.tax),
      payable: written(sums.payable),
      paid: written(sums.paid),
    })),
  }
}

/** The sum of a column of the sheet. */
export function incomeTotal(rows: readonly IncomeRow[], key: (typeof SUMS)[number]): Fen {
  return asFen(rows.reduce((sum, row) => sum + fen(row[key]), 0))
}

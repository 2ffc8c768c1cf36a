/** Settings that hold from a month on: grade and star factors, the fund's rates, the tax table; each change is audited. */
import type { ReadDb } from '../data/handles.ts'
import type { FactorTable } from '../domain/finish.ts'
import { type Month, monthFromNumber, monthNumber } from '../domain/month.ts'
import { Refusal } from '../domain/refusal.ts'
import type { FundRates } from '../domain/statement.ts'
import { STANDARD_TAX_TABLE, type TaxTable } from '../domain/tax.ts'
import type { Command, Query } from './office.ts'

interface SettingRow {
  name: string
  from_month: number
  value: string
  user: string
  at: string
}

function rowsOf(db: ReadDb, name: string): SettingRow[] {
  return db.all<SettingRow>(
    'SELECT name, from_month, value, user, at FROM settings WHERE name = ? ORDER BY from_month, id',
    name,
  )
}

/** Every factor table that was ever set, in the order in which a later one of the same month replaces an earlier. */
export function factorTables(db: ReadDb): FactorTable[] {
  return (['grade', 'star'] as const).flatMap((by) =>
    rowsOf(db, `factors.${by}`).map((row) => ({
      by,
      from: monthFromNumber(row.from_month),
      table: JSON.parse(row.value) as FactorTable['table'],
    })),
  )
}

export function fundRates(db: ReadDb): FundRates[] {
  return rowsOf(db, 'fund').map((row) => ({
    from: monthFromNumber(row.from_month),
    ...(JSON.parse(row.value) as { rate: string; match: string }),
  }))
}

export function taxTables(db: ReadDb): TaxTable[] {
  const own = rowsOf(db, 'tax').map((row) => ({
    ...(JSON.parse(row.value) as TaxTable),
    from: monthFromNumber(row.from_month),
  }))
  return [STANDARD_TAX_TABLE, ...own]
}

/** @throws Refusal PERIOD_CLOSED when the month is closed: its figures stand */
function put(cx: Command, name: string, from: Month, value: unknown): void {
  const closed = cx.db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  if (closed?.period && monthNumber(from) <= closed.period)
    throw new Refusal('PERIOD_CLOSED', { period: monthFromNumber(closed.period) })
  cx.db.run(
    'INSERT INTO settings (name, from_month, value, user, at) VALUES (?, ?, ?, ?, ?)',
    name,
    monthNumber(from),
    JSON.stringify(value),
    cx.user,
    cx.now,
  )
}

export function setFactors(
  cx: Command,
  input: { by: 'grade' | 'star'; from: Month; table: Record<string, string> },
): void {
  put(cx, `factors.${input.by}`, input.from, input.table)
}

export function setFund(cx: Command, input: { from: Month; rate: string; match: string }): void {
  put(cx, 'fund', input.from, { rate: input.rate, match: input.match })
}

/** From a month on, whether the company's match is forfeited at an agent's exit or breach (DOMAIN.md §5). */
export interface FundExit {
  readonly from: Month
  readonly forfeitMatch: boolean
}

function fundExits(db: ReadDb): FundExit[] {
  return rowsOf(db, 'fundExit').map(({ value, from_month }) => ({
    forfeitMatch: (JSON.parse(value) as { forfeitMatch: boolean }).forfeitMatch,
    from: monthFromNumber(from_month),
  }))
}

/** What holds in a month: it is forfeited unless the office says otherwise. */
export function exitForfeitsMatch(db: ReadDb, month: Month): boolean {
  return fundExits(db).findLast(({ from }) => from <= month)?.forfeitMatch ?? true
}

export function setFundExit(cx: Command, input: FundExit): void {
  put(cx, 'fundExit', input.from, { forfeitMatch: input.forfeitMatch })
}

export interface SettingsView {
  readonly factors: readonly FactorTable[]
  readonly fund: readonly FundRates[]
  readonly fundExit: readonly FundExit[]
  readonly tax: readonly TaxTable[]
  readonly changes: readonly { name: string; from: Month; value: unknown; user: string; at: string }[]
}

export function settingsView(cx: Query): SettingsView {
  const changes = cx.db
    .all<SettingRow>('SELECT name, from_month, value, user, at FROM settings ORDER BY id DESC LIMIT 500')
    .map((row) => ({
      name: row.name,
      from: monthFromNumber(row.from_month),
      value: JSON.parse(row.value) as unknown,
      user: row.user,
      at: row.at,
    }))
  const { db } = cx
  return { factors: factorTables(db), fund: fundRates(db), fundExit: fundExits(db), tax: taxTables(db), changes }
}

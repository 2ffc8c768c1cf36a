/** Exporting the store's rows in the columns of the templates, so that what we export imports again unchanged. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Column, KindKey, Value } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import { writeCsv } from '../../workbook/write/csv.ts'
import {
  type ColumnType,
  type SheetColumn,
  type SheetRow,
  type SheetValue,
  writeXlsx,
} from '../../workbook/write/sheet-stream.ts'
import { regionPath, regionsOf } from '../register/terms.ts'
import { visibleRows } from '../settlements/sums.ts'

/** The SELECT of each kind: one column per column of the kind, under its key. */
const SELECTS: Readonly<Record<KindKey, string>> = {
  agents: `SELECT code, name, payer_kind AS payerKind, id_number AS idNumber, core_tier AS coreTier, payee_name AS payeeName,
    bank, account, fund_member AS fundMember, contact, phone, remark, mnemonic FROM agents ORDER BY code`,
  outlets: `SELECT o.code, o.name, o.category, t.name AS type, a.code AS agent, o.star, o.grade, o.region, o.address, o.contact,
    o.phone, m.name AS manager, o.status, o.joined_on AS joinedOn, o.remark, o.mnemonic FROM outlets o LEFT JOIN terms t ON t.id = o.type
    LEFT JOIN agents a ON a.id = o.agent LEFT JOIN terms m ON m.id = o.manager ORDER BY o.code`,
  outletCodes: `SELECT o.code AS outlet, c.kind, c.value, nullif(c.from_day, 0) AS "from", c.to_day AS "to"
    FROM outlet_codes c JOIN outlets o ON o.id = c.outlet ORDER BY o.code, c.id`,
  entries: `SELECT e.date, e.period, o.code AS outlet, t.name AS businessType, b.name AS brand, p.name AS plan, e.subscriber,
    e.subscriber_id AS subscriberId, e.quantity, e.amount, e.external_id AS externalId, e.line_number AS lineNo, e.reverses,
    e.operator, e.remark FROM entries e JOIN outlets o ON o.id = e.outlet JOIN terms t ON t.id = e.type
    LEFT JOIN terms b ON b.id = e.brand LEFT JOIN terms p ON p.id = e.plan WHERE`,
  subscriberMonths: `SELECT e.period, e.subscriber, e.subscriber_id AS subscriberId, o.code AS outlet,
    e.activation_date AS activationDate, e.status, b.name AS brand, p.name AS plan, e.billed, e.arrears, e.minutes
    FROM subscriber_months e LEFT JOIN outlets o ON o.id = e.outlet LEFT JOIN terms b ON b.id = e.brand
    LEFT JOIN terms p ON p.id = e.plan WHERE`,
  volumes: `SELECT e.period, o.code AS outlet, t.name AS businessType, e.quantity, e.amount FROM volumes e
    JOIN outlets o ON o.id = e.outlet JOIN terms t ON t.id = e.type WHERE`,
  indicators: `SELECT e.period, o.code AS outlet, t.name AS indicator, e.value FROM indicator_values e
    JOIN outlets o ON o.id = e.outlet JOIN terms t ON t.id = e.indicator WHERE`,
  assignedLines: `SELECT e.period, o.code AS outlet, t.name AS item, e.amount FROM assigned_lines e
    JOIN outlets o ON o.id = e.outlet JOIN terms t ON t.id = e.item WHERE`,
  controlTotals: `SELECT e.period, e.ledger, t.name AS businessType, e.count, e.amount, o.code AS outlet
    FROM control_totals e LEFT JOIN terms t ON t.id = e.type LEFT JOIN outlets o ON o.id = e.outlet WHERE`,
  openingPaid: `SELECT e.period, o.code AS outlet, e.subscriber, e.subscriber_id AS subscriberId, e.policy, e.clause, e.amount
    FROM opening_paid e JOIN outlets o ON o.id = e.outlet WHERE`,
  openingFund: `SELECT e.period, a.code AS agent, e.own, e.matched FROM opening_fund e JOIN agents a ON a.id = e.agent WHERE`,
  openingCarried: `SELECT e.period, a.code AS agent, e.amount FROM opening_carried e JOIN agents a ON a.id = e.agent WHERE`,
  openingDeposits: `SELECT e.period, a.code AS agent, e.kind, e.date, e.receipt, e.amount, e.remark FROM opening_deposits e
    JOIN agents a ON a.id = e.agent WHERE`,
  expectedAmounts: `SELECT e.period, o.code AS outlet, e.clause, e.amount FROM expected_amounts e
    JOIN outlets o ON o.id = e.outlet WHERE`,
}

export const TYPES: Readonly<Record<Column['type'], ColumnType>> = {
  text: 'text',
  name: 'text',
  choice: 'text',
  reference: 'text',
  date: 'date',
  month: 'month',
  money: 'money',
  integer: 'integer',
  decimal: 'decimal',
}

/** Writes all rows of a kind (of one month where it has months) to an .xlsx or, by the file's ending, a .csv. */
export async function exportKind(
  db: ReadDb,
  kind: KindKey,
  file: string,
  options: {
    period?: Month | undefined
    format?: 'xlsx' | 'csv'
    signal?: AbortSignal
    onProgress?: (rows: number) => void
  } = {},
): Promise<{ rows: number }> {
  const { columns, title } = kinds[kind]
  const sheetColumns = columns.map((column): SheetColumn => ({ heading: column.heading, type: TYPES[column.type] }))
  let rows = 0
  function* counted(): Generator<SheetRow> {
    for (const row of rowsOf(db, kind, options.period)) {
      rows += 1
      if (rows % 5000 === 0) options.onProgress?.(rows)
      yield row
    }
  }
  const format = options.format ?? (/\.csv$/i.test(file) ? 'csv' : 'xlsx')
  if (format === 'csv') await writeCsv(file, { columns: sheetColumns, rows: counted() })
  else {
    const { signal } = options
    await writeXlsx(file, [{ name: title, columns: sheetColumns, rows: counted() }], signal ? { signal } : {})
  }
  return { rows }
}

const PAGE = 5000

function* rowsOf(db: ReadDb, kind: KindKey, period: Month | undefined): Generator<SheetRow> {
  const { columns } = kinds[kind]
  const say = columns.map(saying)
  const regions = new Map(regionsOf(db).map((region) => [region.id, region]))
  const toRow = (row: Record<string, Value>): SheetRow => {
    if (kind === 'outlets') {
      const path = regionPath(regions, row.region as number | null)
      row.centre = path.find(({ level }) => level === 'centre')?.name ?? null
      row.township = path.find(({ level }) => level === 'township')?.name ?? null
    }
    return columns.map(({ key }, at) => say[at]!(row[key] ?? null))
  }
  const select = SELECTS[kind]
  if (!select.endsWith('WHERE')) {
    for (const row of db.all<Record<string, Value>>(select)) yield toRow(row)
    return
  }
  // page by page, so that others may write in between
  const where = `${visibleRows(db, 'e')} AND (?1 IS NULL OR e.period = ?1) AND e.id > ?2 ORDER BY e.id LIMIT ${PAGE}`
  const paged = `${select.replace('SELECT ', 'SELECT e.id AS row_id, ')} ${where}`
  let after = 0
  for (;;) {
    const rows = db.all<Record<string, Value> & { row_id: number }>(paged, period ? monthNumber(period) : null, after)
    for (const row of rows) yield toRow(row)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.row_id
  }
}

/** A stored value as the workbook says it: choices by their word, dates and months as such. */
export function saying(column: Column): (value: Value) => SheetValue {
  switch (column.type) {
    case 'choice':
      return (value) => column.choices.find((choice) => choice.value === value)?.word ?? value
    case 'date':
      return (value) => (typeof value === 'number' ? dateFromNumber(value) : value)
    case 'month':
      return (value) => (typeof value === 'number' ? monthFromNumber(value) : value)
    default:
      return (value) => value
  }
}

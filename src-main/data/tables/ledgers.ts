/** The tables of imported rows as drizzle knows them: batches, and a table for each ledger. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const batches = sqliteTable('batches', {
  id: integer().primaryKey(),
  kind: text().notNull(),
  state: text().$type<'loading' | 'active' | 'undone'>().notNull(),
  mapping: text().notNull(),
  rowsRead: integer('rows_read').notNull().default(0),
  rowsAdded: integer('rows_added').notNull().default(0),
  rowsUpdated: integer('rows_updated').notNull().default(0),
  rowsSkipped: integer('rows_skipped').notNull().default(0),
  rowsRejected: integer('rows_rejected').notNull().default(0),
  report: text().notNull().default('{}'),
  user: text().notNull(),
  at: text().notNull(),
  undoneBy: text('undone_by'),
  undoneAt: text('undone_at'),
  undoneReason: text('undone_reason'),
  swept: integer({ mode: 'boolean' }).notNull().default(false),
})

export const batchRanges = sqliteTable('batch_ranges', {
  batch: integer().primaryKey(),
  firstRow: integer('first_row').notNull(),
  lastRow: integer('last_row').notNull(),
})

export const batchFiles = sqliteTable(
  'batch_files',
  {
    batch: integer().notNull(),
    number: integer().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    sheet: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.number] })],
)

export const batchPeriods = sqliteTable(
  'batch_periods',
  {
    batch: integer().notNull(),
    period: integer().notNull(),
    rows: integer().notNull(),
    quantity: integer().notNull().default(0),
    amount: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.batch, table.period] })],
)

/** What every ledger row keeps of where it came from. */
const source = () => ({
  id: integer().primaryKey(),
  batch: integer().notNull(),
  file: integer().notNull(),
  row: integer().notNull(),
})

export const entries = sqliteTable('entries', {
  ...source(),
  date: integer(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  type: integer().notNull(),
  brand: integer(),
  plan: integer(),
  subscriber: text(),
  subscriberId: text('subscriber_id'),
  quantity: integer().notNull(),
  amount: integer().notNull(),
  externalId: text('external_id'),
  lineNumber: integer('line_number'),
  reverses: text(),
  operator: text(),
  remark: text(),
})

export const subscriberMonths = sqliteTable('subscriber_months', {
  ...source(),
  period: integer().notNull(),
  subscriber: text().notNull(),
  subscriberId: text('subscriber_id'),
  outlet: integer(),
  activationDate: integer('activation_date'),
  status: text().$type<'onNet' | 'suspended' | 'terminated'>().notNull(),
  brand: integer(),
  plan: integer(),
  billed: integer().notNull(),
  arrears: integer().notNull(),
  minutes: text(),
})

export const volumes = sqliteTable('volumes', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  type: integer().notNull(),
  quantity: integer().notNull(),
  amount: integer().notNull(),
})

export const indicatorValues = sqliteTable('indicator_values', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  indicator: integer().notNull(),
  value: text().notNull(),
})

export const assignedLines = sqliteTable('assigned_lines', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  item: integer().notNull(),
  amount: integer().notNull(),
})

export const controlTotals = sqliteTable('control_totals', {
  ...source(),
  period: integer().notNull(),
  ledger: text().notNull(),
  type: integer(),
  count: integer().notNull(),
  amount: integer().notNull(),
  outlet: integer(),
})

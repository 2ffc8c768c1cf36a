/** The tables of paying as drizzle knows them (migrations/0008_paying.sql). */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PaymentState } from '../../domain/paying.ts'

const id = () => integer().primaryKey()

export const paymentStates = sqliteTable(
  'payment_states',
  {
    period: integer().notNull(),
    agent: text().notNull(),
    state: text().$type<PaymentState>().notNull(),
    heldFrom: text('held_from').$type<PaymentState>(),
    reason: text(),
    paidOn: integer('paid_on'),
    user: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.agent] })],
)

export const paymentEvents = sqliteTable('payment_events', {
  id: id(),
  period: integer().notNull(),
  agent: text().notNull(),
  act: text().notNull(),
  fromState: text('from_state').$type<PaymentState>().notNull(),
  toState: text('to_state').$type<PaymentState>().notNull(),
  amount: integer().notNull(),
  reason: text(),
  document: text(),
  paidOn: integer('paid_on'),
  user: text().notNull(),
  at: text().notNull(),
})

export const invoices = sqliteTable('invoices', {
  id: id(),
  agent: text().notNull(),
  number: text().notNull(),
  kind: text().$type<'special' | 'ordinary' | 'agency' | 'other'>().notNull(),
  date: integer().notNull(),
  amount: integer().notNull(),
  receivedBy: text('received_by').notNull(),
  receivedOn: integer('received_on').notNull(),
  remark: text(),
  state: text().$type<'live' | 'void'>().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  voidedBy: text('voided_by'),
  voidedAt: text('voided_at'),
  voidReason: text('void_reason'),
})

export const invoicePayments = sqliteTable(
  'invoice_payments',
  {
    invoice: integer().notNull(),
    period: integer().notNull(),
    agent: text().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.invoice, table.period] })],
)

export const claimSheets = sqliteTable('claim_sheets', {
  id: id(),
  number: text().notNull(),
  state: text().$type<'live' | 'cancelled'>().notNull(),
  exception: text(),
  user: text().notNull(),
  at: text().notNull(),
  cancelledBy: text('cancelled_by'),
  cancelledAt: text('cancelled_at'),
  cancelReason: text('cancel_reason'),
})

export const claimItems = sqliteTable(
  'claim_items',
  {
    sheet: integer().notNull(),
    period: integer().notNull(),
    agent: text().notNull(),
    amount: integer().notNull(),
    invoiced: integer().notNull(),
    payee: text(),
    bank: text(),
    account: text(),
    live: integer().notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.sheet, table.period, table.agent] })],
)

export const paymentFiles = sqliteTable('payment_files', {
  id: id(),
  number: text().notNull(),
  name: text().notNull(),
  format: text().$type<'xlsx' | 'csv'>().notNull(),
  sha256: text().notNull(),
  content: blob({ mode: 'buffer' }).notNull(),
  amount: integer().notNull(),
  lines: integer().notNull(),
  warnings: text().notNull().default('[]'),
  state: text().$type<'live' | 'cancelled'>().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  cancelledBy: text('cancelled_by'),
  cancelledAt: text('cancelled_at'),
  cancelReason: text('cancel_reason'),
})

export const paymentLines = sqliteTable('payment_lines', {
  id: id(),
  file: integer().notNull(),
  number: integer().notNull(),
  reference: text().notNull(),
  agent: text().notNull(),
  name: text().notNull(),
  payee: text().notNull(),
  bank: text(),
  account: text().notNull(),
  amount: integer().notNull(),
  purpose: text().notNull(),
  state: text().$type<'open' | 'paid' | 'returned' | 'cancelled'>().notNull(),
  reason: text(),
  paidOn: integer('paid_on'),
})

export const paymentLineItems = sqliteTable(
  'payment_line_items',
  {
    line: integer().notNull(),
    period: integer().notNull(),
    agent: text().notNull(),
    amount: integer().notNull(),
    open: integer().notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.line, table.period] })],
)

export const paymentResults = sqliteTable('payment_results', {
  id: id(),
  name: text().notNull(),
  sha256: text().notNull(),
  rows: integer().notNull(),
  paid: integer().notNull(),
  returned: integer().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

export const payingSettings = sqliteTable('paying_settings', {
  name: text().primaryKey(),
  value: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

export const payingDue = sqliteTable('paying_due', {
  period: integer().primaryKey(),
  day: integer().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

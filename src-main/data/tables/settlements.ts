/** The tables of settlement as drizzle knows them: months, their runs and lines, adjustments, closed documents. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export type SettlementStatus = 'open' | 'calculated' | 'checking' | 'reviewed' | 'approved' | 'closed' | 'paid'

export const settlements = sqliteTable('settlements', {
  period: integer().primaryKey(),
  status: text().$type<SettlementStatus>().notNull(),
  run: integer(),
  calculatedBy: text('calculated_by'),
  calculatedAt: text('calculated_at'),
  reviewedBy: text('reviewed_by'),
  reviewedAt: text('reviewed_at'),
  approvedBy: text('approved_by'),
  approvedAt: text('approved_at'),
  closedBy: text('closed_by'),
  closedAt: text('closed_at'),
  sentBackReason: text('sent_back_reason'),
  warnings: text(),
  hash: text(),
})

export const settlementRuns = sqliteTable('settlement_runs', {
  id: integer().primaryKey(),
  period: integer().notNull(),
  state: text().$type<'running' | 'complete' | 'superseded'>().notNull(),
  revision: integer().notNull(),
  outlets: integer().notNull().default(0),
  lines: integer().notNull().default(0),
  report: text().notNull().default('{}'),
  user: text().notNull(),
  at: text().notNull(),
})

export type LineKind = 'volume' | 'instalment' | 'residual' | 'fixed' | 'assigned' | 'clawback'

export const settlementLines = sqliteTable('settlement_lines', {
  id: integer().primaryKey(),
  run: integer().notNull(),
  outlet: integer().notNull(),
  agent: integer(),
  /** null for an assigned line */
  policy: integer(),
  clause: text().notNull(),
  kind: text().$type<LineKind>().notNull(),
  source: text(),
  line: text().notNull(),
  amount: integer().notNull(),
  rows: integer().notNull(),
  detail: text().notNull(),
})

export type AdjustmentKind = 'bonus' | 'penalty' | 'correction' | 'dispute'

export const adjustments = sqliteTable('adjustments', {
  id: integer().primaryKey(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  kind: text().$type<AdjustmentKind>().notNull(),
  amount: integer().notNull(),
  reason: text().notNull(),
  state: text().$type<'waiting' | 'confirmed' | 'refused'>().notNull(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
})

export const closedDocuments = sqliteTable(
  'closed_documents',
  {
    period: integer().notNull(),
    kind: text().$type<'statement' | 'payment'>().notNull(),
    code: text().notNull(),
    document: text().notNull(),
    sha256: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.kind, table.code] })],
)

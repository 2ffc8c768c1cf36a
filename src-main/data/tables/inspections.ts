/** The tables of inspection sheets, staff and star staff as drizzle knows them (migrations/0019). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const inspectionTemplates = sqliteTable('inspection_templates', {
  id: integer().primaryKey(),
  code: text().notNull(),
  version: integer().notNull(),
  status: text().$type<'draft' | 'inUse' | 'retired'>().notNull(),
  title: text().notNull(),
  document: text().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
  releasedBy: text('released_by'),
  releasedAt: text('released_at'),
})

export const inspectionSheets = sqliteTable('inspection_sheets', {
  id: integer().primaryKey(),
  template: integer().notNull(),
  outlet: integer().notNull(),
  day: integer().notNull(),
  period: integer().notNull(),
  inspector: text().notNull(),
  state: text().$type<'draft' | 'submitted' | 'confirmed' | 'withdrawn'>().notNull(),
  document: text().notNull(),
  score: text(),
  counts: integer().notNull().default(0),
  user: text().notNull(),
  at: text().notNull(),
  submittedBy: text('submitted_by'),
  submittedAt: text('submitted_at'),
  confirmedBy: text('confirmed_by'),
  confirmedAt: text('confirmed_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnAt: text('withdrawn_at'),
  withdrawnReason: text('withdrawn_reason'),
})

export const staff = sqliteTable('staff', { id: integer().primaryKey(), number: text().notNull() })

export const staffStates = sqliteTable('staff_states', {
  id: integer().primaryKey(),
  staff: integer().notNull(),
  fromDay: integer('from_day').notNull(),
  outlet: integer(),
  name: text().notNull(),
  post: text(),
  phone: text(),
  reason: text(),
  user: text().notNull(),
  at: text().notNull(),
})

export const staffItems = sqliteTable('staff_items', {
  id: integer().primaryKey(),
  name: text().notNull(),
  weight: text().notNull(),
  position: integer().notNull(),
  active: integer().notNull(),
})

export const staffScores = sqliteTable('staff_scores', {
  id: integer().primaryKey(),
  period: integer().notNull(),
  staff: integer().notNull(),
  item: integer().notNull(),
  value: text(),
  user: text().notNull(),
  at: text().notNull(),
})

export const starRounds = sqliteTable('star_rounds', {
  id: integer().primaryKey(),
  quarter: integer().notNull(),
  state: text().$type<'proposed' | 'confirmed' | 'withdrawn'>().notNull(),
  rules: text().notNull(),
  document: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  confirmedBy: text('confirmed_by'),
  confirmedAt: text('confirmed_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnAt: text('withdrawn_at'),
  withdrawnReason: text('withdrawn_reason'),
})

export const indicatorDeliverers = sqliteTable('indicator_deliverers', {
  indicator: text().primaryKey(),
  deliverer: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

/** The tables of grading as drizzle knows them (migrations/0011). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export type SchemeStatus = 'draft' | 'submitted' | 'approved' | 'rejected' | 'retired'

export const gradingSchemes = sqliteTable('grading_schemes', {
  id: integer().primaryKey(),
  code: text().notNull(),
  version: integer().notNull(),
  status: text().$type<SchemeStatus>().notNull(),
  title: text().notNull(),
  document: text().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
  submittedBy: text('submitted_by'),
  submittedAt: text('submitted_at'),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
})

export const gradingReferences = sqliteTable(
  'grading_references',
  {
    scheme: text().notNull(),
    indicator: text().notNull(),
    period: integer().notNull(),
    best: text(),
    mean: text(),
    total: text(),
    user: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheme, table.indicator, table.period] })],
)

export const gradings = sqliteTable('gradings', {
  id: integer().primaryKey(),
  scheme: integer().notNull(),
  period: integer().notNull(),
  fromMonth: integer('from_month').notNull(),
  publishedBy: text('published_by').notNull(),
  publishedAt: text('published_at').notNull(),
})

export const gradingResults = sqliteTable(
  'grading_results',
  {
    grading: integer().notNull(),
    outlet: integer().notNull(),
    grade: text().notNull(),
    document: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.grading, table.outlet] })],
)

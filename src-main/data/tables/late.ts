/** The tables of late data as drizzle knows them (migrations/0009). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const lateRuns = sqliteTable('late_runs', {
  run: integer().primaryKey(),
  period: integer().notNull(),
  author: text().notNull(),
  at: text().notNull(),
})

export const lateCorrections = sqliteTable('late_corrections', {
  adjustment: integer().primaryKey(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  run: integer().notNull(),
  posted: integer().notNull(),
  breakdown: text().notNull(),
  confirmed: integer(),
})

export const lateSources = sqliteTable('late_sources', {
  line: integer().primaryKey(),
  taken: integer().notNull(),
})

/** The tables of the office itself as drizzle knows them: county, users, settings, the audit chain. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const county = sqliteTable('county', {
  id: integer().primaryKey(),
  code: text().notNull(),
  name: text().notNull(),
  sample: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: text('created_at').notNull(),
  division: text(),
})

export const users = sqliteTable('users', {
  id: integer().primaryKey(),
  name: text().notNull(),
  password: text().notNull(),
  roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
  active: integer({ mode: 'boolean' }).notNull().default(true),
  createdAt: text('created_at').notNull(),
})

export type Role = 'clerk' | 'reviewer' | 'finance' | 'admin'

export const audit = sqliteTable('audit', {
  id: integer().primaryKey(),
  at: text().notNull(),
  user: text().notNull(),
  act: text().notNull(),
  period: integer(),
  subject: text(),
  detail: text().notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
  pc: text(),
  browser: text(),
})

export const settings = sqliteTable('settings', {
  id: integer().primaryKey(),
  name: text().notNull(),
  fromMonth: integer('from_month').notNull(),
  value: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

/** The tables of channel managers as drizzle knows them (migrations/0013). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const channelManagers = sqliteTable('channel_managers', {
  manager: integer().primaryKey(),
  phone: text(),
  fromDay: integer('from_day'),
  toDay: integer('to_day'),
  account: text(),
  above: integer(),
  remark: text(),
})

export const standIns = sqliteTable('stand_ins', {
  id: integer().primaryKey(),
  manager: integer().notNull(),
  standIn: integer('stand_in').notNull(),
  fromDay: integer('from_day').notNull(),
  toDay: integer('to_day').notNull(),
  reason: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  endedBy: text('ended_by'),
  endedAt: text('ended_at'),
})

export const transfers = sqliteTable('transfers', {
  id: integer().primaryKey(),
  fromManager: integer('from_manager').notNull(),
  toManager: integer('to_manager').notNull(),
  fromDay: integer('from_day').notNull(),
  reason: text().notNull(),
  document: text().notNull(),
  outlets: integer().notNull(),
  work: integer().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

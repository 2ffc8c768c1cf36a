/** The tables of going live and of expected amounts as drizzle knows them (migrations/0009). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const ofBatch = () => ({
  id: integer().primaryKey(),
  batch: integer().notNull(),
  file: integer().notNull(),
  row: integer().notNull(),
  period: integer().notNull(),
})

export const openingPaid = sqliteTable('opening_paid', {
  ...ofBatch(),
  outlet: integer().notNull(),
  subscriber: text(),
  subscriberId: text('subscriber_id'),
  policy: text().notNull(),
  clause: text().notNull(),
  amount: integer().notNull(),
})

export const openingFund = sqliteTable('opening_fund', {
  ...ofBatch(),
  agent: integer().notNull(),
  own: integer().notNull(),
  matched: integer().notNull(),
})

export const openingCarried = sqliteTable('opening_carried', {
  ...ofBatch(),
  agent: integer().notNull(),
  amount: integer().notNull(),
})

export const openingDeposits = sqliteTable('opening_deposits', {
  ...ofBatch(),
  agent: integer().notNull(),
  kind: text().notNull(),
  date: integer().notNull(),
  receipt: text(),
  amount: integer().notNull(),
  remark: text(),
})

export const opening = sqliteTable('opening', {
  id: integer().primaryKey(),
  fromMonth: integer('from_month').notNull(),
  state: text().$type<'asked' | 'confirmed'>().notNull(),
  controls: text().notNull(),
  proof: text().notNull(),
  run: integer(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
})

export const expectedAmounts = sqliteTable('expected_amounts', {
  ...ofBatch(),
  outlet: integer().notNull(),
  clause: text(),
  amount: integer().notNull(),
})

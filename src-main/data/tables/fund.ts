/** The tables of fund accounts as drizzle knows them (migrations/0009, 0020). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const fundLots = sqliteTable(
  'fund_lots',
  {
    agent: integer().notNull(),
    period: integer().notNull(),
    origin: text().$type<'settled' | 'opening'>().notNull(),
    own: integer().notNull(),
    matched: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.agent, table.period, table.origin] })],
)

export const fundPayouts = sqliteTable('fund_payouts', {
  id: integer().primaryKey(),
  agent: integer().notNull(),
  kind: text().$type<'withdrawal' | 'exit'>().notNull(),
  reason: text().notNull(),
  state: text().$type<'asked' | 'approved' | 'refused' | 'withdrawn' | 'paid'>().notNull(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
  paidBy: text('paid_by'),
  paidAt: text('paid_at'),
  paidOn: integer('paid_on'),
  request: integer(),
})

export const fundPayoutLots = sqliteTable(
  'fund_payout_lots',
  {
    payout: integer().notNull(),
    period: integer().notNull(),
    origin: text().notNull(),
    own: integer().notNull(),
    matched: integer().notNull(),
    forfeited: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.payout, table.period, table.origin] })],
)

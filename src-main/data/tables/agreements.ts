/** The tables of agreements, deposits and core tiers as drizzle knows them (migrations/0014, 0020). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const agreements = sqliteTable('agreements', {
  id: integer().primaryKey(),
  number: text().notNull(),
  agent: integer().notNull(),
  exclusive: integer().notNull(),
  signedOn: integer('signed_on').notNull(),
  fromDay: integer('from_day').notNull(),
  toDay: integer('to_day').notNull(),
  renewalOf: integer('renewal_of'),
  endedOn: integer('ended_on'),
  endedReason: text('ended_reason'),
  endedBy: text('ended_by'),
  endedAt: text('ended_at'),
  remark: text(),
  batch: integer(),
  author: text().notNull(),
  at: text().notNull(),
  recordedOn: integer('recorded_on').notNull(),
})

export const agreementOutlets = sqliteTable(
  'agreement_outlets',
  { agreement: integer().notNull(), outlet: integer().notNull(), toDay: integer('to_day') },
  (table) => [primaryKey({ columns: [table.agreement, table.outlet] })],
)

export const agreementTakeovers = sqliteTable(
  'agreement_takeovers',
  { agreement: integer().notNull(), fromDay: integer('from_day').notNull(), before: integer().notNull() },
  (table) => [primaryKey({ columns: [table.agreement, table.fromDay] })],
)

export const agreementReminders = sqliteTable('agreement_reminders', {
  id: integer().primaryKey(),
  agreement: integer().notNull(),
  toDay: integer('to_day').notNull(),
  days: integer().notNull(),
  outcome: text().$type<'renewed' | 'ending' | 'other'>().notNull(),
  note: text(),
  user: text().notNull(),
  at: text().notNull(),
})

export const depositMoves = sqliteTable('deposit_moves', {
  id: integer().primaryKey(),
  agent: integer().notNull(),
  kind: text().notNull(),
  act: text().$type<'paid' | 'deducted' | 'returned' | 'corrected' | 'movedIn' | 'movedOut'>().notNull(),
  day: integer().notNull(),
  amount: integer().notNull(),
  receipt: text(),
  reason: text(),
  corrects: integer(),
  state: text().$type<'asked' | 'confirmed' | 'refused' | 'withdrawn'>().notNull(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
  request: integer(),
})

export const coreTierDecisions = sqliteTable('core_tier_decisions', {
  id: integer().primaryKey(),
  agent: integer().notNull(),
  tier: text().notNull(),
  before: text(),
  documentNumber: text('document_number').notNull(),
  fromDay: integer('from_day').notNull(),
  note: text(),
  author: text().notNull(),
  at: text().notNull(),
})

/** The office's calendar, the checking of trial statements by agents, and disputes (migrations/0007_answers.sql). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const officeDays = sqliteTable('office_days', {
  day: integer().primaryKey(),
  kind: text().$type<'off' | 'work'>().notNull(),
  name: text().notNull().default(''),
  user: text().notNull(),
  at: text().notNull(),
})

export const checkings = sqliteTable('checkings', {
  period: integer().primaryKey(),
  startedBy: text('started_by'),
  startedAt: text('started_at'),
  ended: text().$type<'finished' | 'skipped'>(),
  endedBy: text('ended_by'),
  endedAt: text('ended_at'),
  reason: text(),
})

export const checkingSheets = sqliteTable(
  'checking_sheets',
  {
    period: integer().notNull(),
    outlet: integer().notNull(),
    gross: integer().notNull(),
    toldBy: text('told_by').notNull(),
    toldAt: text('told_at').notNull(),
    times: integer().notNull().default(1),
    deadline: integer().notNull(),
    answer: text().$type<'none' | 'consented' | 'objected'>().notNull().default('none'),
    saidBy: text('said_by'),
    note: text(),
    user: text(),
    at: text(),
  },
  (table) => [primaryKey({ columns: [table.period, table.outlet] })],
)

export const disputes = sqliteTable('disputes', {
  id: integer().primaryKey(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  line: text(),
  about: text().notNull(),
  claimed: integer(),
  text: text().notNull(),
  origin: text().$type<'checking' | 'later'>().notNull(),
  raisedBy: text('raised_by').notNull(),
  raisedOn: integer('raised_on').notNull(),
  due: integer().notNull(),
  owner: text().notNull(),
  state: text().$type<'open' | 'answered' | 'adjusted' | 'withdrawn'>().notNull(),
  adjustment: integer(),
  answer: text(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  user: text().notNull(),
  at: text().notNull(),
})

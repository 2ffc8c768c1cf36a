/** Completeness of files and its rounds, and the findings of the auditor's checks: their tables as drizzle knows them. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const id = () => integer().primaryKey()
const file = () => text().$type<'agent' | 'outlet'>().notNull()

export const fileNeeds = sqliteTable(
  'file_needs',
  {
    subject: file(),
    item: text().notNull(),
    need: text().$type<'required' | 'optional' | 'none'>().notNull(),
    kinds: text().notNull(),
    user: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.item] })],
)

export const confirmationRounds = sqliteTable('confirmation_rounds', {
  id: id(),
  half: text().notNull(),
  due: integer().notNull(),
  openedBy: text('opened_by').notNull(),
  openedAt: text('opened_at').notNull(),
  closedBy: text('closed_by'),
  closedAt: text('closed_at'),
  closeReason: text('close_reason'),
  report: text(),
})

export const confirmations = sqliteTable('confirmations', {
  id: id(),
  round: integer().notNull(),
  subject: file(),
  subjectId: integer('subject_id').notNull(),
  checkedBy: text('checked_by').notNull(),
  missing: text().notNull(),
  historyRow: integer('history_row').notNull(),
  note: text(),
  user: text().notNull(),
  at: text().notNull(),
})

export const checkRuns = sqliteTable('check_runs', {
  period: id(),
  revision: integer().notNull(),
  found: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

export const checkFindings = sqliteTable('check_findings', {
  id: id(),
  period: integer().notNull(),
  code: text().notNull(),
  key: text().notNull(),
  facts: text().notNull(),
  subject: text().notNull(),
  name: text().notNull(),
  said: text().notNull(),
  evidence: text().notNull(),
  link: text().notNull(),
  people: text().notNull(),
  foundAt: text('found_at').notNull(),
  goneAt: text('gone_at'),
})

export const checkLooks = sqliteTable('check_looks', {
  id: id(),
  finding: integer().notNull(),
  facts: text().notNull(),
  result: text().$type<'fine' | 'mended' | 'pursued'>().notNull(),
  note: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

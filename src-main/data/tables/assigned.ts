/** What the office decided of the items of the province's commission list (migrations/0005_assigned_lines.sql). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const assignedDecisions = sqliteTable('assigned_decisions', {
  id: integer().primaryKey(),
  item: integer().notNull(),
  fromMonth: integer('from_month').notNull(),
  treatment: text().$type<'paid' | 'checked'>().notNull(),
  policy: text(),
  clause: text(),
  user: text().notNull(),
  at: text().notNull(),
})

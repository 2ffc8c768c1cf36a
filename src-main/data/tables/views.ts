/** Lists as each person keeps them (migrations/0017_saved_views.sql). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const savedViews = sqliteTable('saved_views', {
  id: integer().primaryKey(),
  list: text().notNull(),
  owner: text().notNull(),
  name: text().notNull(),
  shared: integer().notNull().default(0),
  view: text().notNull(),
  at: text().notNull(),
})

export const savedViewDefaults = sqliteTable(
  'saved_view_defaults',
  {
    list: text().notNull(),
    user: text().notNull(),
    view: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.user] })],
)

/** Evidence kept in the store (migrations/0007_answers.sql). */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const attachments = sqliteTable('attachments', {
  id: integer().primaryKey(),
  subject: text().notNull(),
  name: text().notNull(),
  media: text().notNull(),
  bytes: integer().notNull(),
  sha256: text().notNull(),
  state: text().$type<'loading' | 'kept' | 'removed'>().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  removedBy: text('removed_by'),
  removedAt: text('removed_at'),
  removedReason: text('removed_reason'),
})

export const attachmentPieces = sqliteTable(
  'attachment_pieces',
  {
    attachment: integer().notNull(),
    number: integer().notNull(),
    content: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachment, table.number] })],
)

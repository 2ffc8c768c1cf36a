/** Requests for agents and outlets, what they change, and the office's settings for them (migrations/0012_requests.sql). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { KeptState, RequestKind, RequestManner } from '../../domain/request.ts'

export const requests = sqliteTable('requests', {
  id: integer().primaryKey(),
  number: text().notNull(),
  kind: text().$type<RequestKind>().notNull(),
  outlet: integer(),
  agent: integer(),
  code: text(),
  manner: text().$type<RequestManner>().notNull(),
  fromDay: integer('from_day').notNull(),
  activeDay: integer('active_day'),
  reason: text().notNull(),
  document: text().notNull(),
  batch: integer(),
  state: text().$type<KeptState>().notNull(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
  documentNumber: text('document_number'),
  seenBy: text('seen_by'),
  seenAt: text('seen_at'),
})

export const requestChanges = sqliteTable(
  'request_changes',
  {
    request: integer().notNull(),
    field: text().notNull(),
    was: text(),
    becomes: text(),
  },
  (table) => [primaryKey({ columns: [table.request, table.field] })],
)

export const requestSettings = sqliteTable('request_settings', {
  name: text().primaryKey(),
  value: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

/** The tables of agents' changes of owner and mergers as drizzle knows them (migrations/0015, 0020). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const agentMoves = sqliteTable('agent_moves', {
  id: integer().primaryKey(),
  kind: text().$type<'owner' | 'merger'>().notNull(),
  fromAgent: integer('from_agent').notNull(),
  toAgent: integer('to_agent').notNull(),
  period: integer().notNull(),
  deposits: integer().notNull(),
  fund: integer().notNull(),
  carried: integer().notNull(),
  agreements: text().$type<'takeOver' | 'end'>().notNull(),
  documentNumber: text('document_number'),
  reason: text().notNull(),
  state: text().$type<'asked' | 'done' | 'refused' | 'withdrawn'>().notNull(),
  carriedAmount: integer('carried_amount').notNull().default(0),
  preview: text(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
  agreedBy: text('agreed_by'),
  agreedAt: text('agreed_at'),
  undoAskedBy: text('undo_asked_by'),
  undoAskedAt: text('undo_asked_at'),
  undoReason: text('undo_reason'),
  undoneBy: text('undone_by'),
  undoneAt: text('undone_at'),
  receipts: text(),
})

export const agentMoveOutlets = sqliteTable(
  'agent_move_outlets',
  { move: integer().notNull(), outlet: integer().notNull() },
  (table) => [primaryKey({ columns: [table.move, table.outlet] })],
)

export const agentMoveLots = sqliteTable(
  'agent_move_lots',
  {
    move: integer().notNull(),
    period: integer().notNull(),
    origin: text().notNull(),
    own: integer().notNull(),
    matched: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.move, table.period, table.origin] })],
)

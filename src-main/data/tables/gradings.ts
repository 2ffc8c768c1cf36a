/** The tables of grading as drizzle knows them (migrations/0011, 0018). */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { GradingStatus } from '../../domain/grading/stages.ts'
import type { VersionStatus } from '../../domain/version.ts'

export type ObjectionState = 'open' | 'proposed' | 'upheld' | 'refused' | 'withdrawn'
export type ObjectionOutcome = 'refused' | 'changed' | 'recalculate'

export const gradingSchemes = sqliteTable('grading_schemes', {
  id: integer().primaryKey(),
  code: text().notNull(),
  version: integer().notNull(),
  status: text().$type<VersionStatus>().notNull(),
  title: text().notNull(),
  document: text().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
  submittedBy: text('submitted_by'),
  submittedAt: text('submitted_at'),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
})

export const gradingReferences = sqliteTable(
  'grading_references',
  {
    scheme: text().notNull(),
    indicator: text().notNull(),
    period: integer().notNull(),
    best: text(),
    mean: text(),
    total: text(),
    user: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheme, table.indicator, table.period] })],
)

export const gradings = sqliteTable('gradings', {
  id: integer().primaryKey(),
  scheme: integer().notNull(),
  code: text().notNull(),
  period: integer().notNull(),
  edition: integer().notNull(),
  status: text().$type<GradingStatus>().notNull(),
  round: integer(),
  scoredBy: text('scored_by'),
  scoredAt: text('scored_at'),
  reviewedBy: text('reviewed_by'),
  reviewedAt: text('reviewed_at'),
  sentBackBy: text('sent_back_by'),
  sentBackReason: text('sent_back_reason'),
  noticeFrom: integer('notice_from'),
  noticeTo: integer('notice_to'),
  noticeText: text('notice_text'),
  noticeBy: text('notice_by'),
  noticeAt: text('notice_at'),
  finalBy: text('final_by'),
  finalAt: text('final_at'),
  fromMonth: integer('from_month'),
  publishedBy: text('published_by'),
  publishedAt: text('published_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnAt: text('withdrawn_at'),
  withdrawnReason: text('withdrawn_reason'),
})

export const gradingRounds = sqliteTable('grading_rounds', {
  id: integer().primaryKey(),
  grading: integer(),
  number: integer().notNull(),
  kept: integer().notNull().default(0),
  revision: integer().notNull(),
  user: text().notNull(),
  at: text().notNull(),
  figures: text().notNull(),
  excluded: text().notNull(),
  outlets: integer().notNull(),
  changed: integer().notNull(),
})

export const gradingResults = sqliteTable(
  'grading_results',
  {
    round: integer().notNull(),
    outlet: integer().notNull(),
    grade: text().notNull(),
    document: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.round, table.outlet] })],
)

export const gradingMembers = sqliteTable(
  'grading_members',
  {
    round: integer().notNull(),
    outlet: integer().notNull(),
    source: text().$type<'retention' | 'arpu'>().notNull(),
    members: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.round, table.outlet, table.source] })],
)

export const gradingObjections = sqliteTable('grading_objections', {
  id: integer().primaryKey(),
  grading: integer().notNull(),
  outlet: integer().notNull(),
  indicator: text(),
  text: text().notNull(),
  raisedBy: text('raised_by').notNull(),
  raisedOn: integer('raised_on').notNull(),
  due: integer().notNull(),
  state: text().$type<ObjectionState>().notNull(),
  outcome: text().$type<ObjectionOutcome>(),
  grade: text(),
  answer: text(),
  proposedBy: text('proposed_by'),
  proposedAt: text('proposed_at'),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  returned: text(),
  user: text().notNull(),
  at: text().notNull(),
})

/** The tables of policies as drizzle knows them: versions, approval chains, trials (migrations/0001, 0006). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PolicyOrigin } from '../../domain/policy.ts'
import type { StepHow, StepState } from '../../domain/policy-chain.ts'
import type { VersionStatus } from '../../domain/version.ts'
import type { Role } from './office.ts'

export const policies = sqliteTable('policies', {
  id: integer().primaryKey(),
  code: text().notNull(),
  version: integer().notNull(),
  status: text().$type<VersionStatus>().notNull(),
  title: text().notNull(),
  fromMonth: integer('from_month').notNull(),
  toMonth: integer('to_month'),
  document: text().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
  submittedBy: text('submitted_by'),
  submittedAt: text('submitted_at'),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
  round: integer().notNull().default(0),
})

export const policyChains = sqliteTable('policy_chains', {
  id: integer().primaryKey(),
  origin: text().$type<PolicyOrigin>().notNull(),
  steps: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

export const policySteps = sqliteTable('policy_steps', {
  id: integer().primaryKey(),
  policy: integer().notNull(),
  round: integer().notNull(),
  number: integer().notNull(),
  name: text().notNull(),
  how: text().$type<StepHow>().notNull(),
  role: text().$type<Role>(),
  state: text().$type<StepState>().notNull(),
  user: text(),
  at: text(),
  documentNumber: text('document_number'),
  documentDate: integer('document_date'),
  note: text(),
})

export const policyTrials = sqliteTable('policy_trials', {
  policy: integer().primaryKey(),
  document: text().notNull(),
  period: integer().notNull(),
  since: integer().notNull(),
  outlets: integer().notNull(),
  changed: integer().notNull(),
  oldAmount: integer('old_amount').notNull(),
  newAmount: integer('new_amount').notNull(),
  clauses: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

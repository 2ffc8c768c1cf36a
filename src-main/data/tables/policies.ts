/** The tables of policies' approval chains and trials as drizzle knows them (migrations/0006_policy_chain.sql). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PolicyOrigin } from '../../domain/policy.ts'
import type { StepHow, StepState } from '../../domain/policy-chain.ts'
import type { Role } from '../schema.ts'

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

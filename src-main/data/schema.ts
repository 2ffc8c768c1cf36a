/** The tables of migrations/ as drizzle knows them; schema.test.ts holds both against each other. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { VersionStatus } from '../domain/version.ts'

const id = () => integer().primaryKey()

export const county = sqliteTable('county', {
  id: id(),
  code: text().notNull(),
  name: text().notNull(),
  sample: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: text('created_at').notNull(),
  division: text(),
})

export const users = sqliteTable('users', {
  id: id(),
  name: text().notNull(),
  password: text().notNull(),
  roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
  active: integer({ mode: 'boolean' }).notNull().default(true),
  createdAt: text('created_at').notNull(),
})

export type Role = 'clerk' | 'reviewer' | 'finance' | 'admin'

export const audit = sqliteTable('audit', {
  id: id(),
  at: text().notNull(),
  user: text().notNull(),
  act: text().notNull(),
  period: integer(),
  subject: text(),
  detail: text().notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
  pc: text(),
  browser: text(),
})

export const settings = sqliteTable('settings', {
  id: id(),
  name: text().notNull(),
  fromMonth: integer('from_month').notNull(),
  value: text().notNull(),
  user: text().notNull(),
  at: text().notNull(),
})

export type TermKind = 'businessType' | 'outletType' | 'brand' | 'plan' | 'indicator' | 'item' | 'manager'

export const terms = sqliteTable('terms', {
  id: id(),
  kind: text().$type<TermKind>().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  attribute: text(),
})

export const regions = sqliteTable('regions', {
  id: id(),
  parent: integer(),
  level: text().$type<'county' | 'centre' | 'township'>().notNull(),
  code: text(),
  name: text().notNull(),
  closed: integer().notNull().default(0),
  mergedInto: integer('merged_into'),
})

export const agents = sqliteTable('agents', {
  id: id(),
  code: text().notNull(),
  name: text().notNull(),
  pinyin: text().notNull().default(''),
  payerKind: text('payer_kind').$type<'enterprise' | 'soleTrader' | 'person'>().notNull(),
  idNumber: text('id_number'),
  coreTier: text('core_tier'),
  payeeName: text('payee_name'),
  bank: text(),
  account: text(),
  fundMember: integer('fund_member').notNull().default(0),
  contact: text(),
  phone: text(),
  remark: text(),
  mnemonic: text(),
})

export const outlets = sqliteTable('outlets', {
  id: id(),
  code: text().notNull(),
  name: text().notNull(),
  pinyin: text().notNull().default(''),
  category: text().$type<'own' | 'partner'>().notNull(),
  type: integer(),
  agent: integer(),
  star: integer(),
  grade: text(),
  region: integer(),
  address: text(),
  contact: text(),
  phone: text(),
  manager: integer(),
  status: text().$type<'planned' | 'active' | 'suspended' | 'exited'>().notNull(),
  joinedOn: integer('joined_on'),
  remark: text(),
  mnemonic: text(),
})

export const history = sqliteTable('history', {
  id: id(),
  subject: text().$type<'agent' | 'outlet' | 'region'>().notNull(),
  subjectId: integer('subject_id').notNull(),
  field: text().notNull(),
  value: text(),
  fromDay: integer('from_day').notNull(),
  batch: integer(),
  user: text().notNull(),
  at: text().notNull(),
  reason: text(),
})

export const outletCodes = sqliteTable('outlet_codes', {
  id: id(),
  outlet: integer().notNull(),
  kind: text().notNull(),
  value: text().notNull(),
  fromDay: integer('from_day').notNull().default(0),
  toDay: integer('to_day'),
  batch: integer(),
})

export const batches = sqliteTable('batches', {
  id: id(),
  kind: text().notNull(),
  state: text().$type<'loading' | 'active' | 'undone'>().notNull(),
  mapping: text().notNull(),
  rowsRead: integer('rows_read').notNull().default(0),
  rowsAdded: integer('rows_added').notNull().default(0),
  rowsUpdated: integer('rows_updated').notNull().default(0),
  rowsSkipped: integer('rows_skipped').notNull().default(0),
  rowsRejected: integer('rows_rejected').notNull().default(0),
  report: text().notNull().default('{}'),
  user: text().notNull(),
  at: text().notNull(),
  undoneBy: text('undone_by'),
  undoneAt: text('undone_at'),
  undoneReason: text('undone_reason'),
  swept: integer({ mode: 'boolean' }).notNull().default(false),
})

export const batchRanges = sqliteTable('batch_ranges', {
  batch: integer().primaryKey(),
  firstRow: integer('first_row').notNull(),
  lastRow: integer('last_row').notNull(),
})

export const batchFiles = sqliteTable(
  'batch_files',
  {
    batch: integer().notNull(),
    number: integer().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    sheet: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.number] })],
)

export const batchPeriods = sqliteTable(
  'batch_periods',
  {
    batch: integer().notNull(),
    period: integer().notNull(),
    rows: integer().notNull(),
    quantity: integer().notNull().default(0),
    amount: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.batch, table.period] })],
)

/** What every ledger row keeps of where it came from. */
const source = () => ({
  id: id(),
  batch: integer().notNull(),
  file: integer().notNull(),
  row: integer().notNull(),
})

export const entries = sqliteTable('entries', {
  ...source(),
  date: integer(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  type: integer().notNull(),
  brand: integer(),
  plan: integer(),
  subscriber: text(),
  subscriberId: text('subscriber_id'),
  quantity: integer().notNull(),
  amount: integer().notNull(),
  externalId: text('external_id'),
  lineNumber: integer('line_number'),
  reverses: text(),
  operator: text(),
  remark: text(),
})

export const subscriberMonths = sqliteTable('subscriber_months', {
  ...source(),
  period: integer().notNull(),
  subscriber: text().notNull(),
  subscriberId: text('subscriber_id'),
  outlet: integer(),
  activationDate: integer('activation_date'),
  status: text().$type<'onNet' | 'suspended' | 'terminated'>().notNull(),
  brand: integer(),
  plan: integer(),
  billed: integer().notNull(),
  arrears: integer().notNull(),
  minutes: text(),
})

export const volumes = sqliteTable('volumes', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  type: integer().notNull(),
  quantity: integer().notNull(),
  amount: integer().notNull(),
})

export const indicatorValues = sqliteTable('indicator_values', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  indicator: integer().notNull(),
  value: text().notNull(),
})

export const assignedLines = sqliteTable('assigned_lines', {
  ...source(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  item: integer().notNull(),
  amount: integer().notNull(),
})

export const controlTotals = sqliteTable('control_totals', {
  ...source(),
  period: integer().notNull(),
  ledger: text().notNull(),
  type: integer(),
  count: integer().notNull(),
  amount: integer().notNull(),
  outlet: integer(),
})

export const policies = sqliteTable('policies', {
  id: id(),
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

export type SettlementStatus = 'open' | 'calculated' | 'checking' | 'reviewed' | 'approved' | 'closed' | 'paid'

export const settlements = sqliteTable('settlements', {
  period: integer().primaryKey(),
  status: text().$type<SettlementStatus>().notNull(),
  run: integer(),
  calculatedBy: text('calculated_by'),
  calculatedAt: text('calculated_at'),
  reviewedBy: text('reviewed_by'),
  reviewedAt: text('reviewed_at'),
  approvedBy: text('approved_by'),
  approvedAt: text('approved_at'),
  closedBy: text('closed_by'),
  closedAt: text('closed_at'),
  sentBackReason: text('sent_back_reason'),
  warnings: text(),
  hash: text(),
})

export const settlementRuns = sqliteTable('settlement_runs', {
  id: id(),
  period: integer().notNull(),
  state: text().$type<'running' | 'complete' | 'superseded'>().notNull(),
  revision: integer().notNull(),
  outlets: integer().notNull().default(0),
  lines: integer().notNull().default(0),
  report: text().notNull().default('{}'),
  user: text().notNull(),
  at: text().notNull(),
})

export type LineKind = 'volume' | 'instalment' | 'residual' | 'fixed' | 'assigned' | 'clawback'

export const settlementLines = sqliteTable('settlement_lines', {
  id: id(),
  run: integer().notNull(),
  outlet: integer().notNull(),
  agent: integer(),
  /** null for an assigned line */
  policy: integer(),
  clause: text().notNull(),
  kind: text().$type<LineKind>().notNull(),
  source: text(),
  line: text().notNull(),
  amount: integer().notNull(),
  rows: integer().notNull(),
  detail: text().notNull(),
})

export type AdjustmentKind = 'bonus' | 'penalty' | 'correction' | 'dispute'

export const adjustments = sqliteTable('adjustments', {
  id: id(),
  period: integer().notNull(),
  outlet: integer().notNull(),
  kind: text().$type<AdjustmentKind>().notNull(),
  amount: integer().notNull(),
  reason: text().notNull(),
  state: text().$type<'waiting' | 'confirmed' | 'refused'>().notNull(),
  author: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  decision: text(),
})

export const closedDocuments = sqliteTable(
  'closed_documents',
  {
    period: integer().notNull(),
    kind: text().$type<'statement' | 'payment'>().notNull(),
    code: text().notNull(),
    document: text().notNull(),
    sha256: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.kind, table.code] })],
)

export * from './tables/agent-moves.ts'
export * from './tables/agreements.ts'
export * from './tables/assigned.ts'
export * from './tables/attachments.ts'
export * from './tables/channel-managers.ts'
export * from './tables/checking.ts'
export * from './tables/completeness.ts'
export * from './tables/findings.ts'
export * from './tables/fund.ts'
export * from './tables/gradings.ts'
export * from './tables/inspections.ts'
export * from './tables/late.ts'
export * from './tables/opening.ts'
export * from './tables/paying.ts'
export * from './tables/policies.ts'
export * from './tables/requests.ts'
export * from './tables/views.ts'

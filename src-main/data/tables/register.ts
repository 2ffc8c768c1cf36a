/** The tables of the register as drizzle knows them: terms, regions, agents, outlets, their history and other codes. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export type TermKind = 'businessType' | 'outletType' | 'brand' | 'plan' | 'indicator' | 'item' | 'manager'

export const terms = sqliteTable('terms', {
  id: integer().primaryKey(),
  kind: text().$type<TermKind>().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  attribute: text(),
})

export const regions = sqliteTable('regions', {
  id: integer().primaryKey(),
  parent: integer(),
  level: text().$type<'county' | 'centre' | 'township'>().notNull(),
  code: text(),
  name: text().notNull(),
  closed: integer().notNull().default(0),
  mergedInto: integer('merged_into'),
})

export const agents = sqliteTable('agents', {
  id: integer().primaryKey(),
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
  id: integer().primaryKey(),
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
  id: integer().primaryKey(),
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
  id: integer().primaryKey(),
  outlet: integer().notNull(),
  kind: text().notNull(),
  value: text().notNull(),
  fromDay: integer('from_day').notNull().default(0),
  toDay: integer('to_day'),
  batch: integer(),
})

/** The fields of agents and outlets that have a history, and how a stored value is said in words. */
import type { ReadDb } from '../../data/handles.ts'

export type Subject = 'agent' | 'outlet' | 'region'

/** Where the state of today of a subject is kept. */
export const TABLE: Readonly<Record<Subject, string>> = { agent: 'agents', outlet: 'outlets', region: 'regions' }
export type Stored = string | number | null

/** What a stored value refers to, where it is the id of something. */
export type Reference = 'agent' | 'type' | 'region' | 'manager'

export interface Field {
  readonly key: string
  readonly column: string
  readonly number?: boolean
  readonly refers?: Reference
}

const text = (key: string, column = key): Field => ({ key, column })

export const FIELDS: Readonly<Record<Subject, readonly Field[]>> = {
  agent: [
    text('name'),
    text('payerKind', 'payer_kind'),
    text('idNumber', 'id_number'),
    text('coreTier', 'core_tier'),
    text('payeeName', 'payee_name'),
    text('bank'),
    text('account'),
    { key: 'fundMember', column: 'fund_member', number: true },
    text('contact'),
    text('phone'),
    text('remark'),
    text('mnemonic'),
  ],
  outlet: [
    text('name'),
    text('category'),
    { key: 'type', column: 'type', number: true, refers: 'type' },
    { key: 'agent', column: 'agent', number: true, refers: 'agent' },
    { key: 'star', column: 'star', number: true },
    text('grade'),
    { key: 'region', column: 'region', number: true, refers: 'region' },
    text('address'),
    text('contact'),
    text('phone'),
    { key: 'manager', column: 'manager', number: true, refers: 'manager' },
    text('status'),
    { key: 'joinedOn', column: 'joined_on', number: true },
    text('remark'),
    text('mnemonic'),
  ],
  region: [
    text('name'),
    { key: 'parent', column: 'parent', number: true, refers: 'region' },
    { key: 'closed', column: 'closed', number: true },
  ],
}

/** @throws Error for a field that the subject does not have (a mistake of ours, not of a user) */
export function fieldOf(subject: Subject, key: string): Field {
  const field = FIELDS[subject].find((candidate) => candidate.key === key)
  if (!field) throw new Error(`${subject} has no field ${key}`)
  return field
}

/** The text under which history keeps a stored value. */
export function asHistory(value: Stored): string | null {
  return value === null ? null : String(value)
}

/** The stored value behind a text of history. */
export function fromHistory(field: Field, value: string | null): Stored {
  return value === null ? null : field.number ? Number(value) : value
}

/** What a stored value says to people: codes and names instead of ids. */
export function sayValue(db: ReadDb, field: Field, value: Stored): string | null {
  if (value === null) return null
  if (field.refers === undefined) return String(value)
  switch (field.refers) {
    case 'agent':
      return db.get<{ code: string }>('SELECT code FROM agents WHERE id = ?', value)?.code ?? null
    case 'type':
    case 'manager':
      return db.get<{ name: string }>('SELECT name FROM terms WHERE id = ?', value)?.name ?? null
    case 'region':
      return db.get<{ name: string }>('SELECT name FROM regions WHERE id = ?', value)?.name ?? null
  }
}

/** What evidence can belong to, and when it can still be added or taken back: one line for each kind of thing. */
import type { ReadDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'

/** Whether files can be added, and removed; what has been decided keeps its evidence. */
export interface Openness {
  readonly canAdd: boolean
  readonly canRemove: boolean
}

const OPEN: Openness = { canAdd: true, canRemove: true }
/** More may come, nothing goes. */
const DECIDED: Openness = { canAdd: true, canRemove: false }
/** It stays as it was when somebody decided by it. */
const SHUT: Openness = { canAdd: false, canRemove: false }

type Look = (db: ReadDb, key: string) => Openness | undefined

/** By the word before the colon of a subject ("adjustment:12"); undefined where there is no such thing. */
const SUBJECTS: Readonly<Record<string, Look>> = {
  adjustment(db, key) {
    const found = db.get<{ state: string }>('SELECT state FROM adjustments WHERE id = ?', numberOf(key))
    return found && (found.state === 'waiting' ? OPEN : SHUT)
  },
  policy(db, key) {
    const found = db.get<{ status: string }>('SELECT status FROM policies WHERE id = ?', numberOf(key))
    return found && (found.status === 'draft' || found.status === 'rejected' ? OPEN : DECIDED)
  },
  // the scan of a step that was decided elsewhere, or what somebody decided by here
  policyStep: (db, key) => (db.get('SELECT 1 FROM policy_steps WHERE id = ?', numberOf(key)) ? DECIDED : undefined),
  dispute(db, key) {
    const found = db.get<{ state: string }>('SELECT state FROM disputes WHERE id = ?', numberOf(key))
    return found && (found.state === 'open' ? OPEN : DECIDED)
  },
  // photos and scans of a visit; what was submitted keeps them, and the signed sheet may come after it
  inspection(db, key) {
    const found = db.get<{ state: string }>('SELECT state FROM inspection_sheets WHERE id = ?', numberOf(key))
    return found && (found.state === 'draft' ? OPEN : found.state === 'withdrawn' ? SHUT : DECIDED)
  },
  request(db, key) {
    const found = db.get<{ state: string }>('SELECT state FROM requests WHERE id = ?', numberOf(key))
    return found && (found.state === 'asked' ? OPEN : DECIDED)
  },
  // the signed sheet
  claimSheet: (db, key) => (db.get('SELECT 1 FROM claim_sheets WHERE id = ?', numberOf(key)) ? DECIDED : undefined),
  // scans of invoices and receipts
  invoice: (db, key) => (db.get('SELECT 1 FROM invoices WHERE id = ?', numberOf(key)) ? DECIDED : undefined),
  agreement: (db, key) => (db.get('SELECT 1 FROM agreements WHERE id = ?', numberOf(key)) ? DECIDED : undefined),
  agentMove: (db, key) => (db.get('SELECT 1 FROM agent_moves WHERE id = ?', numberOf(key)) ? DECIDED : undefined),
  agent: (db, key) => (db.get('SELECT 1 FROM agents WHERE code = ?', key) ? DECIDED : undefined),
  outlet: (db, key) => (db.get('SELECT 1 FROM outlets WHERE code = ?', key) ? DECIDED : undefined),
}

/** @throws Refusal NOT_FOUND for a subject that nobody knows or that is not there */
export function openness(db: ReadDb, subject: string): Openness {
  const at = subject.indexOf(':')
  const what = subject.slice(0, Math.max(0, at))
  const look = Object.hasOwn(SUBJECTS, what) ? SUBJECTS[what] : undefined
  const found = look?.(db, subject.slice(at + 1))
  if (!found) throw new Refusal('NOT_FOUND', { what: look ? what : 'subject', name: subject.slice(at + 1) })
  return found
}

function numberOf(key: string): number {
  return /^\d{1,15}$/.test(key) ? Number(key) : -1
}

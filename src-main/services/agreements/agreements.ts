/** Agreements (专营协议): recorded, renewed, corrected, ended early; what cannot stand beside each other is refused (DOMAIN.md §2). */
import type { ReadDb } from '../../data/handles.ts'
import { type AgreementDays, excludes, lastDayOf, overlap } from '../../domain/agreement.ts'
import { addDays, dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { rowsAt } from '../register/history.ts'
import { outletId } from '../register/outlets.ts'
import { requireAgreement } from './known.ts'
import { settleReminders } from './reminders.ts'

export interface AgreementAsked {
  readonly number: string
  readonly agent: string
  readonly exclusive: boolean
  readonly signedOn: IsoDate
  readonly from: IsoDate
  readonly to: IsoDate
  readonly outlets: readonly string[]
  readonly remark?: string | null | undefined
}

export interface AgreementSaved {
  readonly id: number
  readonly number: string
}

/**
 * Records an agreement.
 * @throws Refusal NOT_FOUND, INVALID_INPUT for a number that is taken, AGREEMENT_DATES for an end before the start,
 * AGREEMENT_OUTLET for an outlet that is not the agent's on the first day, AGREEMENT_OVERLAP
 */
export function addAgreement(cx: Command, asked: AgreementAsked, batch: number | null = null): AgreementSaved {
  return insert(cx, asked, null, batch)
}

/** What is wrong with one of several agreements: its place from 0, and the refusal it would meet alone. */
export interface AgreementFault {
  readonly at: number
  readonly number: string
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
}

/**
 * Records several agreements, all or none: each is checked against those before it too. One whose predecessor is named
 * renews it.
 * @throws Refusal AGREEMENTS_REJECTED {faults}, every one with its place
 */
export function addAgreements(cx: Command, several: readonly PastedAgreement[]): { added: number } {
  eachOrNone(several, ({ renewalOf, ...asked }) => {
    if (renewalOf) renewAgreement(cx, idOf(cx.db, renewalOf, asked.agent), asked)
    else addAgreement(cx, asked)
  })
  return { added: several.length }
}

/** One of several; it renews the one that it names. */
export type PastedAgreement = AgreementAsked & { readonly renewalOf?: string | null | undefined }

/** Does the work for each of several. @throws Refusal AGREEMENTS_REJECTED {faults}, every one with its place */
export function eachOrNone(several: readonly PastedAgreement[], work: (one: PastedAgreement) => void): void {
  const faults: AgreementFault[] = []
  for (const [at, one] of several.entries()) {
    try {
      work(one)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push({ at, number: one.number, code: error.code, details: error.details })
    }
  }
  if (faults.length > 0)
    throw new Refusal('AGREEMENTS_REJECTED', { count: faults.length, faults: faults.slice(0, 200) })
}

/**
 * Renews an agreement by the next one of the chain: of the same agent, beginning after the last day of the one before.
 * Whatever reminders of its end are open are settled by it.
 * @throws Refusal as addAgreement, and AGREEMENT_RENEWED {number, by}, AGREEMENT_RENEWAL where it is another agent's
 */
export function renewAgreement(cx: Command, of: number, asked: Omit<AgreementAsked, 'agent'>): AgreementSaved {
  const before = requireAgreement(cx.db, of)
  const by = cx.db.get<{ number: string }>('SELECT number FROM agreements WHERE renewal_of = ?', of)
  if (by) throw new Refusal('AGREEMENT_RENEWED', { number: before.number, by: by.number })
  if (asked.from <= lastDayOf(before)) {
    throw new Refusal('AGREEMENT_RENEWAL', { number: before.number, last: lastDayOf(before), from: asked.from })
  }
  const saved = insert(cx, { ...asked, agent: before.agent }, of, null)
  settleReminders(cx, { id: of, ...before }, 'renewed', saved.number)
  return saved
}

function idOf(db: ReadDb, number: string, agent: string): number {
  const found = db.get<{ id: number }>(
    'SELECT g.id FROM agreements g JOIN agents a ON a.id = g.agent WHERE g.number = ? AND a.code = ?',
    number,
    agent,
  )
  if (!found) throw new Refusal('NOT_FOUND', { what: 'agreement', name: number })
  return found.id
}

function insert(cx: Command, asked: AgreementAsked, renewalOf: number | null, batch: number | null): AgreementSaved {
  const checked = check(cx.db, asked, null)
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO agreements (number, agent, exclusive, signed_on, from_day, to_day, renewal_of, remark, batch, author, at, recorded_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    asked.number,
    checked.agent,
    asked.exclusive ? 1 : 0,
    dateNumber(asked.signedOn),
    dateNumber(asked.from),
    dateNumber(asked.to),
    renewalOf,
    asked.remark || null,
    batch,
    cx.user,
    cx.now,
    dateNumber(cx.today),
  )
  for (const outlet of checked.outlets) {
    cx.db.run('INSERT INTO agreement_outlets (agreement, outlet) VALUES (?, ?)', id, outlet)
  }
  return { id, number: asked.number }
}

/**
 * Corrects what was recorded wrongly, with a reason in the audit; one that ended early stays as it is.
 * @throws Refusal as addAgreement, WRONG_STATE
 */
export function correctAgreement(cx: Command, id: number, asked: Omit<AgreementAsked, 'agent'>): AgreementSaved {
  const known = requireAgreement(cx.db, id)
  if (known.endedOn !== null)
    throw new Refusal('WRONG_STATE', { what: 'agreement', name: known.number, state: 'ended', wanted: ['inForce'] })
  const { outlets } = check(cx.db, { ...asked, agent: known.agent }, id)
  checkChain(cx.db, id, asked)
  cx.db.run(
    'UPDATE agreements SET number = ?, exclusive = ?, signed_on = ?, from_day = ?, to_day = ?, remark = ? WHERE id = ?',
    asked.number,
    asked.exclusive ? 1 : 0,
    dateNumber(asked.signedOn),
    dateNumber(asked.from),
    dateNumber(asked.to),
    asked.remark || null,
    id,
  )
  const kept = JSON.stringify(outlets)
  cx.db.run(
    'DELETE FROM agreement_outlets WHERE agreement = ? AND outlet NOT IN (SELECT value FROM json_each(?))',
    id,
    kept,
  )
  cx.db.run(
    'INSERT INTO agreement_outlets (agreement, outlet) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
    id,
    kept,
  )
  return { id, number: asked.number }
}

/** A correction leaves the chain in order: after the one before, before the one after. */
function checkChain(db: ReadDb, id: number, { from, to }: Pick<AgreementAsked, 'from' | 'to'>): void {
  const before = db.get<{ id: number }>('SELECT renewal_of AS id FROM agreements WHERE id = ? AND renewal_of > 0', id)
  const after = db.get<{ id: number }>('SELECT id FROM agreements WHERE renewal_of = ?', id)
  if (before) {
    const known = requireAgreement(db, before.id)
    if (from <= lastDayOf(known))
      throw new Refusal('AGREEMENT_RENEWAL', { number: known.number, last: lastDayOf(known), from })
  }
  if (after) {
    const known = requireAgreement(db, after.id)
    if (known.from <= to) throw new Refusal('AGREEMENT_RENEWAL', { number: known.number, last: to, from: known.from })
  }
}

/**
 * Ends an agreement before its time; `on` is its last day in force, the day before its first where it never began.
 * @throws Refusal NOT_FOUND, WRONG_STATE where it ended already, AGREEMENT_DATES for a day outside its term
 */
export function endAgreement(
  cx: Command,
  { id, on, reason }: { id: number; on: IsoDate; reason: string },
): AgreementSaved {
  const known = requireAgreement(cx.db, id)
  if (known.endedOn !== null)
    throw new Refusal('WRONG_STATE', { what: 'agreement', name: known.number, state: 'ended', wanted: ['inForce'] })
  if (on >= known.to || on < addDays(known.from, -1))
    throw new Refusal('AGREEMENT_DATES', { reason: 'endOutside', from: known.from, to: known.to, on })
  cx.db.run(
    'UPDATE agreements SET ended_on = ?, ended_reason = ?, ended_by = ?, ended_at = ? WHERE id = ?',
    dateNumber(on),
    reason,
    cx.user,
    cx.now,
    id,
  )
  return { id, number: known.number }
}

/** The ids of agent and outlets, once nothing is wrong with the agreement; `self` is the one that is being corrected. */
function check(db: ReadDb, asked: AgreementAsked, self: number | null): { agent: number; outlets: number[] } {
  const { number, from, to } = asked
  if (to < from) throw new Refusal('AGREEMENT_DATES', { reason: 'endBeforeStart', from, to })
  if (db.get('SELECT 1 FROM agreements WHERE number = ? AND id IS NOT ?', number, self))
    throw new Refusal('INVALID_INPUT', { field: 'agreementNumber', reason: 'taken', value: number })
  const agent = agentId(db, asked.agent)
  const outlets = [...new Set(asked.outlets)].map((code) => ({ code, id: outletId(db, code) }))
  if (outlets.length === 0) throw new Refusal('INVALID_INPUT', { field: 'outlets', reason: 'empty' })
  const onDay = rowsAt(
    db,
    'outlet',
    from,
    outlets.map(({ id }) => id),
  )
  for (const { code, id } of outlets) {
    const owner = onDay.get(id)?.agent ?? null
    if (owner !== agent) {
      const has = db.get<{ code: string }>('SELECT code FROM agents WHERE id = ?', owner)?.code ?? null
      throw new Refusal('AGREEMENT_OUTLET', { outlet: code, agent: asked.agent, has, day: from })
    }
    checkOverlap(db, { ...asked, endedOn: null }, { code, id }, self)
  }
  return { agent, outlets: outlets.map(({ id }) => id) }
}

interface NeighbourRow {
  number: string
  agent: string
  exclusive: number
  from_day: number
  to_day: number
  ended_on: number | null
}

function checkOverlap(
  db: ReadDb,
  asked: AgreementDays & { readonly exclusive: boolean; readonly agent: string },
  outlet: { readonly code: string; readonly id: number },
  self: number | null,
): void {
  const neighbours = db.all<NeighbourRow>(
    `SELECT g.number, a.code AS agent, g.exclusive, g.from_day, g.to_day,
     CASE WHEN o.to_day IS NULL THEN g.ended_on ELSE min(o.to_day, coalesce(g.ended_on, o.to_day)) END AS ended_on
     FROM agreement_outlets o JOIN agreements g ON g.id = o.agreement JOIN agents a ON a.id = g.agent
     WHERE o.outlet = ? AND g.id IS NOT ? ORDER BY g.from_day`,
    outlet.id,
    self,
  )
  for (const row of neighbours) {
    const other = {
      from: dateFromNumber(row.from_day),
      to: dateFromNumber(row.to_day),
      endedOn: row.ended_on === null ? null : dateFromNumber(row.ended_on),
    }
    if (overlap(asked, other) && excludes(asked, { exclusive: row.exclusive === 1, agent: row.agent })) {
      const { from } = other
      throw new Refusal('AGREEMENT_OVERLAP', {
        outlet: outlet.code,
        with: row.number,
        from,
        to: lastDayOf(other),
        exclusive: asked.exclusive || row.exclusive === 1,
      })
    }
  }
}

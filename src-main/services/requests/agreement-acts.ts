/** What a request about an agreement does to the agreements, and what it says of them: its fields before and after. */
import type { ReadDb } from '../../data/handles.ts'
import { addDays, dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type AgreementAsked,
  addAgreement,
  correctAgreement,
  endAgreement,
  renewAgreement,
} from '../agreements/agreements.ts'
import type { Command } from '../office.ts'
import { checkEffectiveDay } from '../register/history.ts'
import { AGREEMENT_FIELDS, type AskedAgreement, type AskedChange, type KeptRequest } from './kept.ts'

/**
 * Does what was asked. A later effective date than the agreement's own first day moves that day; a correction keeps its days.
 * @throws Refusal NOT_FOUND, REQUEST_OPEN where the agreement itself is still being asked for, PERIOD_CLOSED, and those of agreements.ts
 */
export function applyAgreement(
  cx: Command,
  asked: AskedAgreement,
  { from, reason }: Pick<KeptRequest, 'from' | 'reason'>,
): void {
  checkOpenDay(cx.db, from)
  const id = asked.about === null ? 0 : idOfAgreement(cx.db, asked.about)
  switch (asked.act) {
    case 'add':
      addAgreement(cx, { ...asked.terms, from })
      return
    case 'renew':
      renewAgreement(cx, id, { ...asked.terms, from })
      return
    case 'correct': {
      const first = firstChanged(valuesOf(cx.db, asked.about), asked.terms)
      if (first !== null) checkOpenDay(cx.db, first)
      correctAgreement(cx, id, asked.terms)
      return
    }
    case 'end':
      endAgreement(cx, { id, on: addDays(from, -1), reason })
  }
}

/**
 * The day from which what is asked makes a difference: the first of a new agreement, the first without an ended one, the
 * first that a correction changes; `today` where it changes none.
 * @throws Refusal NOT_FOUND, REQUEST_OPEN
 */
export function effectiveFrom(db: ReadDb, asked: AskedAgreement, today: IsoDate): IsoDate {
  switch (asked.act) {
    case 'add':
    case 'renew':
      return asked.terms.from
    case 'correct':
      return firstChanged(valuesOf(db, asked.about), asked.terms) ?? today
    case 'end':
      idOfAgreement(db, asked.about)
      return addDays(asked.on, 1)
  }
}

/** What held in a closed month stays as it was. @throws Refusal PERIOD_CLOSED */
export function checkOpenDay(db: ReadDb, day: IsoDate): void {
  try {
    checkEffectiveDay(db, day)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.code, { ...error.details, what: 'agreement' })
  }
}

/** The id of an agreement by its number. @throws Refusal NOT_FOUND, REQUEST_OPEN where it is still being asked for */
export function idOfAgreement(db: ReadDb, number: string): number {
  const found = db.get<{ id: number }>('SELECT id FROM agreements WHERE number = ?', number)
  if (found) return found.id
  const asked = openOn(db, { about: null, number })
  throw asked ? secondOne(number, asked) : new Refusal('NOT_FOUND', { what: 'agreement', name: number })
}

interface OpenOne {
  readonly id: number
  readonly request: string
}

/** The open request about the same agreement, or for one with the same number. */
function openOn(db: ReadDb, { about, number }: { about: string | null; number: string | null }): OpenOne | undefined {
  return db.get(
    `SELECT id, number AS request FROM requests WHERE state = 'asked' AND (json_extract(document, '$.agreement.about') = ?1
     OR json_extract(document, '$.agreement.terms.number') = ?2) ORDER BY id LIMIT 1`,
    about,
    number,
  )
}

const secondOne = (agreement: string, { id, request }: OpenOne): Refusal =>
  new Refusal('REQUEST_OPEN', { subject: 'agent', field: 'agreement', code: agreement, number: request, id })

/** One open request at a time for one agreement. @throws Refusal REQUEST_OPEN */
export function refuseSecondAgreement(db: ReadDb, asked: AskedAgreement): void {
  const number = asked.act === 'end' ? null : asked.terms.number
  const open = openOn(db, { about: asked.about, number })
  if (open) throw secondOne(asked.about ?? number ?? '', open)
}

type Values = Readonly<Record<string, string | null>>

function valuesOfTerms(terms: AgreementAsked, renewalOf: string | null): Values {
  return {
    'agreement.number': terms.number,
    'agreement.renewalOf': renewalOf,
    'agreement.exclusive': terms.exclusive ? 'yes' : 'no',
    'agreement.signedOn': terms.signedOn,
    'agreement.from': terms.from,
    'agreement.to': terms.to,
    'agreement.outlets': [...new Set(terms.outlets)].sort().join('、'),
    'agreement.remark': terms.remark || null,
    'agreement.endedOn': null,
  }
}

/** The agreement as it is. @throws Refusal NOT_FOUND, REQUEST_OPEN */
function valuesOf(db: ReadDb, number: string): Values {
  const row = db.get<Record<'from' | 'to' | 'signedOn' | 'exclusive', number> & Record<'outlets', string> & Row>(
    `SELECT g.from_day AS "from", g.to_day AS "to", g.signed_on AS signedOn, g.exclusive, g.remark, g.ended_on AS endedOn,
     (SELECT p.number FROM agreements p WHERE p.id = g.renewal_of) AS renewalOf,
     (SELECT group_concat(code, '、') FROM (SELECT o.code FROM agreement_outlets n JOIN outlets o ON o.id = n.outlet
       WHERE n.agreement = g.id ORDER BY o.code)) AS outlets FROM agreements g WHERE g.id = ?`,
    idOfAgreement(db, number),
  )!
  return {
    'agreement.number': number,
    'agreement.renewalOf': row.renewalOf,
    'agreement.exclusive': row.exclusive === 1 ? 'yes' : 'no',
    'agreement.signedOn': dateFromNumber(row.signedOn),
    'agreement.from': dateFromNumber(row.from),
    'agreement.to': dateFromNumber(row.to),
    'agreement.outlets': row.outlets,
    'agreement.remark': row.remark,
    'agreement.endedOn': row.endedOn === null ? null : dateFromNumber(row.endedOn),
  }
}

interface Row {
  readonly remark: string | null
  readonly renewalOf: string | null
  readonly endedOn: number | null
}

/** The first day on which a correction changes who is bound by it; null where it changes only what is written on it. */
function firstChanged(known: Values, terms: AgreementAsked): IsoDate | null {
  const becomes = valuesOfTerms(terms, null)
  const differs = (...keys: string[]) => keys.some((key) => known[`agreement.${key}`] !== becomes[`agreement.${key}`])
  const earlier = (key: string) =>
    [known[`agreement.${key}`] ?? '', becomes[`agreement.${key}`] ?? ''].sort()[0] as IsoDate
  if (differs('from', 'exclusive', 'outlets')) return earlier('from')
  return differs('to') ? addDays(earlier('to'), 1) : null
}

/** The fields that it changes, before and after; of a new agreement all that are given. @throws Refusal NOT_FOUND, REQUEST_OPEN */
export function agreementChanges(db: ReadDb, asked: AskedAgreement): AskedChange[] {
  const isNew = asked.act === 'add' || asked.act === 'renew'
  const was: Values = isNew ? {} : valuesOf(db, asked.about)
  const becomes: Values =
    asked.act === 'end'
      ? { ...was, 'agreement.endedOn': asked.on }
      : asked.act === 'correct'
        ? { ...valuesOfTerms(asked.terms, null), 'agreement.renewalOf': was['agreement.renewalOf'] ?? null }
        : valuesOfTerms(asked.terms, asked.about)
  return AGREEMENT_FIELDS.map((field) => ({ field, was: was[field] ?? null, becomes: becomes[field] ?? null })).filter(
    (each) => each.was !== each.becomes,
  )
}

/** The agreement's fields by now, of one that is corrected or ended; null for a new one, and for one that is gone. */
export function agreementNow(db: ReadDb, asked: AskedAgreement): Values | null {
  if (asked.act === 'add' || asked.act === 'renew') return null
  return db.get('SELECT 1 FROM agreements WHERE number = ?', asked.about) ? valuesOf(db, asked.about) : null
}

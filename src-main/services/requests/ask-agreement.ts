/** Asking for agreements: what the books would refuse is refused at the door, by trying it and taking it back. */
import { Refusal } from '../../domain/refusal.ts'
import { eachOrNone, type PastedAgreement } from '../agreements/agreements.ts'
import { requireAgreement } from '../agreements/known.ts'
import type { Command } from '../office.ts'
import { agentId } from '../register/agents.ts'
import {
  agreementChanges,
  applyAgreement,
  checkOpenDay,
  effectiveFrom,
  idOfAgreement,
  refuseSecondAgreement,
} from './agreement-acts.ts'
import { type MadeRequest, recordRequest } from './ask.ts'
import type { AskedAgreement } from './kept.ts'
import { requestsOn } from './settings.ts'

/**
 * Asks for a new agreement, the next of a chain, a correction or an early end; it holds from the agreement's own day.
 * @throws Refusal PERIOD_CLOSED, REQUEST_OPEN, NOTHING_ASKED, REASON_MISSING, and those of agreements.ts
 */
export function askAgreement(cx: Command, asked: AskedAgreement, reason: string): MadeRequest {
  tried(cx, () => tryOne(cx, asked, reason))
  return record(cx, asked, reason)
}

/**
 * Asks for several, each a request of its own, all or none: each is tried after those before it.
 * @throws Refusal AGREEMENTS_REJECTED {faults}
 */
export function askAgreements(cx: Command, several: readonly PastedAgreement[], reason: string): MadeRequest[] {
  tried(cx, () =>
    eachOrNone(several, (one) => {
      tryOne(cx, askedOf(one), reason)
      if (one.renewalOf) checkAgent(cx, one.renewalOf, one.agent)
    }),
  )
  return several.map((one) => record(cx, askedOf(one), reason))
}

function askedOf({ renewalOf, ...terms }: PastedAgreement): AskedAgreement {
  return renewalOf ? { act: 'renew', about: renewalOf, terms } : { act: 'add', about: null, terms }
}

/** One agent's agreement renews one of his own. @throws Refusal NOT_FOUND */
function checkAgent(cx: Command, number: string, agent: string): void {
  if (requireAgreement(cx.db, idOfAgreement(cx.db, number)).agent !== agent)
    throw new Refusal('NOT_FOUND', { what: 'agreement', name: number })
}

function tryOne(cx: Command, asked: AskedAgreement, reason: string): void {
  refuseSecondAgreement(cx.db, asked)
  const from = effectiveFrom(cx.db, asked, cx.today)
  checkOpenDay(cx.db, from)
  applyAgreement(cx, asked, { from, reason })
}

function record(cx: Command, agreement: AskedAgreement, reason: string): MadeRequest {
  const from = effectiveFrom(cx.db, agreement, cx.today)
  const changes = agreementChanges(cx.db, agreement)
  const code =
    agreement.act === 'end'
      ? requireAgreement(cx.db, idOfAgreement(cx.db, agreement.about)).agent
      : agreement.terms.agent
  if (changes.length === 0) throw new Refusal('NOTHING_ASKED', { code: agreement.about, day: from })
  return recordRequest(cx, {
    ...{ kind: 'change', subject: 'agent', subjectId: agentId(cx.db, code), code, from, reason, changes },
    document: { agreement },
  })
}

/** Does the work and takes it back: what it refuses is known, nothing of it stays. */
function tried({ db }: Command, work: () => void): void {
  db.run('SAVEPOINT trial')
  try {
    work()
  } finally {
    db.run('ROLLBACK TO trial')
    db.run('RELEASE trial')
  }
}

/** While requests are on, agreements are asked for. @throws Refusal REQUESTS_ON */
export function requireOff(cx: Pick<Command, 'db'>): void {
  if (requestsOn(cx.db)) throw new Refusal('REQUESTS_ON', { what: 'agreement' })
}

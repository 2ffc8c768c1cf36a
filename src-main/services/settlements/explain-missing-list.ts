/** Why nothing, for a pasted list of subscribers: each with its first failed condition in words, or the months that paid it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { asFen, grouped, yuan } from '../../domain/money.ts'
import { chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Office } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { checksOf, type Ground, groundOf, type MissingAsked, throughFirstFailure } from './explain-missing.ts'
import { clauseOf } from './explain-missing-check.ts'
import { activationIn } from './explain-missing-member.ts'
import { lifeOf } from './member-life.ts'
import { type LineMembers, lineMembers } from './member-parts.ts'
import { isMemberClause } from './member-terms.ts'
import { EntryMatcher } from './scope.ts'

export interface MissingListAsked extends Omit<MissingAsked, 'outlet' | 'subscriber'> {
  /** Where it is left out, each subscriber is asked about at the outlet that activated it. */
  readonly outlet?: string | undefined
  /** Numbers or ids, as pasted; repeated ones are answered once. */
  readonly subscribers: readonly string[]
}

/** The answer for one subscriber. */
export interface MissingRow {
  readonly subscriber: string
  readonly outlet: string | null
  readonly outletName: string | null
  /** Every condition holds in the period. */
  readonly paid: boolean
  /** The condition that failed first, and what was found. */
  readonly rule: string | null
  readonly found: string | null
  /** What settlements through the period paid for it under the clause, in yuan before factors and caps. */
  readonly payments: readonly { readonly period: Month; readonly amount: string }[]
  /** All of it in one sentence. */
  readonly text: string
}

const SUBSCRIBERS_A_STEP = 10

/**
 * Answers for every subscriber of the list, in its order.
 * @throws Refusal NOT_FOUND for the outlet, INVALID_INPUT for a clause that does not go by subscribers, DATA_CHANGED
 */
export async function explainMissingList(
  { store }: Pick<Office, 'store'>,
  asked: MissingListAsked,
): Promise<{ rows: MissingRow[] }> {
  const db = store.read
  const revision = revisionOf(db)
  const ground = groundOf(db, asked)
  const latest = ground.versions.at(-1)
  if (!latest) throw new Refusal('NOT_FOUND', { what: 'clause', name: asked.clause })
  if (clauseOf(latest, asked.clause).kind === 'fixed')
    throw new Refusal('INVALID_INPUT', { field: 'clause', reason: 'notBySubscriber', value: asked.clause })
  const outlet = asked.outlet === undefined ? null : outletId(db, asked.outlet)
  const paid = new PaidMembers(ground, asked.clause)
  const rows: MissingRow[] = []
  for (const subscriber of new Set(asked.subscribers)) {
    rows.push(answerFor(ground, asked.clause, subscriber, outlet, paid))
    if (rows.length % SUBSCRIBERS_A_STEP === 0) await nextTurn()
  }
  if (revisionOf(db) !== revision) throw new Refusal('DATA_CHANGED', { period: asked.period })
  return { rows }
}

function answerFor(
  ground: Ground,
  clause: string,
  subscriber: string,
  given: number | null,
  paid: PaidMembers,
): MissingRow {
  const { db, scope, versions } = ground
  const life = lifeOf(db, scope, subscriber)
  const isMember = isMemberClause(clauseOf(versions.at(-1)!, clause))
  const activation = isMember ? activationIn({ scope, versions, code: clause }, life, given).activation : undefined
  const entries = clauseOf(versions.at(-1)!, clause).entries
  const matcher = new EntryMatcher(scope, entries)
  const last = life.entries.findLast(({ combination }) => matcher.matches(combination)) ?? life.entries.at(-1)
  const at = given ?? activation?.entry.outlet ?? last?.outlet ?? null
  const outlet = at === null ? undefined : scope.facts.outlets.get(at)
  const payments = activation && outlet ? paid.of(activation.entry.outlet, activation.month, activation.entry.id) : []
  const row = { subscriber, outlet: outlet?.code ?? null, outletName: outlet?.name ?? null, payments }
  if (at === null) {
    const none = { rule: '台账里有该用户', found: '0 行' }
    return { ...row, ...none, paid: false, text: '台账里没有这个用户' }
  }
  const failed = throughFirstFailure(checksOf(ground, at, { clause, subscriber })).find(({ pass }) => !pass)
  const told = payments.map(
    (each) => `${chineseMonth(each.period)}付 ${grouped(asFen(Math.round(Number(each.amount) * 100)))} 元`,
  )
  const history = told.length > 0 ? `已付：${told.join('、')}` : ''
  if (!failed) return { ...row, rule: null, found: null, paid: true, text: history || '条件都符合，已计入本月的结算单' }
  const text = [`不符合“${failed.rule}”：${failed.found || '没有'}`, ...(history ? [history] : [])].join('；')
  return { ...row, rule: failed.rule, found: failed.found, paid: false, text }
}

/** What the months' lines kept of members: read once a line, for many subscribers. */
class PaidMembers {
  private readonly lines = new Map<string, { period: Month; members: LineMembers }[]>()
  private readonly db: ReadDb
  private readonly policies: string
  private readonly clause: string
  private readonly period: number

  constructor({ db, versions, scope }: Ground, clause: string) {
    this.db = db
    this.clause = clause
    this.policies = versions.map(({ id }) => id).join(', ')
    this.period = monthNumber(scope.period)
  }

  of(outlet: number, since: Month, activation: number): { period: Month; amount: string }[] {
    return this.linesOf(outlet)
      .filter(({ period }) => period >= since)
      .flatMap(({ period, members }) => {
        const part = members.partOf(activation)
        return part === 0 ? [] : [{ period, amount: yuan(asFen(part)) }]
      })
  }

  private linesOf(outlet: number): { period: Month; members: LineMembers }[] {
    const known = this.lines.get(String(outlet))
    if (known) return known
    const lines = this.db
      .all<{ id: number; period: number }>(
        `SELECT l.id, s.period FROM settlements s JOIN settlement_lines l ON l.run = s.run AND l.outlet = ?1
         WHERE s.period <= ?2 AND l.clause = ?3 AND l.policy IN (${this.policies}) AND l.kind IN ('instalment', 'residual')
         ORDER BY s.period, l.id`,
        outlet,
        this.period,
        this.clause,
      )
      .map(({ id, period }) => ({ period: monthFromNumber(period), members: lineMembers(this.db, id) }))
    this.lines.set(String(outlet), lines)
    return lines
  }
}

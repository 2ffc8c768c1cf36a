/** Why nothing (为什么没有): the conditions of a clause for an outlet or a subscriber, one by one, to the first that fails. */
import type { ReadDb } from '../../data/handles.ts'
import { lineId } from '../../domain/line.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { chineseMonth, daysIn, type Month } from '../../domain/month.ts'
import type { Clause, FixedClause, VolumeClause } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isInForce } from '../../domain/version.ts'
import { accumulationStart, measureText } from '../../domain/volume.ts'
import type { Query } from '../office.ts'
import { approvedPolicies, type PolicyRecord } from '../policies/policies.ts'
import { outletId } from '../register/outlets.ts'
import { type Asked, type Check, clauseOf, monthsWords, outletChecks } from './explain-missing-check.ts'
import { entryChecks, memberChecks } from './explain-missing-member.ts'
import { activeDays, fixedLines } from './fixed-lines.ts'
import { isMemberClause } from './member-terms.ts'
import { finishFor, type Scope, scopeOf } from './scope.ts'
import { stateOf } from './state.ts'
import { Matchers, Measurer } from './volume-lines.ts'

export interface MissingAsked {
  readonly period: Month
  readonly outlet: string
  readonly clause: string
  /** Where several policies have the clause. */
  readonly policy?: string | undefined
  /** A number or an id; entries of this subscriber alone are asked about. */
  readonly subscriber?: string | undefined
}

/**
 * The conditions in order, ending with the first that fails; all pass where the clause pays.
 * @throws Refusal NOT_FOUND for an outlet that there is not
 */
export function explainMissing({ db }: Query, asked: MissingAsked): { checks: Check[] } {
  const id = outletId(db, asked.outlet)
  return { checks: throughFirstFailure(checksOf(groundOf(db, asked), id, asked)) }
}

/** What the answers for one clause and period share, however many outlets and subscribers are asked about. */
export interface Ground {
  readonly db: ReadDb
  readonly scope: Scope
  /** The approved versions that have the clause. */
  readonly versions: readonly PolicyRecord[]
}

/** Reads the ground of the answers once. */
export function groundOf(db: ReadDb, asked: Pick<MissingAsked, 'period' | 'clause' | 'policy'>): Ground {
  const versions = approvedPolicies(db).filter(
    ({ code, policy }) =>
      (asked.policy === undefined || code === asked.policy) &&
      policy.clauses.some((clause) => clause.code === asked.clause),
  )
  return { db, scope: scopeOf(db, asked.period), versions }
}

/** A clause that may have paid in a month: its own version in force, or one that has members since. */
export interface PayingClause {
  readonly policy: string
  readonly policyTitle: string
  readonly clause: string
  readonly title: string
  readonly kind: Clause['kind']
}

/** The clauses of all approved versions that began by the month, each once by policy and code, the latest title. */
export function payingClauses(db: ReadDb, period: Month): PayingClause[] {
  const found = new Map<string, PayingClause>()
  for (const { code, title, from, policy } of approvedPolicies(db)) {
    if (from > period) continue
    for (const clause of policy.clauses) {
      const { code: own, title: name, kind } = clause
      found.set(JSON.stringify([code, own]), { policy: code, policyTitle: title, clause: own, title: name, kind })
    }
  }
  return [...found.values()]
}

/** The checks up to the first that fails; all where none does. */
export function throughFirstFailure(found: Iterable<Check>): Check[] {
  const checks: Check[] = []
  for (const check of found) {
    checks.push(check)
    if (!check.pass) break
  }
  return checks
}

/** Every condition for an outlet (by its id), in the order in which they are looked at; to be read to the first failure. */
export function* checksOf(
  { db, scope, versions }: Ground,
  id: number,
  asked: Omit<MissingAsked, 'outlet' | 'period' | 'policy'>,
): Generator<Check> {
  const titles = [...new Set(versions.map(({ title, version }) => `${title}第 ${version} 版`))]
  yield {
    rule: `条款 ${asked.clause} 在已批准的政策里`,
    pass: versions.length > 0,
    found: versions.length > 0 ? titles.join('、') : '没有已批准的政策包含这个条款',
  }
  const outlet = scope.facts.outlets.get(id)
  if (!outlet) throw new Refusal('NOT_FOUND', { what: 'outlet', name: String(id) })
  yield {
    rule: '网点属于社会渠道',
    pass: outlet.category === 'partner',
    found: outlet.category === 'partner' ? '社会渠道' : '自有渠道，不计酬金',
  }
  const about: Asked = { db, scope, outlet, versions, code: asked.clause, subscriber: asked.subscriber }
  const latest = versions.at(-1)!
  if (isMemberClause(clauseOf(latest, asked.clause))) yield* memberChecks(about)
  else yield* currentChecks(about)
  yield* lineChecks(about)
}

function* currentChecks(asked: Asked): Generator<Check> {
  const { scope, outlet, versions, code } = asked
  const { period } = scope
  const record = versions.find(({ version, from, to }) =>
    isInForce({ version, from, ...(to === null ? {} : { to }) }, period),
  )
  yield {
    rule: `政策在${chineseMonth(period)}有效`,
    pass: record !== undefined,
    found: versions.map((each) => `第 ${each.version} 版 ${monthsWords(each)}`).join('；'),
  }
  if (!record) return
  const clause = clauseOf(record, code)
  yield* outletChecks(clause.outlets, outlet)
  const measurer = new Measurer(asked.db, scope, { first: outlet.id, last: outlet.id }, new Matchers(scope))
  if (clause.kind === 'volume') yield* volumeChecks(asked, clause, measurer)
  if (clause.kind === 'fixed') yield* fixedChecks(asked, record, clause, measurer)
}

function* volumeChecks(asked: Asked, clause: VolumeClause, measurer: Measurer): Generator<Check> {
  const { scope, outlet } = asked
  const start = accumulationStart(clause.accumulate, scope.period)
  if (asked.subscriber !== undefined) {
    yield* entryChecks(asked, clause.entries, start)
    return
  }
  const of = (filter: VolumeClause['entries']) =>
    measurer.measure('quantity', filter, start, scope.period, outlet.id).rows
  yield { rule: '本期有业务', pass: of(undefined) > 0, found: `${of(undefined)} 行` }
  const { businessTypes, brands, plans } = clause.entries ?? {}
  const narrowing: [string, readonly string[] | undefined, VolumeClause['entries']][] = [
    ['业务类型', businessTypes, { businessTypes }],
    ['品牌', brands, { businessTypes, brands }],
    ['套餐', plans, { businessTypes, brands, plans }],
  ]
  for (const [name, list, filter] of narrowing) {
    if (list === undefined) continue
    const rows = of(filter)
    yield { rule: `${name}为 ${list.map(scope.names.say).join('、')}`, pass: rows > 0, found: `${rows} 行` }
  }
  const now = measurer.measure(clause.measure, clause.entries, start, scope.period, outlet.id)
  const measure = measureText(clause.measure, now.value)
  const { pay } = clause
  if (pay.kind === 'tier' || pay.kind === 'bonus') {
    const first = pay.tiers[0]?.from ?? '0'
    const reached = Number(measure) >= Number(first) && Number(measure) > 0
    yield { rule: `计量大于零并达到最低档 ${first}`, pass: reached, found: measure }
  } else yield { rule: '计量不为零', pass: Number(measure) !== 0, found: measure }
}

function* fixedChecks(
  { db, scope, outlet }: Asked,
  policy: PolicyRecord,
  clause: FixedClause,
  measurer: Measurer,
): Generator<Check> {
  const { period } = scope
  if (clause.months) {
    const month = Number(period.slice(5))
    yield { rule: `在 ${clause.months.join('、')} 月发放`, pass: clause.months.includes(month), found: `${month} 月` }
  }
  const days = activeDays(db, period)
  const active = days.get(outlet.id) ?? daysIn(period)
  if (clause.prorate) yield { rule: '本月有在营天数', pass: active > 0, found: `${active} 天` }
  if (!clause.completion) return
  const { target, bands } = clause.completion
  const value = scope.indicators.get(target)?.get(outlet.id)
  yield { rule: `有“${target}”指标且大于零`, pass: value !== undefined && Number(value) > 0, found: value ?? '没有' }
  const range = { first: outlet.id, last: outlet.id }
  const [line] = fixedLines(scope, { policy, clause }, range, measurer, days, [])
  const breakdown = line?.detail.breakdown
  const completion = breakdown?.kind === 'fixed' ? breakdown.completion : undefined
  yield {
    rule: `完成率达到 ${bands[0]?.from ?? '0'} %`,
    pass: completion !== undefined && completion.pays !== 'nothing',
    found: completion?.reached ? `${completion.reached} %（完成 ${completion.measure}）` : '0 %',
  }
}

/** Last: the factors, and the line as it was calculated. */
function* lineChecks({ db, scope, outlet, versions, code }: Asked): Generator<Check> {
  const { period } = scope
  const state = stateOf(db, period)
  yield { rule: '本月已经试算', pass: state.run !== null, found: state.run === null ? '还没有试算' : '已试算' }
  const lines = versions.flatMap(({ code: policy, version }) =>
    db.all<{ amount: number; line: string }>(
      'SELECT amount, line FROM settlement_lines WHERE run = ? AND outlet = ? AND line = ?',
      state.run,
      outlet.id,
      lineId({ period, outlet: outlet.code, policy, version, clause: code }),
    ),
  )
  const clause = clauseOf(versions.at(-1)!, code)
  const { factors } = finishFor(scope, outlet, clause, { num: 1n, den: 1n })
  const zero = factors.find(({ value }) => Number(value) === 0)
  if (clause.factors?.length) {
    yield {
      rule: '系数不为零',
      pass: zero === undefined,
      found: factors.map(({ key, value }) => `${key ?? ''} ${value}`.trim()).join('、'),
    }
  }
  const amount = lines.reduce((sum, line) => sum + line.amount, 0)
  yield {
    rule: '结算单上有这一条的金额',
    pass: amount !== 0,
    found: lines.length === 0 ? '没有（数据或政策可能在试算之后变过，请重新试算）' : yuan(asFen(amount)),
  }
}

/** Why nothing, for a subscriber: its entries, its activation, its month; and for the members of an outlet as a whole. */
import { isDecimal } from '../../domain/exact.ts'
import { dueRows, payInstalment } from '../../domain/instalment.ts'
import { type Activation, activationsOf, isMember, memberEntries, memberIndex } from '../../domain/members.ts'
import { type Fen, yuan } from '../../domain/money.ts'
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import type { EntryFilter, When } from '../../domain/policy.ts'
import { isWithinMonths, payResidual } from '../../domain/residual.ts'
import { firstUnmet, type SubscriberMonth, type SubscriberStatus } from '../../domain/subscriber-month.ts'
import { isInForce } from '../../domain/version.ts'
import type { PolicyRecord } from '../policies/policies.ts'
import { type Asked, type Check, clauseOf, monthsWords, outletChecks } from './explain-missing-check.ts'
import { type FoundEntry, type Life, lifeOf } from './member-life.ts'
import { UNPAID } from './member-rows.ts'
import type { MemberClause } from './member-terms.ts'
import { EntryMatcher, type Scope } from './scope.ts'

/** The subscriber's entries at the outlet, narrowed field by field. */
export function* entryChecks(asked: Asked, filter: EntryFilter | undefined, from: Month): Generator<Check> {
  const { scope, outlet } = asked
  const life = lifeOf(asked.db, scope, asked.subscriber ?? '')
  const inTime = life.entries.filter(({ month }) => from <= month)
  yield* narrowed(asked, life.entries, inTime, filter, `${chineseMonth(scope.period)}有该用户的业务`)
  const own = inTime.filter((entry) => matches(scope, filter, entry) && entry.outlet === outlet.id)
  const quantity = own.reduce((sum, entry) => sum + entry.quantity, 0)
  yield { rule: '数量合计大于零（没有冲正）', pass: quantity > 0, found: String(quantity) }
}

function matches(scope: Scope, filter: EntryFilter | undefined, { combination }: FoundEntry): boolean {
  return new EntryMatcher(scope, filter).matches(combination)
}

function* narrowed(
  { scope, outlet }: Asked,
  all: readonly FoundEntry[],
  entries: readonly FoundEntry[],
  filter: EntryFilter | undefined,
  rule: string,
): Generator<Check> {
  yield { rule: '台账里有该用户', pass: all.length > 0, found: `${all.length} 行` }
  const dates = all.map(({ month }) => month)
  yield {
    rule,
    pass: entries.length > 0,
    found: entries.length > 0 ? `${entries.length} 行` : `只在 ${dates.join('、')}`,
  }
  const said = (list: readonly FoundEntry[], pick: (at: number) => string | undefined) =>
    [...new Set(list.map(({ combination }) => pick(combination) ?? '没有'))].join('、')
  const { businessTypes, brands, plans } = filter ?? {}
  const combination = (at: number) => scope.combinations.list[at]!
  const steps: [string, readonly string[] | undefined, EntryFilter, (at: number) => string | undefined][] = [
    ['业务类型', businessTypes, { businessTypes }, (at) => scope.names.of(combination(at).type)?.name],
    ['品牌', brands, { businessTypes, brands }, (at) => scope.names.of(combination(at).brand)?.name],
    ['套餐', plans, { businessTypes, brands, plans }, (at) => scope.names.of(combination(at).plan)?.name],
  ]
  let left = entries
  for (const [name, list, narrower, pick] of steps) {
    if (list === undefined) continue
    const kept = left.filter((entry) => matches(scope, narrower, entry))
    const words = [...new Set(list.map(scope.names.say))]
    yield { rule: `${name}为 ${words.join('、')}`, pass: kept.length > 0, found: said(left, pick) }
    left = kept
  }
  const at = left.filter((entry) => entry.outlet === outlet.id)
  const outlets = [...new Set(left.map((entry) => scope.facts.outlets.get(entry.outlet)?.code ?? ''))]
  yield { rule: `业务在网点 ${outlet.code}`, pass: at.length > 0, found: outlets.join('、') }
}

/** The conditions of a member; without a subscriber, those of the outlet's members together. */
export function* memberChecks(asked: Asked): Generator<Check> {
  if (asked.subscriber === undefined) yield* outletMembers(asked)
  else yield* oneMember(asked, asked.subscriber)
}

function* oneMember(asked: Asked, text: string): Generator<Check> {
  const { db, scope, outlet, code } = asked
  const { period } = scope
  const life = lifeOf(db, scope, text)
  const { record, activation } = activationIn(asked, life, outlet.id)
  const clause = clauseOf(record, code) as MemberClause
  yield* narrowed(asked, life.entries, life.entries, memberEntries(clause.entries), '截至本月有该用户的业务')
  yield {
    rule: '有一笔业务使累计数量由不大于零变为大于零（入网）',
    pass: activation !== undefined,
    found: activation ? `${chineseMonth(activation.month)}` : '没有',
  }
  if (!activation) return
  const activatedAt = scope.facts.outlets.get(activation.entry.outlet)?.code ?? ''
  yield { rule: `入网网点是 ${outlet.code}`, pass: activation.entry.outlet === outlet.id, found: activatedAt }
  const { from, to } = record
  const inForce = isInForce({ version: record.version, from, ...(to === null ? {} : { to }) }, activation.month)
  yield {
    rule: `政策在入网月 ${chineseMonth(activation.month)} 有效`,
    pass: inForce,
    found: `第 ${record.version} 版 ${monthsWords(record)}`,
  }
  yield* outletChecks(clause.outlets, outlet)
  yield {
    rule: '截至本月没有冲正',
    pass: activation.reversedBy === null || isMember(activation, period),
    found: activation.reversedBy ? `${chineseMonth(activation.reversedBy.month)}冲正` : '没有冲正',
  }
  yield {
    rule: '本月之前没有拆机',
    pass: isMember(activation, period),
    found: activation.terminatedIn ? `${chineseMonth(activation.terminatedIn)}拆机` : '没有拆机',
  }
  yield* paidChecks(clause, memberIndex(activation.month, period), monthOf(life, activation, period))
}

/**
 * The subscriber's activation that the clause would pay in the period, and the version whose terms it falls under: at the
 * outlet where it has one there. Until one is found the latest version is spoken of.
 */
export function activationIn(
  { scope, versions, code }: Pick<Asked, 'scope' | 'versions' | 'code'>,
  life: Life,
  outlet: number | null,
): { record: PolicyRecord; activation: Activation<FoundEntry> | undefined } {
  const months = [
    ...new Set(life.months.filter(({ facts }) => facts.status === 'terminated').map(({ month }) => month)),
  ]
  const terminated = months.sort()
  let record = versions.at(-1)!
  let activation: Activation<FoundEntry> | undefined
  for (const version of versions) {
    const filter = memberEntries(clauseOf(version, code).entries)
    const own = activationsOf(
      life.entries.filter((entry) => matches(scope, filter, entry)),
      terminated,
    )
    const here = own.filter(({ entry }) => entry.outlet === outlet)
    const found = (here.length > 0 ? here : own).findLast(({ month }) => month <= scope.period)
    if (found === undefined) continue
    const { from, to } = version
    if (activation === undefined || isInForce({ version: 1, from, ...(to === null ? {} : { to }) }, found.month)) {
      activation = found
      record = version
    }
  }
  return { record, activation }
}

function monthOf({ months, subscribers }: Life, { entry }: Activation<FoundEntry>, period: Month) {
  const own = months.filter(({ month }) => month === period)
  const agreeing = (least: number) =>
    own.find(({ subscriberRow }) => subscribers.agree(entry.subscriberRow, subscriberRow) === least)
  return (agreeing(2) ?? agreeing(1))?.facts ?? null
}

const STATUS_WORDS: Record<SubscriberStatus, string> = { onNet: '在网', suspended: '停机', terminated: '拆机' }

function* paidChecks(clause: MemberClause, index: number, month: SubscriberMonth | null): Generator<Check> {
  const rows = clause.kind === 'instalment' ? dueRows(clause, index) : []
  const rule =
    clause.kind === 'instalment'
      ? `在第 ${[...new Set(clause.schedule.map((row) => row.month))].join('、')} 个月付`
      : `在第 ${clause.months[0]} 至 ${clause.months[1]} 个月分成`
  const due = clause.kind === 'instalment' ? rows.length > 0 : isWithinMonths(clause, index)
  yield { rule, pass: due, found: `本月是第 ${index} 个月` }
  yield { rule: '有当月用户月度', pass: month !== null, found: month ? STATUS_WORDS[month.status] : '没有，列为缺数据' }
  if (!month) return
  if (clause.kind === 'residual') {
    yield* whenChecks(clause.when, month)
    yield { rule: '净收入（开账收入减欠费）大于零', pass: month.base > 0, found: yuan(month.base) }
    const { unpaid, paid } = payResidual(clause, month)
    const first = clause.bands[0]?.from ?? '0'
    yield { rule: `净收入达到最低档 ${first}`, pass: unpaid !== 'belowFirstBand', found: yuan(month.base) }
    yield paying(paid)
    return
  }
  for (const row of rows) {
    yield* whenChecks(row.when, month)
    const { unpaid, paid } = payInstalment(row, month)
    if (row.bands) {
      const first = row.bands[0]?.from ?? '0'
      yield { rule: `净收入达到最低档 ${first}`, pass: unpaid !== 'belowFirstBand', found: yuan(month.base) }
    }
    yield paying(paid)
  }
}

function paying(paid: Fen): Check {
  return { rule: '该用户有酬金', pass: paid !== 0, found: `${yuan(paid)} 元` }
}

function* whenChecks(when: When | undefined, month: SubscriberMonth): Generator<Check> {
  if (when?.onNet) {
    yield { rule: '月末在网', pass: month.status === 'onNet', found: STATUS_WORDS[month.status] }
  }
  if (when?.minMinutes !== undefined) {
    const pass = firstUnmet({ minMinutes: when.minMinutes }, month) === null
    const found = isDecimal(month.minutes) ? `${month.minutes} 分钟` : '没有'
    yield { rule: `通话不少于 ${when.minMinutes} 分钟`, pass, found }
  }
  if (when?.minBase !== undefined) {
    const pass = firstUnmet({ minBase: when.minBase }, month) === null
    yield { rule: `净收入不少于 ${when.minBase} 元`, pass, found: `${yuan(month.base)} 元` }
  }
}

/** What the run kept of the outlet's members: how many fell due, had a month, were paid. */
function* outletMembers({ db, scope, outlet, versions, code }: Asked): Generator<Check> {
  const began = versions.filter(({ from }) => from <= scope.period)
  yield {
    rule: `政策在${chineseMonth(scope.period)}之前已开始`,
    pass: began.length > 0,
    found: versions.map((each) => `第 ${each.version} 版 ${monthsWords(each)}`).join('；'),
  }
  yield* outletChecks(clauseOf(began.at(-1) ?? versions.at(-1)!, code).outlets, outlet)
  const run = db.get<{ run: number | null }>(
    'SELECT run FROM settlements WHERE period = ?',
    monthNumber(scope.period),
  )?.run
  yield { rule: '本月已经试算', pass: run !== null && run !== undefined, found: run ? '已试算' : '还没有试算' }
  const lines = db.all<{ detail: string }>(
    `SELECT detail FROM settlement_lines WHERE run = ? AND outlet = ? AND clause = ? AND kind IN ('instalment', 'residual')
     AND policy IN (${began.map(({ id }) => id).join(', ')})`,
    run ?? null,
    outlet.id,
    code,
  )
  const cohorts = lines.flatMap(({ detail }) => {
    const { breakdown } = JSON.parse(detail) as { breakdown: { cohorts?: Cohorts } }
    return breakdown.cohorts ?? []
  })
  const sum = (pick: (cohort: Cohorts[number]) => number) => cohorts.reduce((total, each) => total + pick(each), 0)
  const members = sum((cohort) => cohort.members)
  yield { rule: '有入网用户本月到期', pass: members > 0, found: `${members} 户` }
  const paid = sum((cohort) => cohort.paid)
  const reasons = new Map<string, number>()
  for (const { reason, members: count } of cohorts.flatMap(({ unpaid }) => unpaid)) {
    reasons.set(UNPAID[reason], (reasons.get(UNPAID[reason]) ?? 0) + count)
  }
  const why = [...reasons].map(([reason, count]) => `${count} 户${reason}`).join('、')
  yield { rule: '有用户达到条件', pass: paid > 0, found: `${paid} 户付${why === '' ? '' : `，${why}`}` }
}

type Cohorts = readonly {
  members: number
  paid: number
  unpaid: readonly { reason: keyof typeof UNPAID; members: number }[]
}[]

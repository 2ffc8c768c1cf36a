/** Coming due (待付分期): instalments already started and not yet due, by month, policy and agent, in full and as observed. */
import type { ReadDb } from '../../data/handles.ts'
import { expectedAmount, fullAmount, laterIndexes, PaidShares, Survival } from '../../domain/coming-due.ts'
import { paysOutlet } from '../../domain/filter.ts'
import type { MembersBreakdown } from '../../domain/line.ts'
import { isMember, memberIndex } from '../../domain/members.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { addMonths, chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import type { InstalmentClause } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { type FilterActivations, MemberBook } from '../settlements/member-book.ts'
import { type MemberTerms, memberTerms } from '../settlements/member-terms.ts'
import { scopeOf } from '../settlements/scope.ts'

/** Money of some months to come; `members` are instalments, one for each member and month. */
export interface DueSum {
  readonly members: number
  readonly full: string
  readonly expected: string
}

export interface DueMonth extends DueSum {
  readonly month: Month
}

/** One clause's, or one agent's, by month. */
export interface DueRow extends DueSum {
  readonly code: string
  readonly name: string
  readonly months: readonly DueMonth[]
}

export interface ComingDue {
  readonly period: Month
  /** How what is expected was reckoned, in words. */
  readonly rule: string
  readonly months: readonly DueMonth[]
  /** By policy and clause; code "POLICY/CLAUSE". */
  readonly clauses: readonly DueRow[]
  readonly agents: readonly DueRow[]
  readonly total: DueSum
}

const OBSERVED_MONTHS = 3
const SURVIVAL_MONTHS = 24
const MEMBERS_A_STEP = 20_000
const LINES_A_STEP = 500

interface Bucket {
  members: number
  full: number
  expected: number
}

/**
 * Reckons from the members as they are at the end of the period, of all outlets or of one; before factors and caps.
 * @throws Refusal DATA_CHANGED, CANCELLED
 */
export async function comingDue(
  office: Pick<Office, 'store'>,
  job: Job,
  period: Month,
  only?: { readonly outlet: number },
): Promise<ComingDue> {
  const { store } = office
  const revision = revisionOf(store.read)
  const scope = scopeOf(store.read, period)
  const terms = memberTerms(store.read, period).filter(isInstalment)
  const book = await MemberBook.read(store, scope, terms, job)
  const survivals = new Map<string, Survival>()
  const sums = new Sums()
  for (const [at, each] of terms.entries()) {
    const found = book.of(each)
    if (!found) continue
    let survival = survivals.get(each.filterKey)
    if (!survival) {
      survival = await survivalOf(found, period, job)
      survivals.set(each.filterKey, survival)
    }
    const paid = await paidShares(store.read, period, each, job)
    for (const [outlet, facts] of scope.facts.outlets) {
      if (only && outlet !== only.outlet) continue
      const members = found.members.of(outlet)
      if (members.length === 0 || !paysOutlet(each.clause.outlets, facts)) continue
      const agent = facts.agentId === null ? undefined : scope.facts.agents.get(facts.agentId)
      addOutlet(sums, each, period, countByIndex(each, found, members, period), survival, paid, agent)
      if (sums.grew(MEMBERS_A_STEP)) await job.breathe()
    }
    job.progress('calculating', (at + 1) / terms.length)
    await job.breathe()
  }
  if (revisionOf(store.read) !== revision) throw new Refusal('DATA_CHANGED', { period })
  return { period, rule: ruleWords(period), ...sums.told() }
}

type InstalmentTerms = MemberTerms & { readonly clause: InstalmentClause }

function isInstalment(terms: MemberTerms): terms is InstalmentTerms {
  return terms.clause.kind === 'instalment'
}

function ruleWords(period: Month): string {
  return (
    `截至${chineseMonth(period)}末仍在的用户，以后各期还没有到期的酬金（系数、封顶之前）。满额按每期金额，分档的按最高档；` +
    `预计＝满额×保有率×达标率：保有率是近 ${SURVIVAL_MONTHS} 个月入网的用户从现在的月数到该期还没有拆机或冲正的比例，` +
    `达标率是最近 ${OBSERVED_MONTHS} 个已试算月份同一期次实付与满额之比；还没有观察到的，用已有的最近情况。`
  )
}

/** How many members an outlet has at each index k of the period. */
function countByIndex(
  { policy }: InstalmentTerms,
  { all }: FilterActivations,
  members: Int32Array,
  period: Month,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (const at of members) {
    const { month } = all[at]!
    if (month < policy.from || (policy.to !== null && month > policy.to)) continue
    const index = memberIndex(month, period)
    counts.set(index, (counts.get(index) ?? 0) + 1)
  }
  return counts
}

function addOutlet(
  sums: Sums,
  { policy, clause }: InstalmentTerms,
  period: Month,
  counts: ReadonlyMap<number, number>,
  survival: Survival,
  paid: PaidShares,
  agent: { code: string; name: string } | undefined,
): void {
  for (const [index, members] of counts) {
    for (const k of laterIndexes(clause, index)) {
      const full = fullAmount(clause, k)
      const expected = expectedAmount(members, full, survival.share(index, k), paid.of(k))
      sums.add(
        { code: `${policy.code}/${clause.code}`, name: `${policy.title}：${clause.title}` },
        { code: agent?.code ?? '', name: agent?.name ?? '没有代理商' },
        addMonths(period, k - index),
        { members, full: full * members, expected },
      )
    }
  }
}

async function survivalOf({ all }: FilterActivations, period: Month, job: Job): Promise<Survival> {
  const survival = new Survival()
  const first = addMonths(period, -SURVIVAL_MONTHS)
  for (const [at, activation] of all.entries()) {
    if (at % MEMBERS_A_STEP === MEMBERS_A_STEP - 1) await job.breathe()
    const { month } = activation
    if (month < first || month > period) continue
    const seen = memberIndex(month, period)
    let stayed = seen
    while (stayed > 0 && !isMember(activation, addMonths(month, stayed - 1))) stayed -= 1
    survival.add(seen, stayed)
  }
  return survival
}

/** What the last settled months paid of the clause's full amounts. */
async function paidShares(
  db: ReadDb,
  period: Month,
  { policy, clause }: InstalmentTerms,
  job: Job,
): Promise<PaidShares> {
  const shares = new PaidShares()
  const months = db.all<{ run: number }>(
    'SELECT run FROM settlements WHERE run IS NOT NULL AND period <= ? ORDER BY period DESC LIMIT ?',
    monthNumber(period),
    OBSERVED_MONTHS,
  )
  for (const { run } of months) {
    for (let after = 0; ; ) {
      const lines = db.all<{ outlet: number; detail: string }>(
        `SELECT outlet, detail FROM settlement_lines WHERE run = ? AND policy = ? AND clause = ? AND kind = 'instalment'
         AND outlet > ? ORDER BY outlet LIMIT ?`,
        run,
        policy.id,
        clause.code,
        after,
        LINES_A_STEP,
      )
      for (const { detail } of lines) {
        const { breakdown } = JSON.parse(detail) as { breakdown: MembersBreakdown }
        for (const { index, members, sum } of breakdown.cohorts)
          shares.add(index, fen(sum), fullAmount(clause, index) * members)
      }
      await job.breathe()
      if (lines.length < LINES_A_STEP) break
      after = lines.at(-1)!.outlet
    }
  }
  return shares
}

interface Named {
  readonly code: string
  readonly name: string
}

/** The sums by month, by clause and by agent; every amount is rounded before it is added, so that all of them agree. */
class Sums {
  private readonly months = new Map<Month, Bucket>()
  private readonly clauses = new Map<string, { named: Named; months: Map<Month, Bucket> }>()
  private readonly agents = new Map<string, { named: Named; months: Map<Month, Bucket> }>()
  private added = 0

  add(clause: Named, agent: Named, month: Month, sum: Bucket): void {
    into(this.months, month, sum)
    into(ofNamed(this.clauses, clause), month, sum)
    into(ofNamed(this.agents, agent), month, sum)
    this.added += sum.members
  }

  /** Whether so many members were added since the last time it said so. */
  grew(members: number): boolean {
    if (this.added < members) return false
    this.added = 0
    return true
  }

  told(): Pick<ComingDue, 'months' | 'clauses' | 'agents' | 'total'> {
    const rows = (found: typeof this.clauses) =>
      [...found.values()]
        .map(({ named, months }) => ({ ...named, ...totalOf(months), months: monthsOf(months) }))
        .sort((a, b) => (a.code < b.code ? -1 : 1))
    return {
      months: monthsOf(this.months),
      clauses: rows(this.clauses),
      agents: rows(this.agents),
      total: totalOf(this.months),
    }
  }
}

function ofNamed(found: Map<string, { named: Named; months: Map<Month, Bucket> }>, named: Named): Map<Month, Bucket> {
  let known = found.get(named.code)
  if (!known) {
    known = { named, months: new Map() }
    found.set(named.code, known)
  }
  return known.months
}

function into(months: Map<Month, Bucket>, month: Month, { members, full, expected }: Bucket): void {
  const known = months.get(month) ?? { members: 0, full: 0, expected: 0 }
  months.set(month, {
    members: known.members + members,
    full: known.full + full,
    expected: known.expected + expected,
  })
}

function monthsOf(months: ReadonlyMap<Month, Bucket>): DueMonth[] {
  return [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, bucket]) => ({ month, ...inYuan(bucket) }))
}

function totalOf(months: ReadonlyMap<Month, Bucket>): DueSum {
  const sum = { members: 0, full: 0, expected: 0 }
  for (const { members, full, expected } of months.values()) {
    sum.members += members
    sum.full += full
    sum.expected += expected
  }
  return inYuan(sum)
}

function inYuan({ members, full, expected }: Bucket): DueSum {
  return { members, full: yuan(asFen(full)), expected: yuan(asFen(expected)) }
}

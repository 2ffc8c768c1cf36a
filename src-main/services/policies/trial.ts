/**
 * The trial of a draft on a month, beside the policy in force (DOMAIN.md §4): the same lines as a calculation makes, by the
 * versions as they are and by the versions with the draft in its place; added up and kept in memory, never stored.
 * Taking back from closed lines is the same on both sides and left out.
 */
import { randomUUID } from 'node:crypto'
import { lineSentence } from '../../domain/line-sentence.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isInForce, replacedBy } from '../../domain/version.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office } from '../office.ts'
import { linesByRange, sharedFacts } from '../settlements/calculate.ts'
import { memberTerms } from '../settlements/member-terms.ts'
import { type PendingLine, scopeOf } from '../settlements/scope.ts'
import { keepTrial, type TrialClause, type TrialSums, type TrialTotals } from './last-trial.ts'
import { approvedPolicies, type PolicyRecord, refuseProblems, requirePolicy } from './policies.ts'

/** What is tried: a saved version that is not in force yet, or a draft as it stands in the editor. */
export interface TrialInput {
  readonly id?: number | undefined
  readonly policy?: Policy | undefined
  readonly period: Month
  /** From when the draft is taken to be in force; see `trialSince`. */
  readonly since?: Month | undefined
}

export interface TrialRow extends TrialSums {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
}

/** One clause of one outlet, with how both amounts came about in words; null where that side has no line. */
export interface TrialLine extends TrialClause {
  readonly oldText: string | null
  readonly newText: string | null
}

export interface Trial extends TrialTotals {
  /** Names it while it is in memory. */
  readonly trial: string
  readonly code: string
  readonly title: string
  readonly rows: readonly TrialRow[]
}

interface Kept {
  readonly trial: Trial
  /** The saved version that was tried; null for a draft from the editor. */
  readonly policy: number | null
  readonly lines: ReadonlyMap<string, readonly TrialLine[]>
}

const MOST_KEPT = 3
const keptBy = new WeakMap<Office, Kept[]>()

/**
 * Tries the policy on a month, closed or open, over the ledgers as they are now. Of a saved version the totals are kept for
 * who approves it; nothing else is written but the copy of members' entries that every calculation brings up to date.
 * @throws Refusal POLICY_INVALID, NOT_FOUND, WRONG_STATE for a version that is in force already, DATA_CHANGED, CANCELLED
 */
export async function tryOut(office: Office, actor: Actor, job: Job, input: TrialInput, act: string): Promise<Trial> {
  const { store } = office
  const { id, policy } = triedPolicy(office, input)
  refuseProblems(policy)
  const revision = revisionOf(store.read)
  const own = approvedPolicies(store.read).filter(({ code }) => code === policy.code)
  const since = input.since ?? trialSince(policy, own, input.period)
  const sides = sidesOf(policy, own, since)
  const scope = scopeOf(store.read, input.period, sides.versions)
  const terms = memberTerms(store.read, input.period, sides.versions)
  const shared = await sharedFacts(store, scope, terms, job)
  const sums = new TrialBook(policy, own)
  for await (const lines of linesByRange(store, shared, job)) {
    for (const line of lines) {
      if (line.policy) sums.add(line, sides.isOld(line.policy.id), sides.isNew(line.policy.id))
    }
  }
  job.seal()
  if (revisionOf(store.read) !== revision) throw new Refusal('DATA_CHANGED', { period: input.period })
  const totals = sums.totals(input.period, since)
  const trial: Trial = {
    ...totals,
    trial: randomUUID(),
    code: policy.code,
    title: policy.title,
    rows: sums.rows(),
  }
  if (id !== null) {
    runCommand(office, actor, act, (cx) => {
      keepTrial(cx, id, policy, totals, sums.sums)
      const { period, old, new: now } = totals
      return { result: null, subject: `policy:${policy.code}`, detail: { id, period, since, old, new: now } }
    })
  }
  const kept = keptBy.get(office) ?? []
  keptBy.set(office, [{ trial, policy: id, lines: sums.lines() }, ...kept].slice(0, MOST_KEPT))
  return trial
}

function triedPolicy(office: Office, { id, policy }: TrialInput) {
  if (id === undefined) {
    if (!policy) throw new Refusal('INVALID_INPUT', { field: 'policy' })
    return { id: null, policy }
  }
  const record = requirePolicy(office.store.read, id, ['draft', 'submitted', 'rejected'])
  return { id, policy: record.policy }
}

/**
 * From when a draft is taken to be in force on a trial: from its own first month where the month tried is not before it;
 * else from the first month of the version whose place it takes; else from the month tried.
 */
export function trialSince(policy: Policy, versions: readonly PolicyRecord[], period: Month): Month {
  if (policy.from <= period) return policy.from
  const inForce = versions.find(({ version, from, to }) => isInForce({ version, from, to: to ?? undefined }, period))
  return inForce?.from ?? period
}

/** The versions of both sides: those as they are, and those that there would be with the draft in its place. */
function sidesOf(policy: Policy, own: readonly PolicyRecord[], since: Month) {
  const last = policy.to !== undefined && policy.to < since ? since : policy.to
  const draft: PolicyRecord = {
    id: -1,
    code: policy.code,
    version: (own.at(-1)?.version ?? 0) + 1,
    status: 'approved',
    title: policy.title,
    from: since,
    to: last ?? null,
    policy,
    savedBy: '',
    savedAt: '',
    submittedBy: null,
    submittedAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    round: 0,
  }
  const both = new Set<number>()
  const after = [draft]
  for (const [at, record] of own.entries()) {
    const left = replacedBy(record, { from: since, to: draft.to })
    if (left === 'whole') both.add(record.id)
    else if (left === 'beginning') after.push({ ...record, id: -2 - at, to: addMonths(since, -1) })
  }
  return {
    versions: [...own, ...after],
    isOld: (id: number) => id > 0,
    isNew: (id: number) => id < 0 || both.has(id),
  }
}

/** A trial that is still in memory, by its name or by the saved version that was tried. */
export function keptTrial(office: Office, asked: { trial?: string | undefined; id?: number | undefined }): Kept | null {
  const kept = keptBy.get(office) ?? []
  return kept.find(({ trial, policy }) => (asked.trial ? trial.trial === asked.trial : policy === asked.id)) ?? null
}

/** The clauses of one outlet in a trial. @throws Refusal NOT_FOUND when the trial is no longer in memory */
export function trialLines(office: Office, asked: { trial: string; outlet: string }): readonly TrialLine[] {
  const found = keptTrial(office, { trial: asked.trial })
  if (!found) throw new Refusal('NOT_FOUND', { what: 'trial', name: '' })
  return found.lines.get(asked.outlet) ?? []
}

interface Amounts {
  old: number
  new: number
}

interface BookLine extends Amounts {
  oldText: string | null
  newText: string | null
}

const nothing = (): BookLine => ({ old: 0, new: 0, oldText: null, newText: null })

const inYuan = ({ old, new: now }: Amounts): TrialSums => ({
  old: yuan(asFen(old)),
  new: yuan(asFen(now)),
  difference: yuan(asFen(now - old)),
})

/** Adds up the lines of both sides, by outlet and clause. */
class TrialBook {
  readonly sums: Amounts = { old: 0, new: 0 }
  private readonly titles = new Map<string, string>()
  private readonly outlets = new Map<string, { row: Omit<TrialRow, keyof TrialSums>; clauses: Map<string, BookLine> }>()

  constructor(policy: Policy, own: readonly PolicyRecord[]) {
    const clauses = [policy, ...own.toReversed().map((record) => record.policy)].flatMap((each) => each.clauses)
    for (const { code, title } of clauses) if (!this.titles.has(code)) this.titles.set(code, title)
  }

  add({ outlet, clause, amount, detail }: PendingLine, isOld: boolean, isNew: boolean): void {
    let found = this.outlets.get(outlet.code)
    if (!found) {
      found = { row: { outlet: outlet.code, name: outlet.name, agent: outlet.agent }, clauses: new Map() }
      this.outlets.set(outlet.code, found)
    }
    const line = found.clauses.get(clause) ?? nothing()
    found.clauses.set(clause, line)
    const said = lineSentence({ ...detail, factors: [...detail.factors], amount: yuan(amount) })
    for (const side of [...(isOld ? (['old'] as const) : []), ...(isNew ? (['new'] as const) : [])]) {
      const text = side === 'old' ? 'oldText' : 'newText'
      line[side] += amount
      line[text] = line[text] === null ? said : `${line[text]}\n${said}`
      this.sums[side] += amount
    }
  }

  totals(period: Month, since: Month): TrialTotals {
    const byClause = new Map([...this.titles.keys()].map((code) => [code, nothing()]))
    let changed = 0
    for (const { clauses } of this.outlets.values()) {
      let [old, now] = [0, 0]
      for (const [code, line] of clauses) {
        const sum = byClause.get(code)
        if (sum) {
          sum.old += line.old
          sum.new += line.new
        }
        old += line.old
        now += line.new
      }
      if (old !== now) changed += 1
    }
    const clauses = [...byClause].map(([clause, sum]) => ({
      clause,
      title: this.titles.get(clause) ?? clause,
      ...inYuan(sum),
    }))
    return { period, since, outlets: this.outlets.size, changed, clauses, ...inYuan(this.sums) }
  }

  rows(): TrialRow[] {
    return [...this.outlets.values()].map(({ row, clauses }) => {
      const sum = { old: 0, new: 0 }
      for (const line of clauses.values()) {
        sum.old += line.old
        sum.new += line.new
      }
      return { ...row, ...inYuan(sum) }
    })
  }

  lines(): Map<string, TrialLine[]> {
    const order = [...this.titles.keys()]
    return new Map(
      [...this.outlets].map(([outlet, { clauses }]) => [
        outlet,
        [...clauses]
          .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
          .map(([clause, line]) => ({
            clause,
            title: this.titles.get(clause) ?? clause,
            ...inYuan(line),
            oldText: line.oldText,
            newText: line.newText,
          })),
      ]),
    )
  }
}

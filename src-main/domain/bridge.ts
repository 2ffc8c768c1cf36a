/**
 * The bridge (环比说明): from an outlet's statement of last month to this month's, by cause; the causes sum exactly to the
 * difference (DOMAIN.md §5). Each line is walked from what it was to what it is, one cause at a time, and rounded at every
 * stop, so that nothing is left over.
 */
import type { Exact } from './exact.ts'
import { add, compare, decimal, divide, multiply, ofFen, ofInteger, roundHalfAway, subtract, ZERO } from './exact.ts'
import { dueRows } from './instalment.ts'
import type { Cohort, Line, VolumeBreakdown } from './line.ts'
import { asFen, type Fen, fen } from './money.ts'
import { type Month, monthOfYear } from './month.ts'
import type { Clause } from './policy.ts'
import { isWithinMonths } from './residual.ts'

/** Why an amount is another than last month. */
export const BRIDGE_CAUSES = [
  'firstSettled',
  'newActivations',
  'fallingDue',
  'left',
  'notMet',
  'revenue',
  'missingData',
  'lateData',
  'volume',
  'tier',
  'factor',
  'limit',
  'policyStarted',
  'policyEnded',
  'policyChanged',
  'eligibility',
  'schedule',
  'activeDays',
  'completion',
  'assigned',
  'clawback',
  'adjustment',
] as const
export type BridgeCause = (typeof BRIDGE_CAUSES)[number]

/** A statement as far as the bridge looks at it. */
export interface BridgeStatement {
  readonly lines: readonly (Line & { readonly policyTitle?: string; readonly clauseTitle?: string })[]
  readonly adjustments: readonly { readonly amount: string }[]
}

/** How a clause stood towards the outlet in one of the two months; `clause` is that of the version that counts. */
export interface Standing {
  readonly state: 'none' | 'excluded' | 'in'
  readonly clause: Clause | null
}

/** What the two months know beside their statements. */
export interface BridgeGround {
  readonly last: Month
  readonly period: Month
  /** False where last month was never settled: then there is nothing to compare with. */
  readonly settledBefore: boolean
  standing(line: Pick<Line, 'policy' | 'version' | 'clause' | 'kind'>, month: Month): Standing
}

export interface BridgeStep {
  readonly cause: BridgeCause
  readonly amount: Fen
  /** What it is about: a clause's title, an item, or nothing. */
  readonly title: string
  readonly policy: string
  readonly clause: string
}

/** The steps from one statement to the next, without those of zero; null stands for no statement. */
export function bridgeSteps(
  before: BridgeStatement | null,
  now: BridgeStatement | null,
  ground: BridgeGround,
): BridgeStep[] {
  const steps: BridgeStep[] = []
  const push = (cause: BridgeCause, amount: number, about: Partial<Omit<BridgeStep, 'cause' | 'amount'>> = {}) => {
    if (amount !== 0) steps.push({ cause, amount: asFen(amount), title: '', policy: '', clause: '', ...about })
  }
  const pairs = new Map<string, { before: Line | null; now: Line | null }>()
  for (const [side, lines] of [
    ['before', before?.lines ?? []],
    ['now', now?.lines ?? []],
  ] as const) {
    for (const line of lines) {
      const key = keyOf(line)
      const pair = pairs.get(key) ?? { before: null, now: null }
      pairs.set(key, { ...pair, [side]: line })
    }
  }
  for (const pair of pairs.values()) {
    const line = (pair.now ?? pair.before) as BridgeStatement['lines'][number]
    const about = { title: line.clauseTitle ?? line.clause, policy: line.policy, clause: line.clause }
    if (!ground.settledBefore) push('firstSettled', fen(line.amount), about)
    else for (const [cause, amount] of lineSteps(pair.before, pair.now, ground)) push(cause, amount, about)
  }
  push('adjustment', sumOf(now?.adjustments) - sumOf(before?.adjustments))
  return steps
}

/** Members belong to the version of their activation month; other clauses go on through versions; what is taken back is one. */
function keyOf(line: Line): string {
  if (line.kind === 'clawback') return `clawback ${line.id}`
  const version = line.kind === 'instalment' || line.kind === 'residual' ? line.version : 0
  return JSON.stringify([line.kind, line.policy, version, line.clause])
}

function sumOf(adjustments: BridgeStatement['adjustments'] | undefined): number {
  return (adjustments ?? []).reduce((total, { amount }) => total + fen(amount), 0)
}

type Delta = readonly [BridgeCause, Exact]

function lineSteps(before: Line | null, now: Line | null, ground: BridgeGround): [BridgeCause, number][] {
  const one = (now ?? before)!
  const change = (now ? fen(now.amount) : 0) - (before ? fen(before.amount) : 0)
  if (one.kind === 'clawback') return [['clawback', change]]
  if (one.kind === 'assigned') return [['assigned', change]]
  const was = ground.standing(before ?? one, ground.last)
  const is = ground.standing(now ?? one, ground.period)
  const isMembers = one.kind === 'instalment' || one.kind === 'residual'
  if (!isMembers) {
    if (before === null && was.state === 'none') return [['policyStarted', change]]
    if (now === null && is.state === 'none') return [['policyEnded', change]]
    if (before === null && was.state === 'excluded') return [['eligibility', change]]
    if (now === null && is.state === 'excluded') return [['eligibility', change]]
  }
  return walked(before, now, isMembers ? memberDeltas(before, now, was, is) : plainDeltas(before, now, was, is, ground))
}

/** From amount to amount: the sum's deltas at last month's factors, then the factors, then cap and floor. */
function walked(before: Line | null, now: Line | null, deltas: readonly Delta[]): [BridgeCause, number][] {
  const [b, n] = [sideOf(before), sideOf(now)]
  const factorBefore = before ? b.factor : n.factor
  const steps: [BridgeCause, number][] = []
  let sum = b.sum
  let at: number = b.unlimited
  for (const [cause, delta] of deltas) {
    sum = add(sum, delta)
    const next = roundHalfAway(multiply(sum, factorBefore))
    steps.push([cause, next - at])
    at = next
  }
  const end = now ? n.unlimited : 0
  steps.push(['factor', end - at])
  steps.push(['limit', n.limited - b.limited])
  return steps
}

/** A line's sum, its factors' product, the fen before cap and floor, and what these added. */
function sideOf(line: Line | null): { sum: Exact; factor: Exact; unlimited: number; limited: number } {
  if (line === null) return { sum: ZERO, factor: ofInteger(1), unlimited: 0, limited: 0 }
  const factor = line.factors.reduce((product, { value }) => multiply(product, decimal(value)), ofInteger(1))
  const amount = fen(line.amount)
  const sum = decimal(line.sum)
  const unlimited = line.limit ? roundHalfAway(multiply(sum, factor)) : amount
  return { sum, factor, unlimited, limited: amount - unlimited }
}

function plainDeltas(
  before: Line | null,
  now: Line | null,
  was: Standing,
  is: Standing,
  ground: BridgeGround,
): Delta[] {
  const one = (now ?? before)!
  const whole = subtract(now ? decimal(now.sum) : ZERO, before ? decimal(before.sum) : ZERO)
  const isChanged = before !== null && now !== null && before.version !== now.version
  if (one.breakdown.kind === 'volume') return volumeDeltas(before, now, whole, isChanged)
  if (one.breakdown.kind !== 'fixed') return [['assigned', whole]]
  if (before === null || now === null) {
    // the outlet was meant and nothing came of it: not its month, not completed, or not a day active
    const [absent, month] = before === null ? [was.clause, ground.last] : [is.clause, ground.period]
    if (absent?.kind === 'fixed' && absent.months && !absent.months.includes(monthOfYear(month)))
      return [['schedule', whole]]
    return [[absent?.kind === 'fixed' && absent.completion ? 'completion' : 'activeDays', whole]]
  }
  return fixedDeltas(before, now, whole)
}

function fixedDeltas(before: Line, now: Line, whole: Exact): Delta[] {
  const [b, n] = [before.breakdown, now.breakdown]
  if (b.kind !== 'fixed' || n.kind !== 'fixed') return [['policyChanged', whole]]
  const deltas: Delta[] = []
  let left = whole
  const take = (cause: BridgeCause, delta: Exact) => {
    deltas.push([cause, delta])
    left = subtract(left, delta)
  }
  let sum = decimal(before.sum)
  const scaled = (by: Exact) => {
    const next = multiply(sum, by)
    const delta = subtract(next, sum)
    sum = next
    return delta
  }
  const [was, is] = [decimal(b.amount), decimal(n.amount)]
  if (compare(was, is) !== 0) take('policyChanged', was.num === 0n ? ZERO : scaled(divide(is, was)))
  const days = (side: typeof b) =>
    side.days ? divide(ofInteger(side.days.active), ofInteger(side.days.of)) : ofInteger(1)
  if (compare(days(b), days(n)) !== 0 && days(b).num !== 0n) take('activeDays', scaled(divide(days(n), days(b))))
  if (left.num !== 0n) take(b.completion || n.completion ? 'completion' : 'activeDays', left)
  return deltas
}

function volumeDeltas(before: Line | null, now: Line | null, whole: Exact, isChanged: boolean): Delta[] {
  const [b, n] = [volumeOf(before), volumeOf(now)]
  const pay = (n ?? b)!.pay
  const accumulates = (n ?? b)!.accumulate !== 'month'
  const isTiered = pay !== 'perUnit' && pay !== 'percent'
  const other: BridgeCause = isChanged ? 'policyChanged' : isTiered ? 'tier' : 'volume'
  const [m0, m1] = [b ? ownMeasure(b) : ZERO, n ? ownMeasure(n) : ZERO]
  const s0 = before ? decimal(before.sum) : ZERO
  // the lines meet without a common rate: nothing measured before, or below the first tier
  if (m0.num === 0n) return [['volume', whole]]
  if (pay === 'bonus' || s0.num === 0n || (accumulates && isTiered)) return [[other, whole]]
  const atFormerRate = subtract(multiply(divide(s0, m0), m1), s0)
  return [
    ['volume', atFormerRate],
    [other, subtract(whole, atFormerRate)],
  ]
}

function volumeOf(line: Line | null): VolumeBreakdown | null {
  return line?.breakdown.kind === 'volume' ? line.breakdown : null
}

/** What the month itself measured. */
function ownMeasure({ now, before }: VolumeBreakdown): Exact {
  return before ? subtract(decimal(now.measure), decimal(before.measure)) : decimal(now.measure)
}

function memberDeltas(before: Line | null, now: Line | null, was: Standing, is: Standing): Delta[] {
  const [b, n] = [cohortsOf(before), cohortsOf(now)]
  const isResidual = (now ?? before)!.kind === 'residual'
  return [...new Set([...b.keys(), ...n.keys()])].sort().flatMap((month): Delta[] => {
    const [from, to] = [b.get(month), n.get(month)]
    if (to && !from) return [[cameBy(to, was), ofFen(fen(to.sum))]]
    if (from && !to) return [[wentBy(from, is), ofFen(asFen(-fen(from.sum)))]]
    return from && to ? cohortDeltas(from, to, isResidual ? 'revenue' : 'fallingDue') : []
  })
}

function cohortsOf(line: Line | null): Map<Month, Cohort> {
  const { breakdown } = line ?? {}
  const cohorts = breakdown?.kind === 'instalment' || breakdown?.kind === 'residual' ? breakdown.cohorts : []
  return new Map(cohorts.map((cohort) => [cohort.month, cohort]))
}

function isDue(clause: Clause | null, index: number): boolean {
  if (clause?.kind === 'instalment') return dueRows(clause, index).length > 0
  return clause?.kind === 'residual' && isWithinMonths(clause, index)
}

function cameBy({ index }: Cohort, was: Standing): BridgeCause {
  if (index === 1) return 'newActivations'
  if (was.state === 'excluded') return 'eligibility'
  // it was due last month too, yet nobody was there: its rows came later
  return isDue(was.clause, index - 1) ? 'lateData' : 'fallingDue'
}

function wentBy({ index }: Cohort, is: Standing): BridgeCause {
  if (!isDue(is.clause, index + 1)) return 'fallingDue'
  return is.state === 'excluded' ? 'eligibility' : 'left'
}

/** The same activations a month later: first what each now brings, then how many of them are paid, and why not. */
function cohortDeltas(from: Cohort, to: Cohort, each: 'revenue' | 'fallingDue'): Delta[] {
  const [was, is] = [ofFen(fen(from.sum)), ofFen(fen(to.sum))]
  const count = (cohort: Cohort) => ofInteger(cohort.paid)
  if (from.paid === 0 && to.paid === 0) return [['notMet', subtract(is, was)]]
  const average = to.paid > 0 ? divide(is, count(to)) : divide(was, count(from))
  const atNewRate = to.paid > 0 ? subtract(multiply(average, count(from)), was) : ZERO
  const members = to.members - from.members
  const missing = missingOf(to) - missingOf(from)
  const people: Delta[] = [
    [members < 0 ? 'left' : 'lateData', multiply(average, ofInteger(members))],
    ['missingData', multiply(average, ofInteger(-missing))],
  ]
  const told = people.reduce((sum, [, delta]) => add(sum, delta), atNewRate)
  return [[each, atNewRate], ...people, ['notMet', subtract(subtract(is, was), told)]]
}

function missingOf({ unpaid }: Cohort): number {
  return unpaid.find(({ reason }) => reason === 'missingData')?.members ?? 0
}

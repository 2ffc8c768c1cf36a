/** The bridge (环比说明) of a month: every outlet's difference to last month by cause, and the county's (DOMAIN.md §5). */
import type { ReadDb } from '../../data/handles.ts'
import {
  BRIDGE_CAUSES,
  type BridgeCause,
  type BridgeGround,
  type BridgeStep,
  bridgeSteps,
} from '../../domain/bridge.ts'
import { paysOutlet } from '../../domain/filter.ts'
import { asFen, type Fen, fen, yuan } from '../../domain/money.ts'
import { addMonths, chineseMonth, type Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { causeMeaning, causeWords } from '../../domain/said/bridge-words.ts'
import { isInForce } from '../../domain/version.ts'
import { revisionOf } from '../command.ts'
import { approvedPolicies, type PolicyRecord } from '../policies/policies.ts'
import { factsOf, type PeriodFacts } from '../settlements/facts.ts'
import { isMemberClause } from '../settlements/member-terms.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { composeStatements, type Statement, statementsOf } from '../settlements/statements.ts'

/** An amount by cause, in yuan. */
export interface CauseAmount {
  readonly cause: BridgeCause
  readonly words: string
  readonly meaning: string
  readonly amount: string
}

export interface BridgeRow {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  readonly before: string
  readonly now: string
  readonly difference: string
  readonly causes: Readonly<Partial<Record<BridgeCause, string>>>
  /** Clause by clause; only where few outlets were asked about. */
  readonly steps?: readonly {
    cause: BridgeCause
    words: string
    title: string
    policy: string
    clause: string
    amount: string
  }[]
}

export interface Bridge {
  readonly period: Month
  readonly last: Month
  /** False where last month was never settled. */
  readonly settledBefore: boolean
  readonly before: string
  readonly now: string
  readonly difference: string
  /** Those that occur, in their fixed order; they sum to the difference. */
  readonly causes: readonly CauseAmount[]
  readonly outlets: readonly BridgeRow[]
}

const OUTLETS_A_STEP = 40
/** With so few outlets the clauses are told one by one. */
const TOLD_OUTLETS = 50

/**
 * The bridge to the period from the month before; `outlets` are codes, without them all.
 * @throws Refusal WRONG_STATE before the first calculation, NOT_FOUND for an outlet, DATA_CHANGED while it was reckoned
 */
export async function bridgeOf(
  db: ReadDb,
  asked: { period: Month; outlets?: readonly string[] | undefined },
  breathe: () => Promise<unknown>,
): Promise<Bridge> {
  const { period } = asked
  const last = addMonths(period, -1)
  const state = stateOf(db, period)
  if (state.run === null)
    throw new Refusal('WRONG_STATE', {
      period,
      words: chineseMonth(period),
      state: state.status,
      wanted: ['calculated'],
    })
  const settledBefore = stateOf(db, last).run !== null
  const revision = revisionOf(db)
  const facts = new Map([period, last].map((month) => [month, factsOf(db, month)] as const))
  const codes = asked.outlets ? requireOutlets(facts.get(period)!, asked.outlets) : partnerCodes(facts)
  const standing = standings(db, facts)
  const totals = new Map<BridgeCause, number>()
  const rows: BridgeRow[] = []
  let [before, now] = [0, 0]
  for (let at = 0; at < codes.length; at += OUTLETS_A_STEP) {
    const some = codes.slice(at, at + OUTLETS_A_STEP)
    const was = byCode(readStatements(db, last, some, facts))
    const is = byCode(readStatements(db, period, some, facts))
    for (const code of some) {
      const [from, to] = [was.get(code) ?? null, is.get(code) ?? null]
      if (!from && !to) continue
      const ground: BridgeGround = {
        last,
        period,
        settledBefore,
        standing: (line, month) => standing(line, month, code),
      }
      const steps = bridgeSteps(from, to, ground)
      for (const { cause, amount } of steps) totals.set(cause, (totals.get(cause) ?? 0) + amount)
      before += from ? fen(from.gross) : 0
      now += to ? fen(to.gross) : 0
      rows.push(rowOf(from, to, steps, codes.length <= TOLD_OUTLETS))
    }
    await breathe()
  }
  if (revisionOf(db) !== revision || stateOf(db, period).run !== state.run)
    throw new Refusal('DATA_CHANGED', { period })
  return {
    period,
    last,
    settledBefore,
    before: yuan(asFen(before)),
    now: yuan(asFen(now)),
    difference: yuan(asFen(now - before)),
    causes: BRIDGE_CAUSES.filter((cause) => totals.has(cause)).map((cause) => ({
      cause,
      words: causeWords(cause),
      meaning: causeMeaning(cause),
      amount: yuan(asFen(totals.get(cause) ?? 0)),
    })),
    outlets: rows,
  }
}

function requireOutlets({ outlets }: PeriodFacts, codes: readonly string[]): string[] {
  const known = new Set([...outlets.values()].map(({ code }) => code))
  for (const code of codes) if (!known.has(code)) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
  return [...new Set(codes)]
}

function partnerCodes(facts: ReadonlyMap<Month, PeriodFacts>): string[] {
  const codes = new Set<string>()
  for (const { outlets } of facts.values())
    for (const { code, category } of outlets.values()) if (category === 'partner') codes.add(code)
  return [...codes].sort()
}

function readStatements(
  db: ReadDb,
  period: Month,
  codes: readonly string[],
  facts: ReadonlyMap<Month, PeriodFacts>,
): Statement[] {
  return isClosed(stateOf(db, period))
    ? statementsOf(db, period, codes)
    : composeStatements(db, period, codes, facts.get(period))
}

function byCode(statements: readonly Statement[]): Map<string, Statement> {
  return new Map(statements.map((statement) => [statement.outlet, statement]))
}

function rowOf(from: Statement | null, to: Statement | null, steps: readonly BridgeStep[], isTold: boolean): BridgeRow {
  const { outlet, name, agent } = (to ?? from)!
  const causes: Partial<Record<BridgeCause, Fen>> = {}
  for (const { cause, amount } of steps) causes[cause] = asFen((causes[cause] ?? 0) + amount)
  const [before, now] = [from?.gross ?? '0.00', to?.gross ?? '0.00']
  return {
    outlet,
    name,
    agent,
    before,
    now,
    difference: yuan(asFen(fen(now) - fen(before))),
    causes: Object.fromEntries(Object.entries(causes).map(([cause, amount]) => [cause, yuan(amount)])),
    ...(isTold
      ? {
          steps: steps.map(({ amount, ...step }) => ({ ...step, words: causeWords(step.cause), amount: yuan(amount) })),
        }
      : {}),
  }
}

/** How clauses stood towards outlets in either month: whether a version was in force, and whether its filter named the outlet. */
function standings(db: ReadDb, facts: ReadonlyMap<Month, PeriodFacts>) {
  const versions = approvedPolicies(db)
  const records = new Map<string, PolicyRecord | undefined>()
  const outlets = new Map(
    [...facts].map(([month, { outlets }]) => [month, new Map([...outlets.values()].map((each) => [each.code, each]))]),
  )
  const recordOf = (policy: string, version: number, clause: string, month: Month) => {
    const key = JSON.stringify([policy, version, clause, month])
    if (!records.has(key)) {
      const own = versions.filter(({ code }) => code === policy)
      const named = own.find((each) => each.version === version)
      const isMembers = named?.policy.clauses.some((each) => each.code === clause && isMemberClause(each)) ?? false
      const found = isMembers
        ? named && named.from <= month
          ? named
          : undefined
        : own.find(
            ({ version, from, to, policy }) =>
              isInForce({ version, from, ...(to === null ? {} : { to }) }, month) &&
              policy.clauses.some((each) => each.code === clause),
          )
      records.set(key, found)
    }
    return records.get(key)
  }
  return (
    line: Parameters<BridgeGround['standing']>[0],
    month: Month,
    code: string,
  ): ReturnType<BridgeGround['standing']> => {
    const clause = recordOf(line.policy, line.version, line.clause, month)?.policy.clauses.find(
      (each) => each.code === line.clause,
    )
    if (!clause) return { state: 'none', clause: null }
    const outlet = outlets.get(month)?.get(code)
    return { state: outlet && paysOutlet(clause.outlets, outlet) ? 'in' : 'excluded', clause }
  }
}

/**
 * What a closed month would be now against what it was: outlet by outlet, clause by clause, net of corrections that were
 * posted before and of what clawback has taken meanwhile (DOMAIN.md §5, late data).
 */
import type { ReadDb } from '../../data/handles.ts'
import { clawbackAmount } from '../../domain/clawback.ts'
import { decimal, ofFen } from '../../domain/exact.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { lineMembers } from '../settlements/member-parts.ts'
import type { LineDetail } from '../settlements/scope.ts'
import { stateOf } from '../settlements/state.ts'
import { givenBackOf, lateRunOf } from './late-run.ts'

/** One clause of an outlet, in fen. */
export interface ClauseDifference {
  readonly policy: string
  readonly clause: string
  readonly closed: number
  readonly now: number
}

/** An outlet's difference, in fen. */
export interface OutletDifference {
  readonly outlet: number
  readonly code: string
  readonly name: string
  readonly clauses: readonly ClauseDifference[]
  readonly closed: number
  readonly now: number
  /** What later months took back from the closed lines and from corrections, below zero. */
  readonly clawedBack: number
  /** What they would have taken back from the lines as they are now, below zero. */
  readonly clawbackNow: number
  /** Corrections that were posted before, waiting or confirmed. */
  readonly corrected: number
  /** now + clawbackNow − closed − clawedBack − corrected */
  readonly difference: number
  /** Of the lines of members as they are now: what of each counts as taken. */
  readonly sources: readonly { readonly line: number; readonly taken: number }[]
}

interface LineRow {
  id: number
  outlet: number
  policy: string
  clause: string
  kind: string
  line: string
  amount: number
  detail: string
}

/** Every outlet whose difference is not zero or that was corrected, by code. @throws Refusal NOT_FOUND before the month was calculated on the side */
export function lateDifferences(db: ReadDb, period: Month, only?: ReadonlySet<string>): OutletDifference[] {
  const side = lateRunOf(db, period)
  if (!side) throw new Refusal('NOT_FOUND', { what: 'lateRun', name: period })
  const closedRun = stateOf(db, period).run
  const outlets = new Map<number, { closed: LineRow[]; now: LineRow[] }>()
  const gather = (run: number | null, into: 'closed' | 'now') => {
    for (const line of linesOf(db, run)) {
      const of = outlets.get(line.outlet) ?? { closed: [], now: [] }
      of[into].push(line)
      outlets.set(line.outlet, of)
    }
  }
  gather(closedRun, 'closed')
  gather(side.run, 'now')
  const names = new Map(
    db
      .all<{ id: number; code: string; name: string }>('SELECT id, code, name FROM outlets')
      .map((row) => [row.id, row]),
  )
  const corrected = correctedBefore(db, period)
  const closedRuns = new Set(
    db
      .all<{ run: number }>("SELECT run FROM settlements WHERE status IN ('closed', 'paid') AND run IS NOT NULL")
      .map(({ run }) => run),
  )
  const back = givenBackOf(db, side.run)
  const found: OutletDifference[] = []
  for (const outlet of new Set([...outlets.keys(), ...corrected.keys()])) {
    const named = names.get(outlet)
    if (!named || (only && !only.has(named.code))) continue
    const { closed, now } = outlets.get(outlet) ?? { closed: [], now: [] }
    const before = corrected.get(outlet) ?? 0
    const difference = differenceOf(
      db,
      period,
      { outlet, code: named.code, name: named.name },
      closed,
      now,
      before,
      closedRuns,
      back,
    )
    if (difference.difference !== 0 || before !== 0 || only) found.push(difference)
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function linesOf(db: ReadDb, run: number | null): LineRow[] {
  return db.all<LineRow>(
    `SELECT l.id, l.outlet, coalesce(p.code, '') AS policy, l.clause, l.kind, l.line, l.amount, l.detail
     FROM settlement_lines l LEFT JOIN policies p ON p.id = l.policy WHERE l.run = ? AND l.kind <> 'clawback' ORDER BY l.id`,
    run,
  )
}

/** Corrections of the month that are not refused, by outlet, in fen. */
function correctedBefore(db: ReadDb, period: Month): Map<number, number> {
  const rows = db.all<{ outlet: number; amount: number }>(
    `SELECT c.outlet, sum(a.amount) AS amount FROM late_corrections c JOIN adjustments a ON a.id = c.adjustment
     WHERE c.period = ? AND a.state <> 'refused' GROUP BY c.outlet`,
    monthNumber(period),
  )
  return new Map(rows.map(({ outlet, amount }) => [outlet, amount]))
}

const sumOf = (lines: readonly LineRow[]) => lines.reduce((sum, { amount }) => sum + amount, 0)

function differenceOf(
  db: ReadDb,
  period: Month,
  outlet: { outlet: number; code: string; name: string },
  closed: readonly LineRow[],
  now: readonly LineRow[],
  corrected: number,
  closedRuns: ReadonlySet<number>,
  back: ReadonlySet<number>,
): OutletDifference {
  const clawedBack = clawedBackFrom(db, period, outlet.outlet, closedRuns)
  const taken = takenFrom(db, period, outlet.outlet, closedRuns, back)
  const sources = now
    .filter(({ kind }) => kind === 'instalment' || kind === 'residual')
    .map((line) => ({ line: line.id, taken: takenOf(db, line, taken) }))
  const clawbackNow = -sources.reduce((sum, source) => sum + source.taken, 0)
  const [before, after] = [sumOf(closed), sumOf(now)]
  return {
    ...outlet,
    clauses: byClause(closed, now),
    closed: before,
    now: after,
    clawedBack,
    clawbackNow,
    corrected,
    difference: after + clawbackNow - before - clawedBack - corrected,
    sources,
  }
}

function byClause(closed: readonly LineRow[], now: readonly LineRow[]): ClauseDifference[] {
  const clauses = new Map<string, { policy: string; clause: string; closed: number; now: number }>()
  const add = (lines: readonly LineRow[], into: 'closed' | 'now') => {
    for (const { policy, clause, amount } of lines) {
      const key = `${policy}\n${clause}`
      const known = clauses.get(key) ?? { policy, clause, closed: 0, now: 0 }
      known[into] += amount
      clauses.set(key, known)
    }
  }
  add(closed, 'closed')
  add(now, 'now')
  return [...clauses.values()].filter((each) => each.closed !== each.now)
}

/** What closed months took back from lines of the month, whichever calculation they are of. */
function clawedBackFrom(db: ReadDb, period: Month, outlet: number, closedRuns: ReadonlySet<number>): number {
  return db
    .all<{ run: number; amount: number }>(
      `SELECT run, amount FROM settlement_lines WHERE source >= ?1 || '/' AND source < ?1 || '0' AND outlet = ?2
       AND kind = 'clawback'`,
      period,
      outlet,
    )
    .filter(({ run }) => closedRuns.has(run))
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** The members that closed months took from lines of the month, but those that are given back: policy, new line, clause → activations. */
export function takenFrom(
  db: ReadDb,
  period: Month,
  outlet: number,
  closedRuns: ReadonlySet<number>,
  back: ReadonlySet<number>,
): Map<string, Set<number>> {
  const rows = db.all<{ run: number; activation: number; policy: string; clause: string }>(
    `SELECT t.run, t.activation, p.code AS policy, l.clause FROM settlement_lines l JOIN settlement_runs r ON r.id = l.run
     JOIN policies p ON p.id = l.policy JOIN member_takings t ON t.source = l.id
     WHERE l.outlet = ?1 AND l.kind IN ('instalment', 'residual') AND r.period = ?2
     AND (r.id = (SELECT run FROM settlements WHERE period = ?2) OR r.id IN (SELECT run FROM late_runs WHERE period = ?2))`,
    outlet,
    monthNumber(period),
  )
  const taken = new Map<string, Set<number>>()
  for (const { run, activation, policy, clause } of rows) {
    if (!closedRuns.has(run) || back.has(activation)) continue
    const key = `${policy}\n${clause}`
    taken.set(key, (taken.get(key) ?? new Set()).add(activation))
  }
  return taken
}

/** What counts as taken of a line, in fen above zero: its share of the members that are gone. */
function takenOf(db: ReadDb, line: LineRow, taken: ReadonlyMap<string, ReadonlySet<number>>): number {
  const gone = taken.get(`${line.policy}\n${line.clause}`)
  if (!gone) return 0
  const members = lineMembers(db, line.id)
  let parts = 0
  for (const activation of gone) parts += members.partOf(activation)
  if (parts === 0) return 0
  const { sum } = JSON.parse(line.detail) as LineDetail
  return -clawbackAmount({
    lineAmount: asFen(line.amount),
    lineSum: decimal(sum),
    takenParts: ofFen(asFen(parts)),
    takenBefore: asFen(0),
  })
}

export interface LateDifferenceView {
  readonly outlet: string
  readonly name: string
  readonly closed: string
  readonly now: string
  /** Change of what clawback takes. */
  readonly clawback: string
  readonly corrected: string
  readonly difference: string
  readonly clauses: readonly { policy: string; clause: string; closed: string; now: string; difference: string }[]
}

/** The differences of a month for people, in yuan. */
export function lateDifferenceViews(cx: Pick<Query, 'db'>, period: Month): LateDifferenceView[] {
  const money = (amount: number) => yuan(asFen(amount))
  return lateDifferences(cx.db, period).map((each) => ({
    outlet: each.code,
    name: each.name,
    closed: money(each.closed),
    now: money(each.now),
    clawback: money(each.clawbackNow - each.clawedBack),
    corrected: money(each.corrected),
    difference: money(each.difference),
    clauses: each.clauses.map(({ policy, clause, closed, now }) => ({
      policy,
      clause,
      closed: money(closed),
      now: money(now),
      difference: money(now - closed),
    })),
  }))
}

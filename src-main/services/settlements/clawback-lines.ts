/**
 * Clawback: what lines of closed months give back because their members left, one negative line per source line, whatever
 * the outlet's filter or the policy's end now say; nothing is taken twice (DOMAIN.md §4).
 */
import type { ReadDb } from '../../data/handles.ts'
import { clawbackAmount } from '../../domain/clawback.ts'
import { decimal, ofFen, toDecimalText } from '../../domain/exact.ts'
import type { ClawbackBreakdown } from '../../domain/line.ts'
import { type Activation, takenIn } from '../../domain/members.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import { type LateSource, lateSources, takenWhenPosted } from '../late/sources.ts'
import type { BookEntry, MemberBook } from './member-book.ts'
import { type LineMembers, lineMembers } from './member-parts.ts'
import type { MemberTerms } from './member-terms.ts'
import type { LineDetail, PendingLine, Scope, Taking } from './scope.ts'

const ENDED_A_STEP = 5000
const OUTLETS_A_STEP = 20
const LINES_A_STEP = 100

/** What a source line gives back in this run: the members, and the line unless it comes to 0.00. */
export interface Clawback {
  /** settlement_lines.id of the source */
  readonly source: number
  readonly takings: readonly Taking[]
  readonly line: PendingLine | null
}

/** A closed month: its run, and the last batch that the run could see. */
interface ClosedMonth {
  readonly period: number
  readonly run: number
  readonly lastBatch: number | null
}

/** A member line of a closed month. */
interface SourceLine {
  id: number
  run: number
  outlet: number
  policy: number
  clause: string
  line: string
  amount: number
  detail: string
}

interface Source {
  readonly line: SourceLine
  /** Where the line took a closed one's place: the month of the correction, and what counted as taken by then, in fen. */
  readonly late: { readonly posted: number; readonly taken: number } | null
  readonly period: number
  readonly members: Taken[]
  readonly partsBefore: number
}

interface Taken extends Taking {
  readonly part: number
}

/** Every clawback of the period, in portions of about a hundred source lines. */
export async function* clawbacks(
  db: ReadDb,
  scope: Scope,
  terms: readonly MemberTerms[],
  book: MemberBook,
  job: Job,
): AsyncGenerator<Clawback[]> {
  const closed = db.all<ClosedMonth>(
    `SELECT s.period, s.run, r.report ->> 'lastBatch' AS lastBatch FROM settlements s JOIN settlement_runs r ON r.id = s.run
     WHERE s.status IN ('closed', 'paid') AND s.period < ? ORDER BY s.period`,
    monthNumber(scope.period),
  )
  if (closed.length === 0) return
  const late = lateSources(db, scope.period)
  const leaving = await leavingMembers(scope, terms, book, closed, correctedNow(scope, late), job)
  const byClause = new Map(terms.map((each) => [`${each.policy.id} ${each.clause.code}`, each]))
  let found: Clawback[] = []
  for (const [at, [outlet, members]] of [...leaving].toSorted(([a], [b]) => a - b).entries()) {
    for (const source of sourcesOf(db, { book, terms: byClause }, outlet, members, closed, late)) {
      found.push(clawbackOf(db, scope, terms, closed, source))
      if (found.length < LINES_A_STEP) continue
      yield found
      found = []
      await job.breathe()
    }
    if (at % OUTLETS_A_STEP === 0) await job.breathe()
  }
  if (found.length > 0) yield found
}

/** A member that its terms take: from lines of the policies and clauses named here. */
interface Leaving {
  readonly taking: Taking
  /** activation month as the store keeps it */
  readonly since: number
  /** "policy id, clause code" */
  readonly from: ReadonlySet<string>
}

/**
 * The members that may still have to be taken, by outlet: those that left in this month or the last, whose line of the last
 * month was not closed then; those whose leaving came to be known after their month had been calculated; and all of the
 * outlets that are corrected in this month, since members who left long ago may stand in a closed line only now.
 */
async function leavingMembers(
  scope: Scope,
  terms: readonly MemberTerms[],
  book: MemberBook,
  closed: readonly ClosedMonth[],
  corrected: ReadonlySet<number>,
  job: Job,
): Promise<Map<number, Leaving[]>> {
  const recent = monthNumber(addMonths(scope.period, -1))
  const seen = new Map(closed.map(({ period, lastBatch }) => [period, lastBatch ?? 0]))
  const isLate = (month: number, batch: number) => batch > (seen.get(month) ?? Number.MAX_SAFE_INTEGER)
  const leaving = new Map<number, Leaving[]>()
  for (const own of byFilter(terms).values()) {
    const ended = book.of(own[0]!)?.ended ?? []
    for (const [at, activation] of ended.entries()) {
      if (at % ENDED_A_STEP === ENDED_A_STEP - 1) await job.breathe()
      const { reversedBy, terminatedIn } = activation
      const reversed = reversedBy === null ? 0 : monthNumber(reversedBy.month)
      const terminated = terminatedIn === null ? 0 : monthNumber(terminatedIn)
      const outlet = book.outlets.at(activation.entry.row)
      const asked =
        corrected.has(outlet) ||
        reversed >= recent ||
        terminated >= recent ||
        (reversedBy !== null && isLate(reversed, book.batchOf(reversedBy))) ||
        (terminated > 0 && isLate(terminated, book.terminationOf(activation)?.batch ?? 0))
      if (!asked) continue
      const causes = new Map<string, { taking: Taking; from: Set<string> }>()
      for (const each of own) {
        const taking = takingOf(activation, each, book)
        if (taking === null) continue
        const known = causes.get(taking.cause) ?? { taking, from: new Set<string>() }
        causes.set(taking.cause, known)
        known.from.add(`${each.policy.id} ${each.clause.code}`)
      }
      const since = monthNumber(activation.month)
      for (const { taking, from } of causes.values()) {
        const list = leaving.get(outlet)
        if (list) list.push({ taking, since, from })
        else leaving.set(outlet, [{ taking, since, from }])
      }
    }
  }
  return leaving
}

/** The outlets with a correction of late data in the period. */
function correctedNow({ period }: Scope, late: ReadonlyMap<string, LateSource>): Set<number> {
  const now = [...late].filter(([, { posted }]) => posted === monthNumber(period))
  return new Set(now.map(([key]) => Number(key.split(' ')[1])))
}

function byFilter(terms: readonly MemberTerms[]): Map<string, MemberTerms[]> {
  const filters = new Map<string, MemberTerms[]>()
  for (const each of terms) filters.set(each.filterKey, [...(filters.get(each.filterKey) ?? []), each])
  return filters
}

/** The closed lines of an outlet that the members leave, with what each brought; members taken before are left out. */
function* sourcesOf(
  db: ReadDb,
  { book, terms }: { book: MemberBook; terms: ReadonlyMap<string, MemberTerms> },
  outlet: number,
  leaving: readonly Leaving[],
  closed: readonly ClosedMonth[],
  late: ReadonlyMap<string, LateSource>,
): Iterable<Source> {
  const first = Math.min(...leaving.map(({ since }) => since))
  for (const { run, period } of closed) {
    if (period < first) continue
    const corrected = late.get(`${period} ${outlet}`)
    const lines = db.all<SourceLine>(
      `SELECT id, run, outlet, policy, clause, line, amount, detail FROM settlement_lines
       WHERE run = ? AND outlet = ? AND kind IN ('instalment', 'residual') ORDER BY id`,
      corrected?.run ?? run,
      outlet,
    )
    for (const line of lines) {
      const key = `${line.policy} ${line.clause}`
      const asked = leaving.filter(({ since, from }) => since <= period && from.has(key))
      if (asked.length === 0) continue
      const kept = lineMembers(db, line.id)
      const before = takenBefore(db, line.id, closed)
      const members = asked
        .map(({ taking }) => ({ taking: asKept(taking, kept, book, terms.get(key)) }))
        .filter(({ taking }) => !before.has(taking.activation))
        .map(({ taking }) => ({ ...taking, part: kept.partOf(taking.activation) }))
        .filter(({ part }) => part !== 0)
      if (members.length === 0) continue
      let partsBefore = 0
      for (const activation of before) partsBefore += kept.partOf(activation)
      const stood = corrected ? { posted: corrected.posted, taken: takenWhenPosted(db, line.id) } : null
      yield { line, late: stood, period, members, partsBefore }
    }
  }
}

/**
 * The taking as the line knows its member: a row that came late may have made another entry the activation of the same
 * subscriber. One that is an activation still is another membership, and stays what it is.
 */
function asKept(taking: Taking, kept: LineMembers, book: MemberBook, terms: MemberTerms | undefined): Taking {
  if (terms === undefined || kept.has(taking.activation)) return taking
  const activation = kept.ofSubscriber(book.subscriberOf(taking.activation), (entry) => book.subscriberOf(entry))
  return activation === undefined || book.isActivation(terms, activation) ? taking : { ...taking, activation }
}

/** The activations that closed months took from a source line. */
function takenBefore(db: ReadDb, source: number, closed: readonly ClosedMonth[]): Set<number> {
  const taken = db.all<{ run: number; activation: number }>(
    'SELECT run, activation FROM member_takings WHERE source = ?',
    source,
  )
  return new Set(
    taken.filter(({ run }) => closed.some((month) => month.run === run)).map(({ activation }) => activation),
  )
}

/** Why the member is taken under the terms by the end of the period, or null. */
export function takingOf(activation: Activation<BookEntry>, { clause }: MemberTerms, book: MemberBook): Taking | null {
  const { entry, reversedBy, terminatedIn } = activation
  const within = clause.clawback?.withinMonths
  const id = book.entryIds.at(entry.row)
  if (reversedBy !== null && takenIn(activation, reversedBy.month, within) === 'reversed') {
    return { activation: id, cause: 'reversed', evidence: book.entryIds.at(reversedBy.row) }
  }
  if (terminatedIn !== null && takenIn(activation, terminatedIn, within) === 'terminated') {
    return { activation: id, cause: 'terminated', evidence: book.terminationOf(activation)?.id ?? null }
  }
  return null
}

function clawbackOf(
  db: ReadDb,
  scope: Scope,
  terms: readonly MemberTerms[],
  closed: readonly ClosedMonth[],
  { line, late, period, members, partsBefore }: Source,
): Clawback {
  const parts = asFen(members.reduce((total, { part }) => total + part, partsBefore))
  const counted = late ? closed.filter((month) => month.period >= late.posted) : closed
  const moneyBefore = asFen((late?.taken ?? 0) + takenMoney(db, line.line, counted))
  const { sum } = JSON.parse(line.detail) as LineDetail
  const amount = clawbackAmount({
    lineAmount: asFen(line.amount),
    lineSum: decimal(sum),
    takenParts: ofFen(parts),
    takenBefore: moneyBefore,
  })
  const takings = members.map(({ part: _, ...taking }) => taking)
  const outlet = scope.facts.outlets.get(line.outlet)
  const policy = terms.find((each) => each.policy.id === line.policy)?.policy
  if (amount === 0 || !outlet || !policy) return { source: line.id, takings, line: null }
  const reversed = members.filter(({ cause }) => cause === 'reversed').length
  const breakdown: ClawbackBreakdown = {
    kind: 'clawback',
    source: { period: monthFromNumber(period), amount: yuan(asFen(line.amount)), sum },
    members: { reversed, terminated: members.length - reversed },
    parts: toDecimalText(ofFen(parts), 2),
    takenBefore: yuan(moneyBefore),
  }
  return {
    source: line.id,
    takings,
    line: {
      outlet,
      policy,
      clause: line.clause,
      kind: 'clawback',
      source: line.line,
      amount,
      rows: members.reduce((rows, { evidence }) => rows + (evidence === null ? 1 : 2), 0),
      detail: { measure: String(members.length), breakdown, sum: yuan(amount), factors: [] },
    },
  }
}

/** What closed months took from a source line, in fen, above zero. */
function takenMoney(db: ReadDb, source: string, closed: readonly ClosedMonth[]): number {
  return -db
    .all<{ run: number; amount: number }>(
      "SELECT run, amount FROM settlement_lines WHERE source = ? AND kind = 'clawback'",
      source,
    )
    .filter(({ run }) => closed.some((month) => month.run === run))
    .reduce((total, { amount }) => total + amount, 0)
}

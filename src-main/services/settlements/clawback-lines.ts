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
import { monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import type { BookEntry, MemberBook } from './member-book.ts'
import type { MemberTerms } from './member-terms.ts'
import type { LineDetail, PendingLine, Scope, Taking } from './scope.ts'

const LOOKUPS_A_STEP = 500
const LINES_A_STEP = 100

/** What a source line gives back in this run: the members, and the line unless it comes to 0.00. */
export interface Clawback {
  /** settlement_lines.id of the source */
  readonly source: number
  readonly takings: readonly Taking[]
  readonly line: PendingLine | null
}

interface PaidPart {
  line: number
  part: number
  policy: number
  clause: string
  run: number
}

interface Taken extends Taking {
  readonly part: number
}

/** Every clawback of the period, in portions of at most a hundred source lines. */
export async function* clawbacks(
  db: ReadDb,
  scope: Scope,
  terms: readonly MemberTerms[],
  book: MemberBook,
  job: Job,
): AsyncGenerator<Clawback[]> {
  const closed = new Map(
    db
      .all<{ run: number; period: number }>(
        "SELECT run, period FROM settlements WHERE status IN ('closed', 'paid') AND period < ? AND run IS NOT NULL",
        monthNumber(scope.period),
      )
      .map(({ run, period }) => [run, period]),
  )
  if (closed.size === 0) return
  const taken = await takenNow(db, terms, book, closed, job)
  const sources = [...taken].toSorted(([a], [b]) => a - b)
  for (let at = 0; at < sources.length; at += LINES_A_STEP) {
    yield sources
      .slice(at, at + LINES_A_STEP)
      .map(([source, members]) => clawbackOf(db, scope, terms, closed, source, members))
    await job.breathe()
  }
}

/** The members taken by the end of the period and not in a closed month before, by source line. */
async function takenNow(
  db: ReadDb,
  terms: readonly MemberTerms[],
  book: MemberBook,
  closed: ReadonlyMap<number, number>,
  job: Job,
): Promise<Map<number, Taken[]>> {
  const taken = new Map<number, Taken[]>()
  const filters = new Map<string, Map<string, MemberTerms>>()
  for (const each of terms) {
    const of = filters.get(each.filterKey) ?? new Map<string, MemberTerms>()
    of.set(`${each.policy.id} ${each.clause.code}`, each)
    filters.set(each.filterKey, of)
  }
  let looked = 0
  for (const own of filters.values()) {
    const [any] = own.values()
    for (const activation of (any && book.of(any)?.ended) ?? []) {
      const id = book.entryIds.at(activation.entry.row)
      const parts = db.all<PaidPart>(
        `SELECT p.line, p.part, l.policy, l.clause, l.run FROM member_parts p JOIN settlement_lines l ON l.id = p.line
         WHERE p.activation = ? AND p.part <> 0 ORDER BY p.line`,
        id,
      )
      for (const part of parts) {
        const paidBy = own.get(`${part.policy} ${part.clause}`)
        if (paidBy === undefined || !closed.has(part.run) || isTakenBefore(db, closed, part.line, id)) continue
        const taking = takingOf(activation, paidBy, book)
        if (taking === null) continue
        const members = taken.get(part.line) ?? []
        taken.set(part.line, members)
        members.push({ ...taking, part: part.part })
      }
      if (++looked % LOOKUPS_A_STEP === 0) await job.breathe()
    }
  }
  return taken
}

function isTakenBefore(db: ReadDb, closed: ReadonlyMap<number, number>, source: number, activation: number): boolean {
  return db
    .all<{ run: number }>('SELECT run FROM member_takings WHERE source = ? AND activation = ?', source, activation)
    .some(({ run }) => closed.has(run))
}

/** Why the member is taken under the terms by the end of the period, or null. */
function takingOf(activation: Activation<BookEntry>, { clause }: MemberTerms, book: MemberBook): Taking | null {
  const { entry, reversedBy, terminatedIn } = activation
  const within = clause.clawback?.withinMonths
  const id = book.entryIds.at(entry.row)
  if (reversedBy !== null && takenIn(activation, reversedBy.month, within) === 'reversed') {
    return { activation: id, cause: 'reversed', evidence: book.entryIds.at(reversedBy.row) }
  }
  if (terminatedIn !== null && takenIn(activation, terminatedIn, within) === 'terminated') {
    return { activation: id, cause: 'terminated', evidence: book.terminationOf(activation) }
  }
  return null
}

interface SourceLine {
  outlet: number
  policy: number
  clause: string
  line: string
  amount: number
  detail: string
  run: number
}

function clawbackOf(
  db: ReadDb,
  scope: Scope,
  terms: readonly MemberTerms[],
  closed: ReadonlyMap<number, number>,
  source: number,
  members: readonly Taken[],
): Clawback {
  const line = db.get<SourceLine>(
    'SELECT outlet, policy, clause, line, amount, detail, run FROM settlement_lines WHERE id = ?',
    source,
  )!
  const before = takenBefore(db, closed, source, line.line)
  const parts = asFen(before.parts + members.reduce((sum, { part }) => sum + part, 0))
  const { sum } = JSON.parse(line.detail) as LineDetail
  const amount = clawbackAmount({
    lineAmount: asFen(line.amount),
    lineSum: decimal(sum),
    takenParts: ofFen(parts),
    takenBefore: asFen(before.amount),
  })
  const takings = members.map(({ part: _, ...taking }) => taking)
  const outlet = scope.facts.outlets.get(line.outlet)
  const policy = terms.find((each) => each.policy.id === line.policy)?.policy
  if (amount === 0 || !outlet || !policy) return { source, takings, line: null }
  const reversed = members.filter(({ cause }) => cause === 'reversed').length
  const breakdown: ClawbackBreakdown = {
    kind: 'clawback',
    source: { period: monthFromNumber(closed.get(line.run)!), amount: yuan(asFen(line.amount)), sum },
    members: { reversed, terminated: members.length - reversed },
    parts: toDecimalText(ofFen(parts), 2),
    takenBefore: yuan(asFen(before.amount)),
  }
  return {
    source,
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

/** What closed months took from a source line: the members' parts, and the money (above zero), both in fen. */
function takenBefore(
  db: ReadDb,
  closed: ReadonlyMap<number, number>,
  source: number,
  line: string,
): { parts: number; amount: number } {
  const parts = db.all<{ run: number; part: number }>(
    `SELECT t.run, sum(p.part) AS part FROM member_takings t
     JOIN member_parts p ON p.line = t.source AND p.activation = t.activation WHERE t.source = ? GROUP BY t.run`,
    source,
  )
  const lines = db.all<{ run: number; amount: number }>(
    "SELECT run, amount FROM settlement_lines WHERE source = ? AND kind = 'clawback'",
    line,
  )
  const sum = (rows: readonly { run: number }[], of: (at: number) => number) =>
    rows.reduce((total, { run }, at) => (closed.has(run) ? total + of(at) : total), 0)
  return { parts: sum(parts, (at) => parts[at]!.part), amount: -sum(lines, (at) => lines[at]!.amount) }
}

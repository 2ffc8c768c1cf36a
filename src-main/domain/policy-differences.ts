/** What changed from one version of a policy to another: its head, and clause by clause both sentences with what differs. */
import { clauseSentence, type NameOf } from './clause-sentence.ts'
import { chineseMonth } from './month.ts'
import type { Clause, Policy } from './policy.ts'

/** A stretch of a sentence; `changed` where the other sentence has not got it. */
export interface Piece {
  readonly text: string
  readonly changed: boolean
}

export interface HeadDifference {
  readonly field: 'title' | 'documentNumber' | 'origin' | 'kind' | 'months' | 'examples'
  readonly was: string
  readonly now: string
}

export interface ClauseDifference {
  readonly clause: string
  readonly title: string
  readonly change: 'same' | 'changed' | 'added' | 'removed'
  /** The clause's sentence in the earlier version, in pieces; null where it was not there. */
  readonly was: readonly Piece[] | null
  readonly now: readonly Piece[] | null
}

export interface PolicyDifferences {
  readonly head: readonly HeadDifference[]
  /** In the order of the later version, then those that it has no more. */
  readonly clauses: readonly ClauseDifference[]
}

/** Compares two versions; their clauses are told apart by their codes. The texts must be well formed. */
export function policyDifferences(was: Policy, now: Policy, nameOf?: NameOf): PolicyDifferences {
  const before = new Map(was.clauses.map((clause) => [clause.code, clause]))
  const after = new Set(now.clauses.map(({ code }) => code))
  return {
    head: headDifferences(was, now),
    clauses: [
      ...now.clauses.map((clause) => clauseDifference(before.get(clause.code), clause, nameOf)),
      ...was.clauses
        .filter(({ code }) => !after.has(code))
        .map((clause) => clauseDifference(clause, undefined, nameOf)),
    ],
  }
}

function headDifferences(was: Policy, now: Policy): HeadDifference[] {
  const sides = [was, now].map((policy) => ({
    title: policy.title,
    documentNumber: policy.documentNumber ?? '',
    origin: policy.origin ?? 'county',
    kind: policy.kind,
    months: `${chineseMonth(policy.from)}起${policy.to === undefined ? '' : `至${chineseMonth(policy.to)}`}`,
    examples: String(policy.examples?.length ?? 0),
  }))
  const [first, second] = [sides[0]!, sides[1]!]
  const fields = ['title', 'documentNumber', 'origin', 'kind', 'months', 'examples'] as const
  return fields
    .filter((field) => first[field] !== second[field])
    .map((field) => ({ field, was: first[field], now: second[field] }))
}

function clauseDifference(was: Clause | undefined, now: Clause | undefined, nameOf?: NameOf): ClauseDifference {
  const { code, title } = (now ?? was)!
  const whole = (clause: Clause): Piece[] => [{ text: said(clause, nameOf), changed: false }]
  if (!was) return { clause: code, title, change: 'added', was: null, now: whole(now!) }
  if (!now) return { clause: code, title, change: 'removed', was: whole(was), now: null }
  if (sameClause(was, now)) return { clause: code, title, change: 'same', was: whole(was), now: whole(now) }
  const [before, after] = changedPieces(
    said(was, nameOf, was.title !== now.title),
    said(now, nameOf, was.title !== now.title),
  )
  return { clause: code, title, change: 'changed', was: before, now: after }
}

/** Whether two clauses are equal whatever the order in which their fields were written. */
function sameClause(a: Clause, b: Clause): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(
    fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, ordered(field)]),
  )
}

function said(clause: Clause, nameOf: NameOf | undefined, withTitle = false): string {
  const sentence = nameOf ? clauseSentence(clause, nameOf) : clauseSentence(clause)
  return withTitle ? `“${clause.title}”，${sentence}` : sentence
}

/** Two sentences in pieces, cut at their punctuation; what only one of them has is marked. */
export function changedPieces(was: string, now: string): [Piece[], Piece[]] {
  const [left, right] = [cut(was), cut(now)]
  // the longest run of pieces that both have in the same order
  const longest = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i]![j] =
        left[i] === right[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
    }
  }
  const pieces: [Piece[], Piece[]] = [[], []]
  const push = (side: 0 | 1, text: string, changed: boolean) => {
    const last = pieces[side].at(-1)
    if (last?.changed === changed) pieces[side][pieces[side].length - 1] = { text: last.text + text, changed }
    else pieces[side].push({ text, changed })
  }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      push(0, left[i++]!, false)
      push(1, right[j++]!, false)
    } else if (j >= right.length || (i < left.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      push(0, left[i++]!, true)
    } else push(1, right[j++]!, true)
  }
  return pieces
}

function cut(sentence: string): string[] {
  return sentence.match(/[^，；：、（）]+|[，；：、（）]/g) ?? []
}

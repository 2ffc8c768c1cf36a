/** What instalments are still to come and how much of them may be expected by what was observed (DOMAIN.md §5, 待付分期). */
import type { Exact } from './exact.ts'
import { divide, multiply, ofFen, ofInteger, roundHalfAway } from './exact.ts'
import { asFen, type Fen, fen } from './money.ts'
import type { InstalmentClause } from './policy.ts'

/** What a clause pays one member in its month k when every condition holds; of bands the highest. */
export function fullAmount(clause: InstalmentClause, index: number): Fen {
  let full = 0
  for (const row of clause.schedule) {
    if (row.month !== index) continue
    full += row.bands ? Math.max(0, ...row.bands.map(({ amount }) => fen(amount))) : fen(row.amount ?? '0')
  }
  return asFen(full)
}

/** The months k of the schedule after an index, ascending. */
export function laterIndexes(clause: InstalmentClause, index: number): number[] {
  return [...new Set(clause.schedule.map(({ month }) => month))].filter((k) => k > index).toSorted((a, b) => a - b)
}

/** How long activations stayed members: counted by how far they can be seen and how long they stayed. */
export class Survival {
  // counts[seen][stayed]
  private readonly counts: number[][] = []

  /** An activation whose month k is `seen` by now and which was a member through month k `stayed` (at most `seen`). */
  add(seen: number, stayed: number): void {
    const row = this.counts[seen] ?? []
    this.counts[seen] = row
    const kept = Math.min(seen, stayed)
    row[kept] = (row[kept] ?? 0) + 1
  }

  /**
   * Of the members of month `from` that can be seen through month `to`, the share that was still a member then.
   * Where none can be seen that far: as far as can be seen; where none at all: all.
   */
  share(from: number, to: number): Exact {
    for (let until = to; until > from; until--) {
      let [members, stayed] = [0, 0]
      for (const [seen, row] of this.counts.entries()) {
        if (!row || seen < until) continue
        for (const [last, count] of row.entries()) {
          if (!count || last < from) continue
          members += count
          if (last >= until) stayed += count
        }
      }
      if (members > 0) return divide(ofInteger(stayed), ofInteger(members))
    }
    return ofInteger(1)
  }
}

/** What was paid of what would have been paid in full, by the schedule's month k. */
export class PaidShares {
  private readonly byIndex = new Map<number, { paid: number; full: number }>()

  add(index: number, paid: number, full: number): void {
    const known = this.byIndex.get(index) ?? { paid: 0, full: 0 }
    this.byIndex.set(index, { paid: known.paid + paid, full: known.full + full })
  }

  /** Of month k; where none was observed that of the clause's other months, where none of them all. */
  of(index: number): Exact {
    const own = this.byIndex.get(index)
    if (own && own.full > 0) return divide(ofInteger(own.paid), ofInteger(own.full))
    let [paid, full] = [0, 0]
    for (const each of this.byIndex.values()) {
      paid += each.paid
      full += each.full
    }
    return full > 0 ? divide(ofInteger(paid), ofInteger(full)) : ofInteger(1)
  }
}

/** So many members at this full amount, at the observed shares, rounded once. */
export function expectedAmount(members: number, full: Fen, stays: Exact, paid: Exact): Fen {
  return roundHalfAway(multiply(multiply(ofFen(asFen(full * members)), stays), paid))
}

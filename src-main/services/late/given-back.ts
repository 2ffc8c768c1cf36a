/**
 * Members that clawback took from lines of a closed month and that, on the data as it is now, never left: a late entry may have
 * kept a running quantity above zero. What was taken for them is given back by the month's correction.
 */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { takingOf } from '../settlements/clawback-lines.ts'
import { MemberBook } from '../settlements/member-book.ts'
import { memberTerms } from '../settlements/member-terms.ts'
import { scopeOf } from '../settlements/scope.ts'

/** A member of a line by the entry of its activation. */
interface TakenMember {
  readonly policy: number
  readonly clause: string
  readonly activation: number
}

/** The taken members of the month's lines that have not left by the end of the latest closed month, as entries' ids. */
export async function givenBack(office: Office, period: Month, job: Job): Promise<number[]> {
  const { store } = office
  const taken = takenMembers(store.read, period)
  if (taken.length === 0) return []
  const latest = latestClosed(store.read)
  const scope = scopeOf(store.read, latest)
  const terms = memberTerms(store.read, latest)
  const book = await MemberBook.read(store, scope, terms, job)
  const left = new Set<string>()
  for (const each of terms) {
    for (const activation of book.of(each)?.ended ?? []) {
      if (takingOf(activation, each, book) === null) continue
      left.add(`${each.policy.id} ${each.clause.code} ${book.entryIds.at(activation.entry.row)}`)
    }
    await job.breathe()
  }
  const back = taken.filter(({ policy, clause, activation }) => !left.has(`${policy} ${clause} ${activation}`))
  return [...new Set(back.map(({ activation }) => activation))]
}

function takenMembers(db: ReadDb, period: Month): TakenMember[] {
  return db.all<TakenMember>(
    `SELECT DISTINCT l.policy, l.clause, t.activation FROM member_takings t JOIN settlement_lines l ON l.id = t.source
     JOIN settlement_runs r ON r.id = l.run WHERE r.period = ? AND l.policy IS NOT NULL
     AND t.run IN (SELECT run FROM settlements WHERE status IN ('closed', 'paid'))`,
    monthNumber(period),
  )
}

/** The latest closed month; asked only when there is one. */
function latestClosed(db: ReadDb): Month {
  const row = db.get<{ period: number }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return monthFromNumber(row?.period ?? 0)
}

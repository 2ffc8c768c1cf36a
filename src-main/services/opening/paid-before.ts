/** What members were paid before going live, linked to the activations that it was paid for (DOMAIN.md §3, §4). */
import type { ReadDb } from '../../data/handles.ts'
import { takenIn } from '../../domain/members.ts'
import { addMonths, type Month, monthFromNumber, monthsFrom } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import { approvedPolicies, type PolicyRecord } from '../policies/policies.ts'
import { activationIn } from '../settlements/explain-missing-member.ts'
import { lifeOf } from '../settlements/member-life.ts'
import { isMemberClause, type MemberClause } from '../settlements/member-terms.ts'
import { type Scope, scopeOf } from '../settlements/scope.ts'
import { visibleRows } from '../settlements/sums.ts'
import type { OpeningProblem } from './proof.ts'

/** What one clause of a version had paid at one outlet, by member. */
export interface PaidLine {
  readonly outlet: number
  readonly policy: PolicyRecord
  readonly clause: MemberClause
  /** fen by entries.id of the activation */
  readonly parts: Map<number, number>
  /** Activation month by the same id. */
  readonly months: Map<number, Month>
  rows: number
}

export interface PaidBefore {
  readonly rows: number
  /** fen, of all rows */
  readonly amount: number
  readonly lines: readonly PaidLine[]
  readonly problems: readonly OpeningProblem[]
}

interface PaidRow {
  id: number
  batch: number
  row: number
  period: number
  outlet: number
  subscriber: string | null
  subscriber_id: string | null
  policy: string
  clause: string
  amount: number
}

const ROWS_A_STEP = 100

/** Links every row, in steps; rows of members that had left by then are left out: the office has dealt with them itself. */
export async function paidBefore(db: ReadDb, from: Month, job: Job): Promise<PaidBefore> {
  const scope = scopeOf(db, addMonths(from, -1))
  const versions = memberVersions(db)
  const lines = new Map<string, PaidLine>()
  const problems: OpeningProblem[] = []
  let [rows, amount, after] = [0, 0, 0]
  for (;;) {
    const some = db.all<PaidRow>(
      `SELECT id, batch, row, period, outlet, subscriber, subscriber_id, policy, clause, amount FROM opening_paid
       WHERE id > ? AND ${visibleRows(db)} ORDER BY id LIMIT ${ROWS_A_STEP}`,
      after,
    )
    for (const row of some) {
      rows += 1
      amount += row.amount
      const problem = link(db, scope, versions, row, lines)
      if (problem) {
        const { batch, row: at } = row
        problems.push({
          ...problem,
          kind: 'openingPaid',
          batch,
          row: at,
          about: row.subscriber ?? row.subscriber_id ?? '',
        })
      }
    }
    job.progress('linking', null, rows)
    await job.breathe()
    const last = some.at(-1)
    if (!last) return { rows, amount, lines: [...lines.values()], problems }
    after = last.id
  }
}

/** The versions that have a clause of members, by policy and clause code. */
function memberVersions(db: ReadDb): Map<string, PolicyRecord[]> {
  const found = new Map<string, PolicyRecord[]>()
  for (const record of approvedPolicies(db)) {
    for (const clause of record.policy.clauses.filter(isMemberClause)) {
      const key = `${record.code} ${clause.code}`
      found.set(key, [...(found.get(key) ?? []), record])
    }
  }
  return found
}

function link(
  db: ReadDb,
  scope: Scope,
  byClause: ReadonlyMap<string, readonly PolicyRecord[]>,
  row: PaidRow,
  lines: Map<string, PaidLine>,
): Pick<OpeningProblem, 'level' | 'code'> | null {
  const versions = byClause.get(`${row.policy} ${row.clause}`)
  if (!versions) return { level: 'error', code: 'UNKNOWN_CLAUSE' }
  const life = lifeOf(db, scope, row.subscriber_id ?? row.subscriber ?? '')
  const paidIn = monthFromNumber(row.period)
  const asked = { scope: { ...scope, period: paidIn }, versions: [...versions], code: row.clause }
  const { record, activation } = activationIn(asked, life, row.outlet)
  if (!activation || activation.entry.outlet !== row.outlet) return { level: 'error', code: 'NO_ACTIVATION' }
  const clause = record.policy.clauses.find((each) => each.code === row.clause) as MemberClause
  const left = monthsFrom(activation.month, scope.period).some(
    (month) => takenIn(activation, month, clause.clawback?.withinMonths) !== null,
  )
  if (left) return { level: 'warning', code: 'LEFT_BEFORE_START' }
  const key = `${row.outlet} ${record.id} ${row.clause}`
  const line: PaidLine = lines.get(key) ?? {
    outlet: row.outlet,
    policy: record,
    clause,
    parts: new Map(),
    months: new Map(),
    rows: 0,
  }
  lines.set(key, line)
  const { id } = activation.entry
  line.parts.set(id, (line.parts.get(id) ?? 0) + row.amount)
  line.months.set(id, activation.month)
  line.rows += 1
  return null
}

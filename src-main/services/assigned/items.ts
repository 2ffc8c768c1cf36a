/** What happens to the items of the province's commission list: paid as assigned, or only checked against an own clause (DOMAIN.md §3). */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'

/** What an item is to be; an item that nobody has decided is paid as assigned. */
export type Treatment =
  | { readonly treatment: 'paid' }
  /** Compared, outlet by outlet, with the lines of this clause, of whatever version. */
  | { readonly treatment: 'checked'; readonly policy: string; readonly clause: string }

/** An item as it stands in a month. */
export interface AssignedItem {
  /** terms.id */
  readonly id: number
  readonly code: string
  readonly name: string
  readonly decision: Decision | null
}

export interface Decision {
  readonly is: Treatment
  /** null: it holds for all earlier months too. */
  readonly from: Month | null
  readonly user: string
  readonly at: string
}

interface DecisionRow {
  item: number
  from_month: number
  treatment: 'paid' | 'checked'
  policy: string | null
  clause: string | null
  user: string
  at: string
}

/** Every item that any list has named, in the order in which they came, with what holds for it in the month. */
export function assignedItems(db: ReadDb, period: Month): AssignedItem[] {
  const inForce = new Map<number, DecisionRow>()
  const decisions = db.all<DecisionRow>(
    'SELECT item, from_month, treatment, policy, clause, user, at FROM assigned_decisions WHERE from_month <= ? ORDER BY from_month, id',
    monthNumber(period),
  )
  for (const row of decisions) inForce.set(row.item, row)
  return db
    .all<{ id: number; code: string; name: string }>("SELECT id, code, name FROM terms WHERE kind = 'item' ORDER BY id")
    .map((item) => ({ ...item, decision: decisionOf(inForce.get(item.id)) }))
}

function decisionOf(row: DecisionRow | undefined): Decision | null {
  if (!row) return null
  const { policy, clause, user, at } = row
  const is: Treatment =
    policy !== null && clause !== null ? { treatment: 'checked', policy, clause } : { treatment: 'paid' }
  return { is, from: row.from_month === 0 ? null : monthFromNumber(row.from_month), user, at }
}

export function isPaid({ decision }: Pick<AssignedItem, 'decision'>): boolean {
  return decision === null || decision.is.treatment === 'paid'
}

/** The items with rows in the month that nobody has decided; the closing warns of them. */
export function undecidedItems(db: ReadDb, period: Month): AssignedItem[] {
  const undecided = assignedItems(db, period).filter(({ decision }) => decision === null)
  if (undecided.length === 0) return []
  const visible = visibleRows(db)
  return undecided.filter(({ id }) =>
    db.get(
      `SELECT 1 FROM assigned_lines WHERE period = ? AND item = ? AND ${visible} LIMIT 1`,
      monthNumber(period),
      id,
    ),
  )
}

/**
 * Decides an item, from a month on: without one from the first month that is not closed, or from ever where none is.
 * @throws Refusal NOT_FOUND for an item or clause that there is not; PERIOD_CLOSED where the month is closed;
 * INVALID_INPUT where the clause is already compared with another item, since their sum would then have no meaning
 */
export function decideItem(
  cx: Command,
  { item, from, is }: { item: string; from?: Month | undefined; is: Treatment },
): AssignedItem {
  const term = cx.db.get<{ id: number }>(
    "SELECT id FROM terms WHERE kind = 'item' AND (code = ?1 OR name = ?1) ORDER BY name = ?1 DESC",
    item,
  )
  if (!term) throw new Refusal('NOT_FOUND', { what: 'item', name: item })
  const closed =
    cx.db.get<{ period: number | null }>(
      "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
    )?.period ?? 0
  const start = from === undefined ? (closed === 0 ? 0 : nextMonth(closed)) : monthNumber(from)
  if (closed > 0 && start <= closed) throw new Refusal('PERIOD_CLOSED', { period: monthFromNumber(closed) })
  const holds = start === 0 ? nextMonth(closed === 0 ? 190001 : closed) : start
  if (is.treatment === 'checked') {
    requireClause(cx.db, is.policy, is.clause)
    const other = assignedItems(cx.db, monthFromNumber(Math.max(holds, latestDecision(cx.db)))).find(
      ({ id, decision }) =>
        id !== term.id &&
        decision?.is.treatment === 'checked' &&
        decision.is.policy === is.policy &&
        decision.is.clause === is.clause,
    )
    if (other)
      throw new Refusal('INVALID_INPUT', { field: 'clause', reason: 'taken', value: is.clause, item: other.name })
  }
  const named = is.treatment === 'checked' ? is : { policy: null, clause: null }
  cx.db.run(
    'INSERT INTO assigned_decisions (item, from_month, treatment, policy, clause, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    term.id,
    start,
    is.treatment,
    named.policy,
    named.clause,
    cx.user,
    cx.now,
  )
  return assignedItems(cx.db, monthFromNumber(holds)).find(({ id }) => id === term.id)!
}

/** The clauses that an item can be compared with: of approved policies, the latest version of each. */
export function clausesToCheck(db: ReadDb): { policy: string; policyTitle: string; clause: string; title: string }[] {
  const rows = db.all<{ code: string; title: string; document: string }>(
    "SELECT code, title, document FROM policies WHERE status IN ('approved', 'retired') ORDER BY code, version DESC",
  )
  const seen = new Set<string>()
  return rows.flatMap(({ code, title, document }) =>
    (JSON.parse(document) as Policy).clauses.flatMap((clause) => {
      const key = JSON.stringify([code, clause.code])
      if (seen.has(key)) return []
      seen.add(key)
      return [{ policy: code, policyTitle: title, clause: clause.code, title: clause.title }]
    }),
  )
}

function requireClause(db: ReadDb, policy: string, clause: string): void {
  if (!clausesToCheck(db).some((each) => each.policy === policy && each.clause === clause))
    throw new Refusal('NOT_FOUND', { what: 'clause', name: `${policy} ${clause}` })
}

function latestDecision(db: ReadDb): number {
  return db.get<{ month: number | null }>('SELECT max(from_month) AS month FROM assigned_decisions')?.month ?? 0
}

function nextMonth(number: number): number {
  return number % 100 === 12 ? number + 89 : number + 1
}

/** The office's own workbook against the statements: outlet by outlet, clause by clause where it names clauses (与自算表比). */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { factsOf, type PeriodFacts } from '../settlements/facts.ts'
import { type Statement, statementsOf } from '../settlements/statements.ts'
import { visibleRows } from '../settlements/sums.ts'
import { reasonFor } from './reasons.ts'

export interface ExpectedRow {
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  /** As the office's workbook names it; null compares the whole statement. */
  readonly clause: string | null
  /** null where the workbook has no such outlet */
  readonly expected: string | null
  readonly ours: string
  /** expected − ours */
  readonly difference: string
  readonly reason: string
}

export interface Comparison {
  readonly outlets: number
  readonly differing: number
  readonly expected: string
  readonly ours: string
  readonly difference: string
  readonly rows: readonly ExpectedRow[]
}

interface Expected {
  outlet: number
  clause: string | null
  amount: number
}

const OUTLETS_A_STEP = 40

/** Compares all outlets that either side names, by code; in steps, since statements are composed for it. */
export async function compareExpected(db: ReadDb, period: Month): Promise<Comparison> {
  const facts = factsOf(db, period)
  const expected = new Map<number, Expected[]>()
  const all = db.all<Expected>(
    `SELECT outlet, clause, sum(amount) AS amount FROM expected_amounts WHERE period = ? AND ${visibleRows(db)}
     GROUP BY outlet, clause ORDER BY outlet, clause`,
    monthNumber(period),
  )
  for (const row of all) expected.set(row.outlet, [...(expected.get(row.outlet) ?? []), row])
  const partners = [...facts.outlets.values()].filter(({ id, category }) => category === 'partner' || expected.has(id))
  const codes = partners.map(({ code }) => code).toSorted()
  const byCode = new Map(partners.map((outlet) => [outlet.code, outlet.id]))
  const rows: ExpectedRow[] = []
  let ours = 0
  for (let at = 0; at < codes.length; at += OUTLETS_A_STEP) {
    const step = codes.slice(at, at + OUTLETS_A_STEP)
    const found = new Map(statementsOf(db, period, step).map((statement) => [statement.outlet, statement]))
    for (const code of step) {
      const statement = found.get(code)
      ours += fen(statement?.gross ?? '0')
      rows.push(...rowsOf(facts, byCode.get(code) ?? 0, expected.get(byCode.get(code) ?? 0), statement))
    }
    await nextTurn()
  }
  const theirs = all.reduce((sum, { amount }) => sum + amount, 0)
  const differing = rows.filter(({ difference }) => difference !== '0.00')
  return {
    outlets: expected.size,
    differing: new Set(differing.map(({ outlet }) => outlet)).size,
    expected: yuan(asFen(theirs)),
    ours: yuan(asFen(ours)),
    difference: yuan(asFen(theirs - ours)),
    rows,
  }
}

function rowsOf(
  facts: PeriodFacts,
  id: number,
  expected: readonly Expected[] | undefined,
  statement: Statement | undefined,
): ExpectedRow[] {
  const outlet = facts.outlets.get(id)
  if (!outlet || (!expected && !statement)) return []
  const row = (clause: string | null, theirs: number | null, ours: number, reason: string | null): ExpectedRow => ({
    outlet: outlet.code,
    name: outlet.name,
    agent: outlet.agent,
    clause,
    expected: theirs === null ? null : yuan(asFen(theirs)),
    ours: yuan(asFen(ours)),
    difference: yuan(asFen((theirs ?? 0) - ours)),
    reason: reason ?? '',
  })
  const gross = fen(statement?.gross ?? '0')
  if (!expected) return [row(null, null, gross, '自算表里没有这个网点')]
  if (!statement) {
    const reason = outlet.category === 'own' ? '自有营业厅不计酬金' : '本月没有结算单：没有符合条款的业务，也没有调整'
    return expected.map(({ clause, amount }) => row(clause, amount, 0, amount === 0 ? null : reason))
  }
  return expected.map(({ clause, amount }) => {
    if (clause === null) return row(null, amount, gross, unequal(amount - gross, reasonFor(statement, amount - gross)))
    const lines = statement.lines.filter((line) => line.clause === clause || line.clauseTitle === clause)
    const ours = lines.reduce((sum, line) => sum + fen(line.amount), 0)
    if (lines.length === 0) return row(clause, amount, 0, amount === 0 ? null : '结算单里没有这个条款的明细')
    const only: Statement = { ...statement, lines, adjustments: [], fund: { contributed: '0.00', matched: '0.00' } }
    return row(clause, amount, ours, unequal(amount - ours, reasonFor(only, amount - ours)))
  })
}

const unequal = (difference: number, reason: string | null): string | null =>
  difference === 0 ? null : (reason ?? '没有一两项能说明这个差额，请打开结算单逐条核对')

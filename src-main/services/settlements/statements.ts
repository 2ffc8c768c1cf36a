/** Statements (结算单) of outlets: lines + confirmed adjustments = gross, and the fund's share; frozen once closed. */
import type { ReadDb } from '../../data/handles.ts'
import type { AdjustmentKind, LineKind } from '../../data/schema.ts'
import type { Line } from '../../domain/line.ts'
import { asFen, type Fen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type FundShare, fundRatesOf, fundShare, statementGross } from '../../domain/statement.ts'
import { amountInWords } from '../../domain/words.ts'
import { fundRates } from '../settings.ts'
import { factsOf, type PeriodFacts } from './facts.ts'
import type { LineDetail } from './scope.ts'
import { isClosed, stateOf } from './state.ts'

/** As scripts, screens and closed months know it (CONTRACT.md). */
export interface Statement {
  readonly period: Month
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  readonly lines: readonly StatementLine[]
  readonly adjustments: readonly { kind: AdjustmentKind; amount: string; reason: string }[]
  readonly gross: string
  readonly fund: { readonly contributed: string; readonly matched: string }
  readonly inWords: string
}

export type StatementLine = Line & { readonly policyTitle: string; readonly clauseTitle: string }

interface LineRow {
  id: number
  outlet: number
  /** null for an assigned line */
  policy: number | null
  clause: string
  kind: LineKind
  source: string | null
  line: string
  amount: number
  rows: number
  detail: string
}

interface AdjustmentRow {
  outlet: number
  kind: AdjustmentKind
  amount: number
  reason: string
}

/** An outlet's money of the month, in fen. */
export interface OutletSums extends FundShare {
  readonly outlet: number
  readonly gross: Fen
  /** How many lines it has. */
  readonly lines: number
}

/** The sums of every outlet with a line or a confirmed adjustment, without reading the lines' details. */
export function outletSums(db: ReadDb, period: Month, facts: PeriodFacts): OutletSums[] {
  const state = stateOf(db, period)
  const kinds = new Map<number, { kind: LineKind; amount: Fen; lines: number }[]>()
  const adjusted = new Map<number, { amount: Fen }[]>()
  const sums = db.all<{ outlet: number; kind: LineKind; amount: number; lines: number }>(
    'SELECT outlet, kind, sum(amount) AS amount, count(*) AS lines FROM settlement_lines WHERE run = ? GROUP BY outlet, kind',
    state.run,
  )
  for (const { outlet, kind, amount, lines } of sums) push(kinds, outlet, { kind, amount: asFen(amount), lines })
  for (const { outlet, amount } of confirmedAdjustments(db, period)) push(adjusted, outlet, { amount: asFen(amount) })
  const rates = fundRatesOf(fundRates(db), period)
  const ids = [...new Set([...kinds.keys(), ...adjusted.keys()])].sort((a, b) => a - b)
  return ids.map((outlet) => {
    const own = kinds.get(outlet) ?? []
    return {
      outlet,
      gross: statementGross(own, adjusted.get(outlet) ?? []),
      lines: own.reduce((total, { lines }) => total + lines, 0),
      ...fundShare(own, rates, isFundMember(facts, outlet)),
    }
  })
}

function isFundMember(facts: PeriodFacts, outlet: number): boolean {
  const agent = facts.outlets.get(outlet)?.agentId
  return agent !== null && agent !== undefined && facts.agents.get(agent)?.fundMember === true
}

function push<Value>(map: Map<number, Value[]>, key: number, value: Value): void {
  const of = map.get(key)
  if (of) of.push(value)
  else map.set(key, [value])
}

function confirmedAdjustments(db: ReadDb, period: Month): AdjustmentRow[] {
  return db.all<AdjustmentRow>(
    "SELECT outlet, kind, amount, reason FROM adjustments WHERE period = ? AND state = 'confirmed' ORDER BY outlet, id",
    monthNumber(period),
  )
}

/** The statements of a month by outlet code, or those of the named outlets. A closed month answers its frozen ones. */
export function statementsOf(db: ReadDb, period: Month, outlets?: readonly string[]): Statement[] {
  if (isClosed(stateOf(db, period))) return closedStatements(db, period, outlets)
  return composeStatements(db, period, outlets)
}

/** One statement. @throws Refusal NOT_FOUND when the outlet has none in the month */
export function statementOf(db: ReadDb, period: Month, outlet: string): Statement {
  const [statement] = statementsOf(db, period, [outlet])
  if (!statement) throw new Refusal('NOT_FOUND', { what: 'statement', name: outlet, period })
  return statement
}

function closedStatements(db: ReadDb, period: Month, outlets?: readonly string[]): Statement[] {
  const select = "SELECT document FROM closed_documents WHERE period = ? AND kind = 'statement'"
  const rows = outlets
    ? outlets.flatMap((code) => db.all<{ document: string }>(`${select} AND code = ?`, monthNumber(period), code))
    : db.all<{ document: string }>(`${select} ORDER BY code`, monthNumber(period))
  return rows.map(({ document }) => JSON.parse(document) as Statement)
}

/** Composes statements from the current run and the confirmed adjustments, whatever the month's state. */
export function composeStatements(
  db: ReadDb,
  period: Month,
  outlets?: readonly string[],
  known?: PeriodFacts,
): Statement[] {
  const wanted = outlets === undefined ? null : new Set(outlets)
  const facts = known ?? factsOf(db, period, wanted ? idsOf(db, wanted) : undefined)
  const ids = [...facts.outlets.values()].filter(({ code }) => wanted === null || wanted.has(code)).map(({ id }) => id)
  const only = wanted === null ? null : new Set(ids)
  const { run } = stateOf(db, period)
  const lines = linesByOutlet(db, run, only, new PolicyNames(db))
  const adjustments = new Map<number, AdjustmentRow[]>()
  for (const row of confirmedAdjustments(db, period))
    if (!only || only.has(row.outlet)) push(adjustments, row.outlet, row)
  const rates = fundRatesOf(fundRates(db), period)
  const statements: Statement[] = []
  for (const id of ids) {
    const outlet = facts.outlets.get(id)
    const own = lines.get(id) ?? []
    const adjusted = adjustments.get(id) ?? []
    if (!outlet || (own.length === 0 && adjusted.length === 0)) continue
    const amounts = own.map(({ kind, amount }) => ({ kind, amount: fenOf(amount) }))
    const gross = statementGross(
      amounts,
      adjusted.map(({ amount }) => ({ amount: asFen(amount) })),
    )
    const fund = fundShare(amounts, rates, isFundMember(facts, id))
    statements.push({
      period,
      outlet: outlet.code,
      name: outlet.name,
      agent: outlet.agent,
      lines: own,
      adjustments: adjusted.map(({ kind, amount, reason }) => ({ kind, amount: yuan(asFen(amount)), reason })),
      gross: yuan(gross),
      fund: { contributed: yuan(fund.contributed), matched: yuan(fund.matched) },
      inWords: amountInWords(gross),
    })
  }
  return statements.sort((a, b) => (a.outlet < b.outlet ? -1 : a.outlet > b.outlet ? 1 : 0))
}

function idsOf(db: ReadDb, codes: ReadonlySet<string>): number[] {
  return [...codes].flatMap((code) => db.get<{ id: number }>('SELECT id FROM outlets WHERE code = ?', code)?.id ?? [])
}

function fenOf(amount: string): Fen {
  return asFen(Math.round(Number(amount) * 100))
}

const LINES = `SELECT id, outlet, policy, clause, kind, source, line, amount, rows, detail FROM settlement_lines WHERE run = ?`

/** The lines of each outlet by policy, version and place; what is assigned stands last. */
function linesByOutlet(
  db: ReadDb,
  run: number | null,
  only: ReadonlySet<number> | null,
  names: PolicyNames,
): Map<number, StatementLine[]> {
  const found = new Map<number, LineRow[]>()
  if (only === null || only.size > 200) {
    for (const row of db.each<LineRow>(`${LINES} ORDER BY outlet`, run))
      if (!only || only.has(row.outlet)) push(found, row.outlet, row)
  } else {
    for (const id of only) for (const row of db.all<LineRow>(`${LINES} AND outlet = ?`, run, id)) push(found, id, row)
  }
  const lines = new Map<number, StatementLine[]>()
  for (const [outlet, rows] of found) {
    rows.sort((a, b) => names.of(a.policy).place - names.of(b.policy).place || a.id - b.id)
    lines.set(
      outlet,
      rows.map((row) => lineOf(row, names)),
    )
  }
  return lines
}

interface PolicyName {
  readonly code: string
  readonly version: number
  readonly title: string
  /** Order by code and version. */
  readonly place: number
  readonly document: string
  /** Title by clause code, once a line asked for one. */
  clauses?: ReadonlyMap<string, string>
}

const ASSIGNED: PolicyName = {
  code: '',
  version: 0,
  title: '上级酬金清单',
  place: Infinity,
  document: '{"clauses":[]}',
}

/** The names of policies and their clauses, read once for many lines. */
class PolicyNames {
  private readonly known = new Map<number, PolicyName>()

  constructor(db: ReadDb) {
    const rows = db.all<{ id: number; code: string; version: number; title: string; document: string }>(
      "SELECT id, code, version, title, document FROM policies WHERE status IN ('approved', 'retired') ORDER BY code, version",
    )
    for (const [place, { id, ...row }] of rows.entries()) this.known.set(id, { ...row, place })
  }

  of(policy: number | null): PolicyName {
    return (policy === null ? undefined : this.known.get(policy)) ?? ASSIGNED
  }

  clauseTitle(policy: number | null, clause: string): string {
    const name = this.of(policy)
    if (!name.clauses) {
      const { clauses } = JSON.parse(name.document) as { clauses: { code: string; title: string }[] }
      name.clauses = new Map(clauses.map(({ code, title }) => [code, title]))
    }
    return name.clauses.get(clause) ?? clause
  }
}

function lineOf(row: LineRow, names: PolicyNames): StatementLine {
  const { limit, ...detail } = JSON.parse(row.detail) as LineDetail
  const { code, version, title } = names.of(row.policy)
  const item = detail.breakdown.kind === 'assigned' ? detail.breakdown.item : null
  return {
    id: row.line,
    policy: code,
    version,
    clause: row.clause,
    kind: row.kind,
    ...(row.source === null ? {} : { source: row.source }),
    measure: detail.measure,
    breakdown: detail.breakdown,
    sum: detail.sum,
    factors: [...detail.factors],
    ...(limit ? { limit } : {}),
    amount: yuan(asFen(row.amount)),
    rows: row.rows,
    policyTitle: title,
    clauseTitle: item ?? names.clauseTitle(row.policy, row.clause),
  }
}

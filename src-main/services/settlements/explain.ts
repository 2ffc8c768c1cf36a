/** Why this number (为什么是这个数): a line in words, its arithmetic step by step, and its source rows (DOMAIN.md §5). */
import type { ReadDb } from '../../data/handles.ts'
import { lineSentence } from '../../domain/line-sentence.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { Clause } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import { accumulationStart } from '../../domain/volume.ts'
import { editedRows } from '../ledgers/edits.ts'
import type { Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { isAboutMembers, memberRows, memberSteps, type StoredRow } from './member-rows.ts'
import { entryRows, type SourceRow, viewOf } from './source-rows.ts'
import { stateOf } from './state.ts'
import { type StatementLine, statementOf } from './statements.ts'
import { monthsThrough, visibleRows } from './sums.ts'

/** One step of the arithmetic, in words and figures. */
export interface ExplainStep {
  readonly kind: 'measure' | 'tier' | 'sum' | 'factor' | 'cap' | 'floor' | 'amount'
  readonly text: string
  readonly value: string
}

export interface Explanation {
  readonly line: StatementLine
  /** null for an assigned line */
  readonly clause: Clause | null
  readonly text: string
  readonly steps: readonly ExplainStep[]
  /** All source rows there are; `rows` may be a page of them. */
  readonly total: number
  readonly rows: readonly SourceRow[]
}

const MOST_ROWS = 20_000

/** @throws Refusal NOT_FOUND when the outlet has no such line in the month */
export function explain(
  cx: Query,
  asked: { period: Month; outlet: string; line: string; offset?: number | undefined; limit?: number | undefined },
): Explanation {
  const statement = statementOf(cx.db, asked.period, asked.outlet)
  const line = statement.lines.find(({ id }) => id === asked.line)
  if (!line) throw new Refusal('NOT_FOUND', { what: 'line', name: asked.line })
  const clause = line.kind === 'assigned' ? null : clauseOf(cx.db, line)
  const { total, rows } = sourceRows(
    cx.db,
    asked.period,
    asked.outlet,
    line,
    clause,
    asked.offset ?? 0,
    asked.limit ?? MOST_ROWS,
  )
  const edited = editedRows(cx.db)
  const marked = rows.map((row) => (edited(row) ? { ...row, edited: true } : row))
  return { line, clause, text: lineSentence(line), steps: stepsOf(line), total, rows: marked }
}

function clauseOf(db: ReadDb, { policy, version, clause }: StatementLine): Clause {
  const found = db.get<{ document: string }>(
    'SELECT document FROM policies WHERE code = ? AND version = ?',
    policy,
    version,
  )
  const { clauses } = JSON.parse(found?.document ?? '{"clauses":[]}') as { clauses: Clause[] }
  const own = clauses.find(({ code }) => code === clause)
  if (!own) throw new Refusal('NOT_FOUND', { what: 'clause', name: clause })
  return own
}

function stepsOf(line: StatementLine): ExplainStep[] {
  const steps: ExplainStep[] = []
  const { breakdown } = line
  if (breakdown.kind === 'volume') {
    const spans = breakdown.before
      ? ([
          ['本期累计', breakdown.now],
          ['截至上月累计', breakdown.before],
        ] as const)
      : ([['', breakdown.now]] as const)
    for (const [span, side] of spans) {
      steps.push({ kind: 'measure', text: `${span}${breakdown.subject}`, value: side.measure })
      for (const step of side.steps) {
        const rate = step.unit === 'percent' ? `${step.rate} %` : step.rate
        const from = step.from === undefined ? '' : `（自 ${step.from} 起）`
        steps.push({
          kind: 'tier',
          text: step.unit === 'once' ? `达标奖励${from}` : `${step.measure} × ${rate}${from}`,
          value: step.pays,
        })
      }
    }
  }
  if (breakdown.kind === 'instalment' || breakdown.kind === 'residual' || breakdown.kind === 'clawback') {
    steps.push(...memberSteps(breakdown))
  }
  steps.push({ kind: 'sum', text: '小计', value: line.sum })
  const names = { grade: '分级系数', star: '星级系数', assessment: '考核系数' }
  for (const { by, key, value, after } of line.factors) {
    steps.push({ kind: 'factor', text: `${names[by]}${key === null ? '' : `（${key}）`} × ${value}`, value: after })
  }
  if (line.limit)
    steps.push({ kind: line.limit.kind, text: line.limit.kind === 'cap' ? '封顶' : '保底', value: line.limit.at })
  steps.push({ kind: 'amount', text: '金额', value: line.amount })
  return steps
}

function sourceRows(
  db: ReadDb,
  period: Month,
  outlet: string,
  line: StatementLine,
  clause: Clause | null,
  offset: number,
  limit: number,
): { total: number; rows: SourceRow[] } {
  if (isAboutMembers(line.kind)) {
    const { run } = stateOf(db, period)
    const found = memberRows(db, { run, outlet: outletId(db, outlet), line: line.id, offset, limit })
    return { total: line.rows, rows: found.map(viewOf) }
  }
  if (clause === null) return { total: line.rows, rows: assignedRows(db, period, outlet, line, offset, limit) }
  const from = clause.kind === 'volume' ? accumulationStart(clause.accumulate, period) : period
  if (clause.kind === 'fixed' && !clause.completion) return { total: 0, rows: [] }
  const months = monthsThrough(from, period)
  const rows = entryRows(db, { outlet: outletId(db, outlet), months, filter: clause.entries, offset, limit })
  return { total: line.rows, rows }
}

/** The rows of the province's list behind an assigned line. */
function assignedRows(
  db: ReadDb,
  period: Month,
  outlet: string,
  { clause }: StatementLine,
  offset: number,
  limit: number,
): SourceRow[] {
  return db
    .all<StoredRow>(
      `SELECT 'assignedLines' AS ledger, f.name AS file, f.sheet, a.row, a.batch, a.period, NULL AS date, t.name AS type, NULL AS brand,
         NULL AS plan, NULL AS subscriber, 1 AS quantity, a.amount, NULL AS external_id
       FROM assigned_lines a JOIN terms t ON t.id = a.item LEFT JOIN batch_files f ON f.batch = a.batch AND f.number = a.file
       WHERE a.period = ? AND a.outlet = ? AND t.code = ? AND ${visibleRows(db, 'a')} ORDER BY a.id LIMIT ? OFFSET ?`,
      monthNumber(period),
      outletId(db, outlet),
      clause,
      limit,
      offset,
    )
    .map(viewOf)
}

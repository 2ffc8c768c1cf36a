/** A statement as people read it: an outlet's sheet of lines in words, an agent's sheet over its outlets (DOMAIN.md §5). */
import type { AdjustmentKind } from '../../data/schema.ts'
import { unitWord } from '../../domain/clause-sentence.ts'
import { lineSentence } from '../../domain/line-sentence.ts'
import { groupedText } from '../../domain/money.ts'
import type { Payment } from '../settlements/payments.ts'
import type { Statement, StatementLine } from '../settlements/statements.ts'
import type { AgentPart } from './month-books.ts'

/** One line; amounts are yuan texts. */
export interface SheetLine {
  /** The clause's title, or the kind of an adjustment. */
  readonly title: string
  /** The policy's title; empty for an adjustment. */
  readonly policy: string
  /** 128 户; empty where nothing is measured. */
  readonly measure: string
  /** How the amount came about, or the reason of an adjustment. */
  readonly how: string
  readonly amount: string
}

export interface OutletSheet {
  readonly outlet: string
  readonly name: string
  readonly agent: { readonly code: string; readonly name: string } | null
  /** As the lines were reckoned with; null where no factor used it. */
  readonly grade: string | null
  readonly star: string | null
  readonly lines: readonly SheetLine[]
  readonly adjustments: readonly SheetLine[]
  readonly gross: string
  readonly fund: { readonly contributed: string; readonly matched: string }
  readonly inWords: string
  /** The agent's payment, on the sheet of its only outlet. */
  readonly payment: Payment | null
}

/** The sheet over an agent's outlets; outlets' names come with the outlets' own sheets. */
export interface AgentSheet {
  readonly payment: Payment
  readonly outlets: readonly { outlet: string; name: string; gross: string; fund: string; matched: string }[]
}

export const ADJUSTMENT_WORDS: Readonly<Record<AdjustmentKind, string>> = {
  bonus: '奖励',
  penalty: '扣罚',
  correction: '更正',
  dispute: '申诉调整',
}

/** The sheets of one agent's part: first the agent's where it has several outlets (or none), then one per outlet. */
export function sheetsOf(
  part: AgentPart,
  statements: readonly Statement[],
): { agent: AgentSheet | null; outlets: OutletSheet[] } {
  const { payment } = part
  const covered = payment !== null && part.whole && part.outlets.length !== 1
  const outlets = statements.map((statement) => outletSheet(statement, payment, part.whole && !covered))
  return { agent: covered ? { payment, outlets: statements.map(coverLine) } : null, outlets }
}

function coverLine({ outlet, name, gross, fund }: Statement): AgentSheet['outlets'][number] {
  return { outlet, name, gross, fund: fund.contributed, matched: fund.matched }
}

function outletSheet(statement: Statement, payment: Payment | null, paidHere: boolean): OutletSheet {
  const factors = statement.lines.flatMap((line) => line.factors)
  const keyOf = (by: 'grade' | 'star') => factors.find((factor) => factor.by === by)?.key ?? null
  return {
    outlet: statement.outlet,
    name: statement.name,
    agent: payment === null ? null : { code: payment.agent, name: payment.name },
    grade: keyOf('grade'),
    star: keyOf('star'),
    lines: statement.lines.map(sheetLine),
    adjustments: statement.adjustments.map(({ kind, amount, reason }) => ({
      title: ADJUSTMENT_WORDS[kind],
      policy: '',
      measure: '',
      how: reason,
      amount,
    })),
    gross: statement.gross,
    fund: statement.fund,
    inWords: statement.inWords,
    payment: paidHere ? payment : null,
  }
}

function sheetLine(line: StatementLine): SheetLine {
  const { clauseTitle, policyTitle, amount } = line
  return { title: clauseTitle, policy: policyTitle, measure: measureWords(line), how: lineSentence(line), amount }
}

function measureWords({ breakdown, measure }: StatementLine): string {
  switch (breakdown.kind) {
    case 'volume':
      return `${groupedText(measure)} ${unitWord(breakdown.measure, breakdown.subject)}`
    case 'instalment':
    case 'residual':
      return `${groupedText(measure)} 户`
    case 'clawback':
      return `${breakdown.members.reversed + breakdown.members.terminated} 户`
    case 'fixed':
      return breakdown.completion ? groupedText(breakdown.completion.measure) : ''
    case 'assigned':
      return ''
  }
}

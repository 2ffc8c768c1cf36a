/** Why the office's own figure differs from a statement: the one or two of its parts that make up exactly the difference. */
import { decimal, roundHalfAway } from '../../domain/exact.ts'
import { asFen, type Fen, fen, grouped } from '../../domain/money.ts'
import type { Statement } from '../settlements/statements.ts'

/** Something that the office's workbook may have left out or not done; without it the statement would differ by `effect`. */
interface Suspect {
  /** What the statement would lose without it, in fen. */
  readonly effect: number
  readonly words: string
}

/** Differences of a few fen come from rounding line by line or only at the end. */
const ROUNDING = 5

/**
 * A sentence that names what the difference (theirs − ours, fen) comes from, or null where no one or two parts of the statement
 * make it up.
 */
export function reasonFor(statement: Statement, difference: number): string | null {
  if (difference === 0) return null
  const suspects = suspectsOf(statement)
  for (const one of suspects) if (-one.effect === difference) return one.words
  for (const [at, one] of suspects.entries()) {
    for (const other of suspects.slice(at + 1)) {
      if (-(one.effect + other.effect) === difference) return `${one.words}；${other.words}`
    }
  }
  if (Math.abs(difference) <= ROUNDING) return '分位进位不同：结算按每个条款四舍五入到分'
  return null
}

function suspectsOf({ lines, adjustments, fund }: Statement): Suspect[] {
  const suspects: Suspect[] = []
  const add = (effect: number, words: string) => {
    if (effect !== 0) suspects.push({ effect, words })
  }
  for (const line of lines) {
    const name = line.kind === 'clawback' ? `扣回“${line.clauseTitle}”` : `“${line.clauseTitle}”`
    add(fen(line.amount), `自算表没有算${name} ${said(fen(line.amount))}`)
    const before = roundHalfAway(decimal(line.sum))
    let reached: number = before
    for (const factor of line.factors) {
      const after = roundHalfAway(decimal(factor.after))
      const key = factor.key === null ? '' : ` ${factor.key} 级`
      add(after - reached, `自算表的“${line.clauseTitle}”没有乘${key}系数 ${factor.value}`)
      reached = after
    }
    if (line.limit) {
      const words = line.limit.kind === 'cap' ? '封顶' : '保底'
      add(fen(line.amount) - reached, `自算表的“${line.clauseTitle}”没有${words} ${line.limit.at}`)
    }
    if (line.factors.length > 1) add(reached - before, `自算表的“${line.clauseTitle}”没有乘系数`)
  }
  for (const { amount, reason } of adjustments) add(fen(amount), `自算表没有计调整 ${said(fen(amount))}（${reason}）`)
  const clawback = lines.filter(({ kind }) => kind === 'clawback').reduce((sum, { amount }) => sum + fen(amount), 0)
  add(clawback, `自算表没有算扣回，合计 ${said(asFen(clawback))}`)
  const adjusted = adjustments.reduce((sum, { amount }) => sum + fen(amount), 0)
  if (adjustments.length > 1) add(adjusted, `自算表没有计调整，合计 ${said(asFen(adjusted))}`)
  // the statement's gross is before the fund: a figure after it is smaller by the contribution
  add(fen(fund.contributed), `自算表是扣了基金缴存 ${said(fen(fund.contributed))} 之后的数`)
  return suspects
}

const said = (amount: Fen) => `${grouped(amount)} 元`

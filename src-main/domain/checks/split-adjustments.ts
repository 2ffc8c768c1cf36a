/** Several adjustments of nearly one amount to one outlet within days: one large sum in small pieces. */
import { asFen, type Fen, yuan } from '../money.ts'
import { daysBetween, type IsoDate } from '../month.ts'
import type { CheckWords, Finding } from './check.ts'

export const splitAdjustments: CheckWords = {
  code: 'splitAdjustments',
  title: '同一网点几笔金额相近的调整',
  why: '同一人七天内给同一网点登记两笔以上同方向、金额相差不到一成的调整，可能是把一笔拆开，好让每笔都不显眼。',
  act: '看原因和附件是否各有其事；是一件事的退回并成一笔重报。',
}

const DAYS = 7

export interface AskedAdjustment {
  readonly id: number
  readonly outlet: string
  readonly name: string
  readonly amount: Fen
  readonly author: string
  readonly on: IsoDate
  readonly reason: string
  readonly decidedBy: string | null
}

/** Within a tenth of the larger one, and of one sign. */
function isNear(one: AskedAdjustment, other: AskedAdjustment): boolean {
  const [a, b] = [Math.abs(one.amount), Math.abs(other.amount)]
  return one.amount > 0 === other.amount > 0 && Math.abs(a - b) * 10 <= Math.max(a, b)
}

/** One finding for each outlet and author; refused ones do not count. */
export function adjustmentsSplit(adjustments: readonly AskedAdjustment[]): Finding[] {
  const groups = new Map<string, AskedAdjustment[]>()
  for (const each of adjustments) {
    const key = `${each.outlet} ${each.author}`
    const known = groups.get(key)
    if (known) known.push(each)
    else groups.set(key, [each])
  }
  return [...groups].flatMap(([key, group]) => {
    const near = group.filter((one) =>
      group.some((other) => other !== one && isNear(one, other) && Math.abs(daysBetween(one.on, other.on)) <= DAYS),
    )
    if (near.length < 2) return []
    const sum = asFen(near.reduce((total, { amount }) => total + amount, 0))
    return {
      key,
      subject: `outlet:${near[0]!.outlet}`,
      name: near[0]!.name,
      said: `${near[0]!.author} 登记了 ${near.length} 笔相近的调整，合计 ${yuan(sum)} 元`,
      evidence: near.map(({ id, amount, on, reason }): [string, string] => [
        `第 ${id} 号`,
        `${on}　${yuan(amount)} 元　${reason}`,
      ]),
      link: `/settlements/adjustments?q=${encodeURIComponent(near[0]!.outlet)}`,
      people: [...new Set(near.flatMap(({ author, decidedBy }) => (decidedBy ? [author, decidedBy] : [author])))],
    }
  })
}

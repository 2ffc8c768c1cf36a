/** The shapes of the comparison as the API answers them, and its results in words. */

import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

type Answer<Procedure extends (...asked: never[]) => Promise<unknown>> = Awaited<ReturnType<Procedure>>

export type ComparedItem = Answer<typeof client.assigned.items.query>[number]
export type ComparisonRow = Answer<typeof client.assigned.rows.query>['rows'][number]

/** What a row of the comparison comes to. */
export function resultOf(row: Pick<ComparisonRow, 'treatment' | 'category' | 'ours' | 'difference'>): {
  label: string
  tone: Tone
} {
  if (row.ours === null || row.difference === null) return { label: '还没有试算', tone: 'plain' }
  if (Number(row.difference) === 0) return { label: '一致', tone: 'done' }
  if (row.category === 'own') return { label: '自有厅，不付', tone: 'plain' }
  return { label: row.treatment === 'paid' ? '与付的不一致' : '有差异', tone: 'wrong' }
}

/** What an item is to be, in words; `null` where nobody has decided. */
export function decisionWords(decision: ComparedItem['decision']): string {
  if (decision === null) return '未决定，暂照付'
  return decision.is.treatment === 'paid' ? '照清单付' : `只核对：${decision.is.policy} 的 ${decision.is.clause}`
}

/** What findings and looks at them are called. */

import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type MonthFindings = Awaited<ReturnType<typeof client.checks.findings.query>>
export type Finding = MonthFindings['findings'][number]
export type Looked = NonNullable<Finding['looked']>

/** What can be said of a finding, in the order of the choice. */
export const results: readonly { readonly value: Looked['result']; readonly label: string }[] = [
  { value: 'fine', label: '正常，有依据' },
  { value: 'mended', label: '已纠正' },
  { value: 'pursued', label: '继续追查' },
]

export const resultLabel = (result: string): string => results.find(({ value }) => value === result)?.label ?? result

export function findingState({ looked, reopened }: Pick<Finding, 'looked' | 'reopened'>): {
  label: string
  tone: Tone
} {
  if (looked) return { label: resultLabel(looked.result), tone: looked.result === 'pursued' ? 'late' : 'done' }
  return reopened ? { label: '情况变了，重看', tone: 'late' } : { label: '未看', tone: 'now' }
}

export const lookWords = ({ looked }: Pick<Finding, 'looked'>): string | null =>
  looked && `${looked.user}：${looked.note}`

export const evidenceText = (evidence: Finding['evidence']): string =>
  evidence.map(([label, value]) => `${label} ${value}`).join('；')

/** The checklist of an admission (准入条件, issue 5): the office's own items, what was answered, what is missing or falls short. */
import { compare, decimal, isDecimal } from './exact.ts'

export interface ChecklistItem {
  readonly key: string
  readonly label: string
  readonly kind: 'number' | 'text' | 'yesNo'
  /** 平方米, 元, 年; of numbers. */
  readonly unit?: string | undefined
  /** The least that is enough, as a decimal; of numbers. */
  readonly least?: string | undefined
  readonly required: boolean
}

/** By key: a decimal, a text, "yes" or "no"; a blank is none. */
export type ChecklistAnswers = Readonly<Record<string, string>>

/** met: enough, or nothing is asked of it. */
export type ChecklistFinding = 'met' | 'missing' | 'notANumber' | 'notYesNo' | 'short' | 'no'

export interface CheckedItem extends ChecklistItem {
  readonly answer: string
  readonly finding: ChecklistFinding
}

export const STANDARD_CHECKLIST: readonly ChecklistItem[] = [
  { key: 'area', label: '经营面积', kind: 'number', unit: '平方米', least: '20', required: true },
  { key: 'investment', label: '投资金额', kind: 'number', unit: '元', required: true },
  { key: 'experience', label: '从业年限', kind: 'number', unit: '年', required: false },
  { key: 'premises', label: '有房产证或租赁合同', kind: 'yesNo', required: true },
  { key: 'deposit', label: '已缴保证金', kind: 'yesNo', required: true },
]

/** Each item with its answer and what is to be said of it, in the order of the checklist. */
export function checkAnswers(items: readonly ChecklistItem[], answers: ChecklistAnswers): CheckedItem[] {
  return items.map((item) => {
    const answer = (answers[item.key] ?? '').trim()
    return { ...item, answer, finding: findingOf(item, answer) }
  })
}

function findingOf({ kind, least, required }: ChecklistItem, answer: string): ChecklistFinding {
  if (answer === '') return required ? 'missing' : 'met'
  switch (kind) {
    case 'text':
      return 'met'
    case 'yesNo':
      if (answer === 'yes') return 'met'
      return answer === 'no' ? (required ? 'no' : 'met') : 'notYesNo'
    case 'number':
      if (!isDecimal(answer)) return 'notANumber'
      return least !== undefined && compare(decimal(answer), decimal(least)) < 0 ? 'short' : 'met'
  }
}

/** Answers that no form takes, whoever decides. */
export function unreadable(checked: readonly CheckedItem[]): CheckedItem[] {
  return checked.filter(({ finding }) => finding === 'notANumber' || finding === 'notYesNo')
}

/** Without these nothing can be approved. */
export function missingItems(checked: readonly CheckedItem[]): CheckedItem[] {
  return checked.filter(({ finding }) => finding === 'missing')
}

/** Conditions that are not met: approving all the same needs its reason in writing. */
export function unmetItems(checked: readonly CheckedItem[]): CheckedItem[] {
  return checked.filter(({ finding }) => finding === 'short' || finding === 'no')
}

/** What is wrong with the office's own list: a label or key twice, a least that is no number. Null when it is right. */
export function checklistFault(
  items: readonly ChecklistItem[],
): { readonly label: string; readonly reason: 'taken' | 'decimal' } | null {
  const seen = new Set<string>()
  for (const { key, label, kind, least } of items) {
    if (seen.has(key) || seen.has(label)) return { label, reason: 'taken' }
    seen.add(key)
    seen.add(label)
    if (least !== undefined && (kind !== 'number' || !isDecimal(least))) return { label, reason: 'decimal' }
  }
  return null
}

/** An inspection sheet (检查表): what its template asks, what is wrong in a filled one, and its exact score (DOMAIN.md §6). */
import { add, compare, decimal, divide, type Exact, multiply, ofInteger, sign, subtract, total, ZERO } from './exact.ts'

export interface InspectionItem {
  readonly title: string
  /** Full mark, above zero. */
  readonly full: string
  /** What counts as evidence. */
  readonly evidence?: string | undefined
  /** The inspector may say that it does not apply; its full mark is then left out. */
  readonly optional?: boolean | undefined
}

export interface InspectionGroup {
  readonly title: string
  readonly items: InspectionItem[]
}

/** Points taken off for each occurrence, beside the items. */
export interface InspectionDeduction {
  readonly title: string
  readonly each: string
  /** At most so many points in all. */
  readonly most?: string | undefined
}

export interface InspectionTemplate {
  readonly code: string
  readonly title: string
  readonly groups: InspectionGroup[]
  readonly deductions: InspectionDeduction[]
  /** The score of a sheet with full marks ("100"); absent: the sum of the full marks. */
  readonly scale?: string | undefined
  /** A second person confirms a sheet before it counts. */
  readonly confirm: boolean
}

export interface ItemMark {
  /** Null while it is not marked; "notApplicable" where the template allows it. */
  readonly mark: string | null
  readonly remark?: string | undefined
}

export interface FilledSheet {
  /** In the order of the template's items. */
  readonly marks: ItemMark[]
  /** Occurrences, in the order of the template's deductions. */
  readonly occurrences: number[]
  readonly remark?: string | undefined
}

export const NOT_APPLICABLE = 'notApplicable'

/** The items of all groups in order. */
export const itemsOf = ({ groups }: Pick<InspectionTemplate, 'groups'>): readonly InspectionItem[] =>
  groups.flatMap(({ items }) => items)

/** A sheet before anything is marked. */
export function blankSheet(template: InspectionTemplate): FilledSheet {
  return { marks: itemsOf(template).map(() => ({ mark: null })), occurrences: template.deductions.map(() => 0) }
}

export type TemplateProblem = 'noItems' | 'emptyGroup' | 'noTitle' | 'sameTitle' | 'fullNotPositive' | 'eachNotPositive'

/** What keeps a template from being used. */
export function templateProblems(template: InspectionTemplate): TemplateProblem[] {
  const items = itemsOf(template)
  const found = new Set<TemplateProblem>()
  if (items.length === 0) found.add('noItems')
  if (template.groups.some((group) => group.items.length === 0)) found.add('emptyGroup')
  const titles = [...items, ...template.deductions].map(({ title }) => title.trim())
  if (titles.includes('') || template.groups.some(({ title }) => title.trim() === '')) found.add('noTitle')
  if (new Set(titles).size < titles.length) found.add('sameTitle')
  if (items.some(({ full }) => sign(decimal(full)) <= 0)) found.add('fullNotPositive')
  if (template.scale !== undefined && sign(decimal(template.scale)) <= 0) found.add('fullNotPositive')
  if (template.deductions.some(({ each, most }) => sign(decimal(each)) <= 0 || (most && sign(decimal(most)) <= 0)))
    found.add('eachNotPositive')
  return [...found]
}

export interface SheetProblem {
  /** Index of the item; null for the sheet as a whole. */
  readonly item: number | null
  readonly reason: 'notMarked' | 'notANumber' | 'belowZero' | 'aboveFull' | 'notOptional' | 'nothingApplies'
}

/** What keeps a filled sheet from being submitted. */
export function sheetProblems(template: InspectionTemplate, filled: FilledSheet): SheetProblem[] {
  const items = itemsOf(template)
  const problems = items.flatMap((item, at): SheetProblem[] => {
    const reason = markProblem(item, filled.marks[at]?.mark ?? null)
    return reason ? [{ item: at, reason }] : []
  })
  if (problems.length === 0 && items.every((_, at) => filled.marks[at]?.mark === NOT_APPLICABLE))
    return [{ item: null, reason: 'nothingApplies' }]
  return problems
}

function markProblem({ full, optional }: InspectionItem, mark: string | null): SheetProblem['reason'] | null {
  if (mark === null || mark === '') return 'notMarked'
  if (mark === NOT_APPLICABLE) return optional ? null : 'notOptional'
  if (!/^-?\d{1,14}(\.\d{1,10})?$/.test(mark)) return 'notANumber'
  if (sign(decimal(mark)) < 0) return 'belowZero'
  return compare(decimal(mark), decimal(full)) > 0 ? 'aboveFull' : null
}

/** Points taken off: each × occurrences, at most `most`. */
export function deducted({ each, most }: InspectionDeduction, occurrences: number): Exact {
  const points = multiply(decimal(each), ofInteger(occurrences))
  return most !== undefined && compare(points, decimal(most)) > 0 ? decimal(most) : points
}

/**
 * The exact score of a complete sheet: (marks − deductions, not below 0) × scale ÷ the full marks of the items that apply.
 * What is not marked yet counts as 0 (a draft's running score).
 */
export function sheetScore(template: InspectionTemplate, filled: FilledSheet): Exact {
  const items = itemsOf(template)
  const applies = items.map((item, at) => ({ item, mark: filled.marks[at]?.mark ?? null }))
  const marked = applies.filter(({ mark }) => mark !== NOT_APPLICABLE)
  const full = total(marked.map(({ item }) => decimal(item.full)))
  if (sign(full) === 0) return ZERO
  const given = total(
    marked.map(({ item, mark }) => (mark === null || markProblem(item, mark) !== null ? ZERO : decimal(mark))),
  )
  const off = template.deductions.map((one, at) => deducted(one, filled.occurrences[at] ?? 0)).reduce(add, ZERO)
  const points = subtract(given, off)
  const scale = template.scale === undefined ? total(items.map((item) => decimal(item.full))) : decimal(template.scale)
  return sign(points) <= 0 ? ZERO : divide(multiply(points, scale), full)
}

/** The mean of the scores of several sheets, exactly; null for none. */
export function meanScore(scores: readonly Exact[]): Exact | null {
  return scores.length === 0 ? null : divide(total(scores), ofInteger(scores.length))
}

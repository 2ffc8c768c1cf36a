/** What a grading lacks: by indicator how many outlets have no value, where it comes from, and the door to where it is brought in. */

import { type Need, needOf } from '../../../src-main/domain/grading/need.ts'
import type { Scheme, Source } from '../../../src-main/domain/grading/scheme.ts'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import type { GradingDetail, GradingResult } from './shapes.ts'

/** What the doors need to know of the grading. */
export type Graded = Pick<GradingDetail, 'id' | 'months'> & { readonly document: Scheme }

export interface Door {
  readonly to: string
  readonly label: string
}

export interface MissingLine {
  readonly code: string
  readonly title: string
  readonly outlets: number
  readonly from: string
  /** Null where nothing can be brought in. */
  readonly door: Door | null
}

/** The indicators that some outlets have no value of; `left` are the outlets that the scheme leaves out for it. */
export function missingLines(
  grading: Graded,
  results: readonly GradingResult[],
  left: readonly { readonly missing: readonly string[] }[],
): MissingLine[] {
  return grading.document.indicators.flatMap(({ code, title, source }) => {
    const graded = results.filter(({ indicators }) => indicators.some((one) => one.code === code && one.value === null))
    const outlets = graded.length + left.filter(({ missing }) => missing.includes(code)).length
    const door = missingDoor(grading, code)
    return outlets === 0 ? [] : [{ code, title, outlets, from: whyMissing(grading, source), door }]
  })
}

/** The step of a grading that its missing values are on. */
export const valuesOf = (grading: number): string => `/gradings/${grading}/steps?at=values`

/** To where an indicator's missing values are brought in: its month and outlets chosen, at one outlet where it is named; leads back. */
export function missingDoor({ id, document }: Graded, code: string, outlet?: string): Door | null {
  const source = document.indicators.find((indicator) => indicator.code === code)?.source
  const need: Need = source ? needOf(document, source) : { kind: 'measured', title: code }
  const asked = new URLSearchParams({ grading: String(id), lacks: code, ...(outlet === undefined ? {} : { outlet }) })
  switch (need.kind) {
    case 'value':
      return { to: `/indicators?${asked.toString()}`, label: '指标录入' }
    case 'sheet':
      return { to: `/inspections?${asked.toString()}`, label: '填检查表' }
    case 'subscribers':
      return {
        to: `/ledgers/import/subscriberMonths?${new URLSearchParams({ back: valuesOf(id) }).toString()}`,
        label: '导入用户月度',
      }
    case 'measured':
      return null
  }
}

function whyMissing({ document, months }: Graded, source: Source): string {
  const need = needOf(document, source)
  switch (need.kind) {
    case 'value':
      return source.kind === 'entries' ? `“${need.indicator}”没有数或是 0，不能除` : `没有指标“${need.indicator}”`
    case 'sheet':
      return `${spanWords(months)}没有检查表“${need.sheet}”`
    case 'subscribers':
      return source.kind === 'retention'
        ? `三个月前没有放号的用户，或没有导入${spanWords(months)}的用户月度`
        : `月末没有在网的用户，或没有导入${spanWords(months)}的用户月度`
    case 'measured':
      return `“${need.title}”是 0，不能除`
  }
}

/** Which figures of the city an indicator's method can take in place of the group's own. */
export function referenceKinds({ method }: Scheme['indicators'][number]): readonly ('best' | 'mean' | 'total')[] {
  switch (method.kind) {
    case 'bestRatio':
      return ['best']
    case 'band':
      return method.relativeTo === 'mean' ? ['mean'] : []
    case 'share':
      return ['total']
    default:
      return []
  }
}

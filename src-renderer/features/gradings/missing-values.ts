/** What a grading lacks: by indicator how many outlets have no value, where it comes from, and the door to where it is brought in. */

import type { Scheme, Source } from '../../../src-main/domain/grading/scheme.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import type { GradingResult } from './shapes.ts'

export interface MissingLine {
  readonly code: string
  readonly title: string
  readonly outlets: number
  readonly from: string
  readonly door: { readonly to: string; readonly label: string }
}

/** The indicators that some outlets have no value of; `left` are the outlets that the scheme leaves out for it. */
export function missingLines(
  scheme: Scheme,
  results: readonly GradingResult[],
  left: readonly { readonly missing: readonly string[] }[],
  period: Month,
): MissingLine[] {
  return scheme.indicators.flatMap(({ code, title, source }) => {
    const graded = results.filter(({ indicators }) => indicators.some((one) => one.code === code && one.value === null))
    const outlets = graded.length + left.filter(({ missing }) => missing.includes(code)).length
    return outlets === 0 ? [] : [{ code, title, outlets, ...whereFrom(source, period) }]
  })
}

function whereFrom(source: Source, period: Month): Pick<MissingLine, 'from' | 'door'> {
  switch (source.kind) {
    case 'entries':
      return {
        from: `“${source.per ?? ''}”没有数或是 0，不能除`,
        door: { to: '/ledgers/import/indicators', label: '导入指标' },
      }
    case 'retention':
      return {
        from: '三个月前没有放号的用户，或没有导入用户月度',
        door: { to: '/ledgers/import/subscriberMonths', label: '导入用户月度' },
      }
    case 'arpu':
      return {
        from: '月末没有在网的用户，或没有导入用户月度',
        door: { to: '/ledgers/import/subscriberMonths', label: '导入用户月度' },
      }
    case 'inspection':
      return {
        from: `${period.slice(0, 4)}年${Number(period.slice(5))}月没有检查表“${source.sheet}”`,
        door: { to: '/inspections', label: '检查表' },
      }
    case 'indicator':
      return { from: `没有指标“${source.indicator}”`, door: { to: '/indicators', label: '指标录入' } }
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

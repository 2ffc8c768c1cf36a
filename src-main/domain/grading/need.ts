/** What has to be brought in where an indicator has no value: a typed value, an inspection sheet, the month's subscribers. */
import type { Scheme, Source } from './scheme.ts'

export type Need =
  | { readonly kind: 'value'; readonly indicator: string }
  | { readonly kind: 'sheet'; readonly sheet: string }
  | { readonly kind: 'subscribers' }
  /** Divided by another indicator of the scheme, which was measured as 0: there is nothing to bring in. */
  | { readonly kind: 'measured'; readonly title: string }

/** The need of an indicator of the scheme; its `per` is an indicator of the scheme before it is a typed value. */
export function needOf({ indicators }: Pick<Scheme, 'indicators'>, source: Source): Need {
  switch (source.kind) {
    case 'retention':
    case 'arpu':
      return { kind: 'subscribers' }
    case 'inspection':
      return { kind: 'sheet', sheet: source.sheet }
    case 'indicator':
      return { kind: 'value', indicator: source.indicator }
    case 'entries': {
      const by = indicators.find(({ code }) => code === source.per)
      if (!by) return { kind: 'value', indicator: source.per ?? '' }
      // measured entries are 0, never missing
      return by.source.kind === 'entries' ? { kind: 'measured', title: by.title } : needOf({ indicators }, by.source)
    }
  }
}

/** Which indicator values a scheme needs to be delivered, and where they are missing. */

import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { matchesRough } from './rough-filter.ts'

interface Outlet {
  readonly code: string
  readonly category: 'own' | 'partner'
  readonly type: string
}

/** Names of indicator values, each once: sources, what entries are divided by, bonuses and vetoes. */
export function neededIndicators(scheme: Scheme): string[] {
  const codes = new Set(scheme.indicators.map(({ code }) => code))
  const named = scheme.indicators.flatMap(({ source }) => {
    if (source.kind === 'indicator') return [source.indicator]
    return source.kind === 'entries' && source.per !== undefined && !codes.has(source.per) ? [source.per] : []
  })
  const extra = [...(scheme.bonuses ?? []), ...(scheme.vetoes ?? [])].map(({ indicator }) => indicator)
  return [...new Set([...named, ...extra.filter((name) => !codes.has(name))])]
}

export interface MissingIndicator {
  readonly indicator: string
  readonly deliverer: string
  /** Codes of the outlets without a value. */
  readonly outlets: readonly string[]
}

/** What is missing for a scheme: of its outlets by category and type, those without a value. */
export function missingFor(
  scheme: Scheme,
  outlets: readonly Outlet[],
  has: (outlet: string, indicator: string) => boolean,
  deliverers: Readonly<Record<string, string>>,
): MissingIndicator[] {
  const graded = outlets.filter((outlet) => matchesRough(scheme.outlets, outlet))
  return neededIndicators(scheme).map((indicator) => ({
    indicator,
    deliverer: deliverers[indicator] ?? '',
    outlets: graded.filter(({ code }) => !has(code, indicator)).map(({ code }) => code),
  }))
}

/** The outlets that a scheme may grade, by what the grid knows of them: category, type and code. */

import type { OutletFilter } from '../../../src-main/domain/policy.ts'

export function matchesRough(
  filter: OutletFilter,
  { code, category, type }: { code: string; category: 'own' | 'partner'; type: string },
): boolean {
  return (
    (filter.categories?.includes(category) ?? true) &&
    (filter.types?.includes(type) ?? true) &&
    (filter.outlets?.includes(code) ?? true)
  )
}

/** This month's money less last month's, exactly. */

import { sumTexts } from '../../ui/figures.ts'

/** `now − last` as text; null where one of them is not there. */
export function differenceOf(now: string | null, last: string | null): string | null {
  if (now === null || last === null) return null
  return sumTexts([now, last.startsWith('-') ? last.slice(1) : `-${last}`])
}

/** The month told by the back office: stages, what is to be done, the money so far. */

import type { Stage } from './stages.ts'

export interface MonthOverview {
  readonly closed: boolean
  readonly stages: readonly Stage[]
}

/** The overview of the month being worked on; undefined until it has come. */
export function useMonthOverview(): MonthOverview | undefined {
  return undefined
}

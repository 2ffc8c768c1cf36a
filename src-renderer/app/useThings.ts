/** Outlets, agents, policies and statements that the back office finds for the Ctrl+K box. */

import type { Found } from './find.ts'

const none: readonly Found[] = []

/** What matches; empty while nothing is typed or nothing has come. */
export function useThings(_typed: string): readonly Found[] {
  return none
}

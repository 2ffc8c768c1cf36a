/** Acts of the record as the checks look at them: where, when, by whom, about what; and which of them decide. */

export interface Act {
  readonly id: number
  /** ISO instant. */
  readonly at: string
  readonly user: string
  readonly act: string
  /** What it was about, under every name that the record has for it. */
  readonly things: readonly string[]
  readonly pc: string | null
  readonly browser: string | null
}

/** Decisions of a second person; taking down what somebody outside said, or confirming a file, is none. */
const VERBS = /^(approve|confirm|decide|review|reject|refuse|answer|publish|close|accept|post)/
const NONE = new Set(['checking.answer', 'completeness.confirm', 'completeness.closeRound', 'late.post'])

export function isDecision(act: string): boolean {
  const verb = act.split('.')[1] ?? ''
  return VERBS.test(verb) && !NONE.has(act)
}

/** Whether two acts were done at one machine: by its name or address, or by the number that its browser goes by. */
export function samePc(one: Act, other: Act): boolean {
  if (one.browser !== null && one.browser === other.browser) return true
  return one.pc !== null && one.pc === other.pc
}

/** Whole seconds from one act to another. */
export const secondsBetween = (one: Act, other: Act): number =>
  Math.floor((Date.parse(other.at) - Date.parse(one.at)) / 1000)

export const FIVE_MINUTES = 300

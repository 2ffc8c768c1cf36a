/**
 * Work of two people is seen by both: every answer says how far others have come (api/schemas/acts-header.ts), so a
 * window hears of somebody else's act from its own next question, at the latest from the status line's look at the jobs.
 */

/** Screens are asked anew for others' acts at most this often, ms; shorter than the status line's slow look. */
const REST = 4_000

/**
 * `onOthers` is called when others have come further than this window has seen. After an own act every screen is asked
 * anew anyway, so its number counts as seen. What comes within the rest is noticed with a later answer.
 */
export function watchActs(onOthers: () => void, now: () => number = () => performance.now()) {
  let seen: number | undefined
  let rested = Number.NEGATIVE_INFINITY
  return {
    /** An answer said `upTo`; `own`: it answered an act of this window. */
    heard(upTo: number, own: boolean): void {
      if (seen === undefined || own) {
        seen = Math.max(seen ?? 0, upTo)
        return
      }
      if (upTo <= seen || now() - rested < REST) return
      seen = upTo
      rested = now()
      onOthers()
    },
    /** Another session begins, perhaps with another office. */
    forget(): void {
      seen = undefined
    },
  }
}

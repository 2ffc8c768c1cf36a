/** What the results of a group say of one indicator: read out of the kept results by SQL, which need not be taken apart whole for it. */
import type { ReadDb } from '../../data/handles.ts'
import type { KeptResult } from './results.ts'

export interface Peer {
  readonly outlet: string
  readonly name: string
  /** The rank of its total in the group. */
  readonly rank: number
  /** The exact value as text; null where it is missing. Results that were kept before exact values were, have it as it was shown. */
  readonly value: string | null
  /** As decimals, '' where it is missing. */
  readonly shown: string
  readonly score: string
}

/** One result's part; `place` is the indicator's in the scheme. */
export function peerOf({ outlet, name, rank, exact, indicators }: KeptResult, place: number): Peer {
  const own = indicators[place]
  const value = (exact ? exact.values[place] : own?.value) ?? null
  return { outlet, name, rank, value, shown: own?.value ?? '', score: own?.score ?? '0.00' }
}

/** The parts of all results of a group of a kept round, in no order; the same as `peerOf` tells of each. */
export function keptPeers(db: ReadDb, round: number, group: string, place: number): Peer[] {
  const at = `$.indicators[${place}]`
  return db.all<Peer>(
    `SELECT document ->> '$.outlet' AS outlet, document ->> '$.name' AS name, document ->> '$.rank' AS rank,
       document ->> iif(document -> '$.exact' IS NULL, '${at}.value', '$.exact.values[${place}]') AS value,
       coalesce(document ->> '${at}.value', '') AS shown, coalesce(document ->> '${at}.score', '0.00') AS score
     FROM grading_results WHERE round = ? AND document ->> '$.group' = ?`,
    round,
    group,
  )
}

/** 历史 of a thing in few lines: when, who, what; newest first. */

import { momentWords } from './moments.ts'

/** Something that was done, or not yet: then `by` is empty. */
export interface Done {
  readonly at: string | null | undefined
  readonly by: string | null | undefined
  readonly what: string
}

interface DoneLinesProps {
  /** In any order; of one instant, what is given later stands above. */
  readonly done: readonly Done[]
  /** Said while nothing was done. */
  readonly nothing?: string
}

export function DoneLines({ done, nothing }: DoneLinesProps) {
  const lines = done
    .filter(({ by }) => by)
    .toReversed()
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  if (lines.length === 0 && nothing) return <p className="quiet">{nothing}</p>
  return (
    <ul className="history-lines">
      {lines.map(({ at, by, what }) => (
        <li key={`${at} ${what}`}>
          <span className="tabular quiet">{momentWords(at)}</span>　{by}　{what}
        </li>
      ))}
    </ul>
  )
}

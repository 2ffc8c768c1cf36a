/** A part of a document (a clause, an indicator) in two versions: both sentences, with what the other has not got marked. */

import type { Piece } from '../../../src-main/domain/policy-differences.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'

interface PartDifference {
  readonly title: string
  readonly change: 'same' | 'changed' | 'added' | 'removed'
  /** What each version says, in pieces; null where it says nothing about it. */
  readonly was: readonly Piece[] | null
  readonly now: readonly Piece[] | null
}

interface PartComparedProps {
  readonly label: string
  readonly difference: PartDifference
  /** Shown beside the title. */
  readonly code: string | null
  /** The numbers of the two versions. */
  readonly was: number
  readonly now: number
}

const changeTags: Readonly<Record<PartDifference['change'], { label: string; tone: Tone }>> = {
  same: { label: '没有改', tone: 'plain' },
  changed: { label: '改了', tone: 'late' },
  added: { label: '新增', tone: 'now' },
  removed: { label: '取消', tone: 'wrong' },
}

export function PartCompared({ label, difference, code, was, now }: PartComparedProps) {
  return (
    <article className="clause-told" aria-label={label}>
      <header>
        <strong>{difference.title}</strong>
        {code ? <span className="code quiet">{code}</span> : null}
        <StateTag {...changeTags[difference.change]} />
      </header>
      {difference.change === 'same' ? (
        <p className="quiet said-compared">{difference.now?.map(({ text }) => text).join('')}。</p>
      ) : (
        <>
          {difference.was ? <Said version={was} pieces={difference.was} as="del" /> : null}
          {difference.now ? <Said version={now} pieces={difference.now} as="ins" /> : null}
        </>
      )}
    </article>
  )
}

function Said({ version, pieces, as: Mark }: { version: number; pieces: readonly Piece[]; as: 'del' | 'ins' }) {
  return (
    <p className="said-compared">
      <span className="quiet">第 {version} 版　</span>
      {pieces.map(({ text, changed }, at) =>
        changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never reorder
          <Mark key={at}>{text}</Mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never reorder
          <span key={at}>{text}</span>
        ),
      )}
      。
    </p>
  )
}

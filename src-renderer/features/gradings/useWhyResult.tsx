/** 为什么是这个分: the reason drawer over any score, rank or grade of a grading. */

import { type ReactNode, useCallback, useState } from 'react'
import { ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import type { WhyAsked } from './ResultList.tsx'
import { resultReason } from './result-reason.ts'
import type { GradingDetail } from './shapes.ts'

/** `const { ask, drawer } = useWhyResult(grading)`: `ask` opens the drawer, which stands anywhere on the page. */
export function useWhyResult(grading: Pick<GradingDetail, 'id' | 'document'> | undefined): {
  readonly ask: (asked: WhyAsked) => void
  readonly drawer: ReactNode
} {
  const [why, setWhy] = useState<WhyAsked>()
  const close = useCallback(() => setWhy(undefined), [])
  const drawer =
    why && grading ? (
      <ReasonDrawer
        open
        onClose={close}
        title={`${why.result.name}　${why.result.outlet}`}
        reason={resultReason(why.result, grading.document)}
      />
    ) : null
  return { ask: setWhy, drawer }
}

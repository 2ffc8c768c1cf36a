/** 为什么是这个分: the reason drawer over any score, rank or grade of a grading. */

import { type ReactNode, useCallback, useState } from 'react'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import type { WhyAsked } from './ResultList.tsx'
import { resultReason } from './result-reason.ts'

/** `const { ask, drawer } = useWhyResult(scheme)`: `ask` opens the drawer, which stands anywhere on the page. */
export function useWhyResult(scheme: Scheme): { readonly ask: (asked: WhyAsked) => void; readonly drawer: ReactNode } {
  const [why, setWhy] = useState<WhyAsked>()
  const close = useCallback(() => setWhy(undefined), [])
  const drawer = why ? (
    <ReasonDrawer
      open
      onClose={close}
      title={`${why.result.name}　${why.result.outlet}`}
      reason={resultReason(why.result, scheme)}
    />
  ) : null
  return { ask: setWhy, drawer }
}

/** 从样板开始: the two starting schemes as acts that open the editor with them. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { STARTING_SCHEMES } from '../../../src-main/domain/grading/starting-schemes.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { categoryWords } from './grading-words.ts'

export function useStartActs(): readonly Act[] {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  return useMemo(
    () =>
      STARTING_SCHEMES.map(({ scheme }) => ({
        key: `start-${scheme.code}`,
        label: `从样板开始：${categoryWords(scheme.outlets.categories?.[0] ?? '')}`,
        disabled: notClerk,
        run: () => navigate(`/gradings/schemes/new?${new URLSearchParams({ start: scheme.code }).toString()}`),
      })),
    [navigate, notClerk],
  )
}

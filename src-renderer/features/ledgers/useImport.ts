/** Checking what is about to be imported, and importing it. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { client } from '../../api/client.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { type ImportChoices, importRequest, type Sources } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import type { ImportAnswer, ImportAsked } from './shapes.ts'
import { useAnswer } from './useAnswer.ts'

/** Checks whenever the sources or a choice that matters are new while the step is in front. */
export function useCheck(
  kind: LedgerKind | undefined,
  sources: Sources | undefined,
  choices: ImportChoices,
  on: boolean,
) {
  const request = kind && sources ? importRequest(kind, sources, choices, true) : undefined
  // A paste is told by its number: it may be megabytes.
  const key = request ? JSON.stringify([sources?.id, { ...request, pasted: undefined }]) : ''
  return useAnswer(key, on, () => client.ledgers.import.mutate(request as ImportAsked))
}

/** The import itself; what it changed is on every screen afterwards. */
export function useStore(onDone: (answer: ImportAnswer) => void) {
  const cache = useQueryClient()
  const notice = useNotice()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useMutation({
    mutationFn: (asked: ImportAsked) => client.ledgers.import.mutate(asked),
    onSuccess: async (answer) => {
      if (here.current) onDone(answer)
      else notice.done(`“${answer.report.file.name}”已导入，第 ${answer.batch} 批。`)
      await cache.invalidateQueries()
    },
    onError: (error) => {
      if (!here.current) notice.refused(error)
    },
  })
}

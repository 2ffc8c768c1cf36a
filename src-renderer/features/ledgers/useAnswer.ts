/** An answer to a question that costs something (a file is read for it): asked when the question is new, kept while it is the same. */

import { useEffect, useRef, useState } from 'react'

interface Kept<Answer> {
  readonly key: string
  readonly answer?: Answer
  readonly error?: unknown
}

export interface Asked<Answer> {
  readonly answer: Answer | undefined
  /** The last answer, also of another question, so that a screen need not go blank while the next one comes. */
  readonly last: Answer | undefined
  readonly error: unknown
  readonly pending: boolean
  again(): void
  forget(): void
}

/**
 * @param key tells one question from another; '' asks nothing. @param on whether it is asked now; an answer that is there
 * is given all the same. Not a query of the cache: those are asked anew after every act, and asking is one.
 */
export function useAnswer<Answer>(key: string, on: boolean, ask: () => Promise<Answer>): Asked<Answer> {
  const [kept, setKept] = useState<Kept<Answer>>()
  const [last, setLast] = useState<Answer>()
  const [round, setRound] = useState(0)
  const asking = useRef('')
  // One after the other: an import that is checked holds the store.
  const before = useRef<Promise<unknown>>(Promise.resolve())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the question is another one
  useEffect(() => {
    if (!on || key === '' || asking.current === key) return
    asking.current = key
    const keep = (part: { answer?: Answer; error?: unknown }) => {
      if (asking.current !== key) return
      setKept({ key, ...part })
      setLast(part.answer)
    }
    before.current = before.current
      .then(() => (asking.current === key ? ask() : undefined))
      .then(
        (answer) => (answer === undefined ? undefined : keep({ answer })),
        (error: unknown) => keep({ error }),
      )
  }, [on, key, round])
  const current = key !== '' && kept?.key === key ? kept : undefined
  const forget = () => {
    asking.current = ''
    setKept(undefined)
    setLast(undefined)
  }
  return {
    answer: current?.answer,
    last,
    error: current?.error,
    pending: on && key !== '' && current === undefined,
    again: () => {
      asking.current = ''
      setKept(undefined)
      setRound(round + 1)
    },
    forget,
  }
}

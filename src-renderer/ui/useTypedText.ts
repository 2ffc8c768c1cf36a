/** Text typed into a filter: asked for 200 ms after the last key, not while an input method composes, and never overtaken. */

import { useEffect, useRef, useState } from 'react'

const WAIT = 200

/**
 * What stands in the box when the filter's value becomes `value`: our own question coming back leaves what has been typed
 * since; a value from elsewhere (a cleared filter, a saved view) takes its place.
 */
export const typedAfter = (box: { typed: string; asked: string }, value: string): string =>
  value === box.asked ? box.typed : value

/** `value` as it is shown in the box; `onChange` is called with the trimmed text, at once by `ask`; `take` only shows. */
export function useTypedText(value: string, onChange: (text: string) => void) {
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  const asked = useRef(value)
  const ask = (text: string) => {
    asked.current = text.trim()
    onChange(asked.current)
  }
  const take = (text: string) => {
    asked.current = text
    setTyped(text)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value that came counts
  useEffect(() => {
    setTyped(typedAfter({ typed, asked: asked.current }, value))
    asked.current = value
  }, [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed starts the wait
  useEffect(() => {
    if (composing || typed.trim() === asked.current) return
    const wait = setTimeout(() => ask(typed), WAIT)
    return () => clearTimeout(wait)
  }, [typed, composing])
  return { typed, setTyped, setComposing, ask, take }
}

/** What the screen in front says in the status line (count and sum of a selection), and its acts for the Ctrl+K box. */

import { useEffect, useSyncExternalStore } from 'react'
import type { Act } from './act.ts'

/** A small value that screens set and the frame shows. */
class Shown<T> {
  #entries: { value: T }[] = []
  #listeners = new Set<() => void>()
  readonly none: T

  constructor(none: T) {
    this.none = none
  }

  put(value: T): () => void {
    const entry = { value }
    this.#entries = [...this.#entries, entry]
    this.#tell()
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry)
      this.#tell()
    }
  }

  #tell() {
    for (const tell of this.#listeners) tell()
  }

  readonly watch = (tell: () => void): (() => void) => {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  readonly read = (): T => this.#entries.at(-1)?.value ?? this.none
}

const words = new Shown<string | undefined>(undefined)
const acts = new Shown<readonly Act[]>([])

/** Shows words in the status line while the component is mounted. */
export function useStatusWords(said: string | undefined): void {
  useEffect(() => (said === undefined ? undefined : words.put(said)), [said])
}

/** What the status line says now. */
export const useShownWords = (): string | undefined => useSyncExternalStore(words.watch, words.read)

/** Offers the screen's acts in the Ctrl+K box. */
export function useOfferedActs(offered: readonly Act[]): void {
  useEffect(() => acts.put(offered), [offered])
}

/** The acts of the screen in front. */
export const useShownActs = (): readonly Act[] => useSyncExternalStore(acts.watch, acts.read)

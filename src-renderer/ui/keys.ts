/** Keys: which act a key press means, never while an input method is composing. */

/** The parts of a KeyboardEvent that decide; so the rule can be tested without a browser. */
export interface KeyPress {
  readonly key: string
  readonly code?: string
  readonly keyCode?: number
  readonly ctrlKey: boolean
  readonly metaKey?: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
}

/** Whether an input method is using this key press (keyCode 229 is how Windows input methods say it). */
export const isComposing = (press: KeyPress): boolean =>
  press.isComposing || press.keyCode === 229 || press.key === 'Process'

/**
 * The name of a key press as acts write it: `Ctrl+S`, `Ctrl+1`, `F2`, `Esc`, `Enter`; undefined while composing.
 * The number pad's digits count as digits; Command counts as Ctrl.
 */
export function keyName(press: KeyPress): string | undefined {
  if (isComposing(press)) return undefined
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code ?? '')?.[1]
  const control = press.ctrlKey || press.metaKey === true
  const plain = control && digit ? digit : press.key === 'Escape' ? 'Esc' : press.key === ' ' ? 'Space' : press.key
  const named = plain.length === 1 ? plain.toUpperCase() : plain
  return [control ? 'Ctrl' : '', press.altKey ? 'Alt' : '', press.shiftKey && named.length > 1 ? 'Shift' : '', named]
    .filter(Boolean)
    .join('+')
}

/** Keys that go to the act even while the caret is in a field. */
export const worksInFields = (name: string): boolean =>
  name.startsWith('Ctrl+') || /^F\d+$/.test(name) || name === 'Esc'

/** What a key does; answer false to leave it to those below. */
export type KeyDeed = () => unknown

/** Keys by layer: the layer put up last is asked first (a drawer before its screen before the frame). */
export class KeyLayers {
  #layers: ReadonlyMap<string, KeyDeed>[] = []

  /** Puts up a layer; answers the function that takes it down. */
  add(layer: ReadonlyMap<string, KeyDeed>): () => void {
    this.#layers.push(layer)
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer)
    }
  }

  /** Does what the key means; true when somebody took it. */
  press(press: KeyPress, inField: boolean): boolean {
    const name = keyName(press)
    if (name === undefined || (inField && !worksInFields(name))) return false
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const deed = this.#layers[i]?.get(name)
      if (deed && deed() !== false) return true
    }
    return false
  }
}

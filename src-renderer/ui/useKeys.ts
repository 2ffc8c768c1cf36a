/** Listening for keys: one listener in the window, layers by screen. */

import { useEffect, useRef } from 'react'
import type { Act } from './act.ts'
import { type KeyDeed, KeyLayers } from './keys.ts'

const layers = new KeyLayers()

const fieldSelector = 'input, textarea, select, [contenteditable="true"]'

const keysOfBrowser = new Set(['Ctrl+S', 'Ctrl+P', 'Ctrl+K', 'Ctrl+M', 'Ctrl+I', 'Ctrl+E', 'Ctrl+F', 'F5'])

/** Starts the window's one listener; answers the function that stops it. */
export function listenToKeys(target: Window): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented && event.key !== 'Escape') return
    if (event.key === 'Escape' && isCovered(target.document)) return
    const inField = event.target instanceof Element && event.target.matches(fieldSelector)
    const taken = layers.press(event, inField)
    if (taken || isKeyOfBrowser(event)) event.preventDefault()
  }
  target.addEventListener('keydown', hear)
  return () => target.removeEventListener('keydown', hear)
}

const covers = '.ant-modal-wrap:not([style*="display: none"]), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)'

/** A dialog or an open calendar closes itself at Esc; the screen under it, even one that came later, is not left by the same key. */
const isCovered = (document: Document): boolean => document.querySelector(covers) !== null

/** Saving the page, the browser's own find bar and the like have no meaning here, taken or not; F5 and Ctrl+F stay where no list is. */
function isKeyOfBrowser(event: KeyboardEvent): boolean {
  const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`
  return keysOfBrowser.has(name) && name !== 'F5' && name !== 'Ctrl+F'
}

/**
 * Obeys keys while the component is mounted (or while `on`): `useKeys({ 'Ctrl+E': exportList, Esc: close })`.
 * A deed that answers false leaves the key to the layer below.
 */
export function useKeys(deeds: Readonly<Record<string, KeyDeed | undefined>>, on = true): void {
  const latest = useRef(deeds)
  latest.current = deeds
  const names = Object.keys(deeds)
    .filter((name) => deeds[name])
    .join(' ')
  useEffect(() => {
    if (!on || names === '') return
    return layers.add(new Map(names.split(' ').map((name) => [name, () => latest.current[name]?.() ?? undefined])))
  }, [names, on])
}

/** Obeys the shortcuts of acts; a disabled act's key says why through `refuse`. */
export function useActKeys(acts: readonly Act[], press: (act: Act) => void): void {
  const deeds: Record<string, KeyDeed> = {}
  for (const act of acts) if (act.shortcut) deeds[act.shortcut] = () => press(act)
  useKeys(deeds)
}

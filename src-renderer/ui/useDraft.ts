/** A form's draft: kept through a slip or a crash, and leaving a changed form asks. */

import { App } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useBlocker } from 'react-router'
import { useWho } from './who.ts'

const CONTESTED = '您填写期间，同一项在别处有了改动。您填的还在，请核对以后再保存。'

interface Kept<Value> {
  readonly base: string
  readonly value: Value
}

/** A draft that was kept, if it still belongs to what is saved now. */
export function keptDraft<Value>(stored: string | null, base: string): Value | undefined {
  try {
    const kept = JSON.parse(stored ?? 'null') as Kept<Value> | null
    return kept && kept.base === base ? kept.value : undefined
  } catch {
    return undefined
  }
}

/**
 * A form's value when what is saved has changed under it, from `base` to `saved`: whatever was typed stays, the rest is
 * as saved now. `contested` where both changed the same field, differently.
 */
export function rebased<Value extends object>(
  base: Value,
  value: Value,
  saved: Value,
): { value: Value; contested: boolean } {
  const of = (from: Value, key: string) => JSON.stringify((from as Record<string, unknown>)[key])
  const typed = Object.keys({ ...base, ...value }).filter((key) => of(value, key) !== of(base, key))
  const merged = { ...saved } as Record<string, unknown>
  for (const key of typed) {
    if (of(value, key) === undefined) delete merged[key]
    else merged[key] = (value as Record<string, unknown>)[key]
  }
  const contested = typed.some((key) => of(saved, key) !== of(base, key) && of(saved, key) !== of(value, key))
  return { value: merged as Value, contested }
}

/**
 * The value of a form that starts from what is saved.
 *
 *   const draft = useDraft('outlet:W0012', saved)
 *   draft.value, draft.set({ name }), draft.changed, draft.reset() (to what is saved)
 *   await draft.saving(client.outlets.change.mutate(…)), then draft.forget()
 *   draft.kept: the form opened with a draft left earlier; say so and offer reset.
 *
 * A draft made on an older state of the thing is dropped when the form opens; in an open form what was typed stays when
 * somebody else saves meanwhile, and a field that both changed is said. Leaving the page with changes asks; the draft
 * stays either way.
 */
export function useDraft<Value extends object>(name: string, saved: Value) {
  const who = useWho()
  const { message, modal } = App.useApp()
  const place = `desk.draft.${who}.${name}`
  const base = useMemo(() => JSON.stringify(saved), [saved])
  const [value, setValue] = useState<Value>(() => keptDraft<Value>(localStorage.getItem(place), base) ?? saved)
  const [kept, setKept] = useState(() => keptDraft<Value>(localStorage.getItem(place), base) !== undefined)
  const changed = JSON.stringify(value) !== base
  const leaving = useRef(false)

  // What is saved has changed underneath: saved from here, start again from it; by another, what was typed stays.
  const last = useRef({ base, saved })
  useEffect(() => {
    const before = last.current
    if (before.base === base) return
    last.current = { base, saved }
    localStorage.removeItem(place)
    const now = leaving.current ? { value: saved, contested: false } : rebased(before.saved, value, saved)
    setValue(now.value)
    if (JSON.stringify(now.value) === base) setKept(false)
    if (now.contested) void message.warning(CONTESTED, 8)
  }, [base, message, place, saved, value])

  useEffect(() => {
    // what was undone is not found again by the next visit
    if (!changed) return localStorage.removeItem(place)
    if (leaving.current) return
    const wait = setTimeout(
      () => localStorage.setItem(place, JSON.stringify({ base, value } satisfies Kept<Value>)),
      300,
    )
    return () => clearTimeout(wait)
  }, [base, changed, place, value])

  /** Around the act that saves the draft: what is saved meanwhile is the draft itself. */
  const saving = useCallback(async <Result>(act: Promise<Result>): Promise<Result> => {
    leaving.current = true
    try {
      return await act
    } catch (error) {
      leaving.current = false
      throw error
    }
  }, [])
  const forget = useCallback(() => {
    leaving.current = true
    localStorage.removeItem(place)
  }, [place])
  const reset = useCallback(() => {
    localStorage.removeItem(place)
    setValue(saved)
    setKept(false)
  }, [place, saved])
  const set = useCallback((part: Partial<Value>) => {
    leaving.current = false
    setValue((before) => ({ ...before, ...part }))
  }, [])

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed && !leaving.current && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = modal.confirm({
      title: '还没有保存',
      content: '离开后草稿会留在这台电脑上，下次打开还在。',
      okText: '离开，留着草稿',
      cancelText: '继续填写',
      onOk: () => {
        localStorage.setItem(place, JSON.stringify({ base, value } satisfies Kept<Value>))
        blocker.proceed()
      },
      onCancel: () => blocker.reset(),
    })
    return () => asked.destroy()
  }, [base, blocker, modal, place, value])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (changed && !leaving.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [changed])

  return { value, set, changed, kept, reset, saving, forget }
}

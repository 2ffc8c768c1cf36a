/** A form's draft: kept through a slip or a crash, and leaving a changed form asks. */

import { App } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useBlocker } from 'react-router'
import { useWho } from './who.ts'

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
 * The value of a form that starts from what is saved.
 *
 *   const draft = useDraft('outlet:W0012', saved)
 *   draft.value, draft.set({ name }), draft.changed, draft.reset() (to what is saved), draft.forget() (after saving)
 *   draft.kept: the form opened with a draft left earlier; say so and offer reset.
 *
 * A draft made on an older state of the thing is dropped. Leaving the page with changes asks; the draft stays either way.
 */
export function useDraft<Value extends object>(name: string, saved: Value) {
  const who = useWho()
  const { modal } = App.useApp()
  const place = `desk.draft.${who}.${name}`
  const base = useMemo(() => JSON.stringify(saved), [saved])
  const [value, setValue] = useState<Value>(() => keptDraft<Value>(localStorage.getItem(place), base) ?? saved)
  const [kept, setKept] = useState(() => keptDraft<Value>(localStorage.getItem(place), base) !== undefined)
  const changed = JSON.stringify(value) !== base
  const leaving = useRef(false)

  // What is saved has changed underneath (saved by us, or by another): start again from it.
  const lastBase = useRef(base)
  useEffect(() => {
    if (lastBase.current === base) return
    lastBase.current = base
    localStorage.removeItem(place)
    setValue(saved)
    setKept(false)
  }, [base, place, saved])

  useEffect(() => {
    if (!changed || leaving.current) return
    const wait = setTimeout(
      () => localStorage.setItem(place, JSON.stringify({ base, value } satisfies Kept<Value>)),
      300,
    )
    return () => clearTimeout(wait)
  }, [base, changed, place, value])

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

  return { value, set, changed, kept, reset, forget }
}

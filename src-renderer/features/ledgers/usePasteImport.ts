/** 粘贴 on a list: what was copied in Excel goes through the import of its kind, by Ctrl+V on the list or by the button. */

import { useEffect, useMemo, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { pasteLimit, withHeadings } from './pasted-block.ts'

/** What the import is opened with (ImportSteps.tsx). */
export interface PastedState {
  readonly pasted: string
}

/** The act; Ctrl+V outside of a field does the same. */
export function usePasteImport(kind: LedgerKind): Act {
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const notice = useNotice()
  const open = (text: string) => {
    const to = `/ledgers/import/${kind}`
    if (text.length > pasteLimit) return notice.warn('粘贴的内容太多了，请存成文件再导入。')
    if (text.trim() === '') return navigate(to)
    const state: PastedState = { pasted: withHeadings(kind, text) }
    navigate(to, { state })
  }
  const take = useRef(open)
  take.current = open
  useEffect(() => {
    if (missing) return
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      // a single cell is no block of rows
      if (!/[\t\n]/.test(text) || (event.target as HTMLElement | null)?.closest('input, textarea, [role="dialog"]'))
        return
      event.preventDefault()
      take.current(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [missing])
  return useMemo(
    (): Act => ({
      key: 'paste',
      label: '粘贴',
      disabled: missing,
      run: async () => {
        // where the clipboard may not be read, the import's own box takes Ctrl+V
        const text = await navigator.clipboard.readText().catch(() => '')
        take.current(text)
      },
    }),
    [missing],
  )
}

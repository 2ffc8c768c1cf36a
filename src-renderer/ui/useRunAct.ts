/** Doing an act: asks where it must be asked, runs, says what was done or why not. */

import { App } from 'antd'
import { useCallback, useState } from 'react'
import { errorWords } from '../api/refusal.ts'
import type { Act } from './act.ts'

/** The notice line: `done` for what happened, `refused` for an error in words, `warn` for a reason not to. */
export function useNotice() {
  const { message } = App.useApp()
  return {
    done: useCallback((words: string) => void message.success(words, 4), [message]),
    warn: useCallback((words: string) => void message.warning(words, 6), [message]),
    refused: useCallback((error: unknown) => void message.error(errorWords(error), 8), [message]),
  }
}

/** `const { run, running } = useRunAct()`; `run(act)` does it; `running` is the key of the act being done. */
export function useRunAct() {
  const { modal } = App.useApp()
  const notice = useNotice()
  const [running, setRunning] = useState<string>()
  const { done, refused, warn } = notice

  const perform = useCallback(
    async (act: Act) => {
      setRunning(act.key)
      try {
        await act.run()
        if (act.done) done(act.done)
      } catch (error) {
        refused(error)
      } finally {
        setRunning(undefined)
      }
    },
    [done, refused],
  )

  const run = useCallback(
    (act: Act) => {
      if (act.disabled) return warn(act.disabled)
      const { confirm } = act
      if (!confirm) return void perform(act)
      modal.confirm({
        title: confirm.title,
        content: confirm.text,
        okText: confirm.ok,
        cancelText: '不做了',
        okButtonProps: { danger: act.tone === 'danger' },
        autoFocusButton: act.tone === 'danger' ? 'cancel' : 'ok',
        onOk: () => perform(act),
      })
    },
    [modal, perform, warn],
  )

  return { run, running }
}

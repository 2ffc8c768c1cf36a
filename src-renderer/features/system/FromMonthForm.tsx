/** The form of a setting that holds from a month on: its button, the month, what is set, saving. */

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { useNotice } from '../../ui/useRunAct.ts'

interface FromMonthFormProps {
  /** What is set: 基金比例. */
  readonly label: string
  /** Who may change it, where whoever is signed in may not. */
  readonly missing: string | undefined
  /** Puts what holds now into the fields. */
  readonly begin: () => void
  /** Why what is in the fields cannot be saved. */
  readonly fault?: string | undefined
  readonly save: (from: Month) => Promise<unknown>
  readonly children: ReactNode
}

export function FromMonthForm({ label, missing, begin, fault, save, children }: FromMonthFormProps) {
  const { period } = useMonth()
  const notice = useNotice()
  const [editing, setEditing] = useState(false)
  const [from, setFrom] = useState(period)
  const saving = useMutation({
    mutationFn: () => save(from),
    onSuccess: () => {
      notice.done(`${label}已保存，从${monthWords(from)}起执行。`)
      setEditing(false)
    },
  })
  const open = () => {
    begin()
    setFrom(period)
    saving.reset()
    setEditing(true)
  }
  if (!editing) return <Acts acts={[{ key: 'edit', label: `修改${label}`, disabled: missing, run: open }]} />
  return (
    <div className="factor-form">
      <div className="inline">
        从 <MonthPicker aria-label={`${label}执行月份`} value={from} onChange={(month) => month && setFrom(month)} /> 起
      </div>
      {children}
      {saving.error ? (
        <p className="wrong" role="alert">
          {errorWords(saving.error)}
        </p>
      ) : null}
      <Acts
        acts={[
          { key: 'save', label: '保存', tone: 'primary', disabled: fault, run: () => saving.mutate() },
          { key: 'leave', label: '不改了', run: () => setEditing(false) },
        ]}
      />
    </div>
  )
}

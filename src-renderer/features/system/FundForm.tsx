/** The fund's rates from a month on. */

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { useNotice } from '../../ui/useRunAct.ts'

interface FundFormProps {
  readonly last: { readonly rate: string; readonly match: string } | undefined
  readonly missing: string | undefined
}

export function FundForm({ last, missing }: FundFormProps) {
  const { period } = useMonth()
  const notice = useNotice()
  const [editing, setEditing] = useState(false)
  const [from, setFrom] = useState(period)
  const [rate, setRate] = useState(last?.rate ?? '10')
  const [match, setMatch] = useState(last?.match ?? '100')
  const save = useMutation(
    trpc.settings.fund.mutationOptions({
      onSuccess: () => {
        notice.done(`基金比例已保存，从${monthWords(from)}起执行。`)
        setEditing(false)
      },
    }),
  )
  if (!editing)
    return <Acts acts={[{ key: 'edit', label: '修改基金比例', disabled: missing, run: () => setEditing(true) }]} />
  const fault =
    rate === '' || match === '' || rate.startsWith('-') || match.startsWith('-') ? '请填两个不小于 0 的比例' : undefined
  return (
    <div className="factor-form">
      <div className="inline">
        从 <MonthPicker aria-label="基金执行月份" value={from} onChange={(month) => month && setFrom(month)} /> 起，缴存
      </div>
      <div className="factor-row">
        <DecimalInput aria-label="缴存比例" width={90} suffix="%" value={rate} onChange={setRate} />
        匹配
        <DecimalInput aria-label="匹配比例" width={90} suffix="%" value={match} onChange={setMatch} />
      </div>
      {save.error ? (
        <p className="wrong" role="alert">
          {errorWords(save.error)}
        </p>
      ) : null}
      <Acts
        acts={[
          {
            key: 'save',
            label: '保存',
            tone: 'primary',
            disabled: fault,
            run: () => save.mutate({ from, rate, match }),
          },
          { key: 'leave', label: '不改了', run: () => setEditing(false) },
        ]}
      />
    </div>
  )
}

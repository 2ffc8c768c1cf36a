/** 识别码: the other codes by which ledgers name an outlet, each with the days on which it holds. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Input } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import type { Outlet } from './outlet-fields.ts'
import '../register/register.css'

type OutletCode = Outlet['codes'][number]

const columns: readonly Column<OutletCode>[] = [
  { key: 'kind', title: '识别码类型', width: 150, value: (row) => row.kind },
  { key: 'value', title: '识别码', width: 200, value: (row) => row.value },
  { key: 'from', title: '从哪天起', width: 120, kind: 'date', value: (row) => row.from ?? '一直' },
  { key: 'to', title: '到哪天止', width: 120, kind: 'date', value: (row) => row.to ?? '今后' },
]

/** The kinds of DOMAIN.md §2; an office may write others. */
const usualKinds = ['BOSS渠道编码', '工号', '空充主号', '旧编码'].map((value) => ({ value, label: value }))

const blank = { kind: '', value: '', from: '', to: '' }

export function OutletCodes({ code, codes }: { readonly code: string; readonly codes: readonly OutletCode[] }) {
  const missing = useMissingRole(['clerk'])
  const cache = useQueryClient()
  const [draft, setDraft] = useState(blank)
  const add = useMutation(
    trpc.outlets.addCode.mutationOptions({
      onSuccess: () => {
        setDraft(blank)
        return cache.invalidateQueries()
      },
    }),
  )
  const set = (part: Partial<typeof blank>) => setDraft({ ...draft, ...part })
  const fault =
    draft.kind.trim() === '' || draft.value.trim() === ''
      ? '请填识别码类型和识别码'
      : draft.from && draft.to && draft.to < draft.from
        ? '止日早于起日，请改正'
        : undefined
  return (
    <div className="register-codes">
      <p className="quiet">台账里用下面任何一个码都认得出这个网点。</p>
      <FittedGrid<OutletCode>
        label="识别码"
        columns={columns}
        total={codes.length}
        rowAt={(index) => codes[index]}
        rowKey={(row) => `${row.kind} ${row.value} ${row.from}`}
        empty={
          <p className="quiet">还没有别的码。BOSS 的台账若用工号或空充主号认网点，在这里加上，或导入“网点识别码”。</p>
        }
      />
      <div className="factor-row">
        <AutoComplete
          aria-label="识别码类型"
          placeholder="识别码类型"
          style={{ width: 150 }}
          options={usualKinds}
          value={draft.kind}
          onChange={(kind: string | undefined) => set({ kind: kind ?? '' })}
        />
        <Input
          aria-label="识别码"
          placeholder="识别码"
          style={{ width: 180 }}
          maxLength={64}
          value={draft.value}
          onChange={(event) => set({ value: event.target.value })}
        />
        <DayPicker
          allowClear
          aria-label="从哪天起"
          placeholder="一直"
          value={draft.from}
          onChange={(from) => set({ from })}
        />
        <DayPicker
          allowClear
          aria-label="到哪天止"
          placeholder="今后"
          value={draft.to}
          onChange={(to) => set({ to })}
        />
        <Acts
          acts={[
            {
              key: 'add',
              label: '加上',
              disabled: missing ?? fault,
              done: '识别码已加上。',
              run: () =>
                add.mutateAsync({
                  code,
                  kind: draft.kind.trim(),
                  value: draft.value.trim(),
                  ...(draft.from ? { from: draft.from as IsoDate } : {}),
                  ...(draft.to ? { to: draft.to as IsoDate } : {}),
                }),
            },
          ]}
        />
      </div>
      {add.error ? (
        <p className="wrong" role="alert">
          {errorWords(add.error)}
        </p>
      ) : null}
    </div>
  )
}

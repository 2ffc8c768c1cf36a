/** 店员得分: a month's scores of every member of staff by item, typed as a grid or pasted. */

import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { EntryGrid } from '../../ui/EntryGrid.tsx'
import { cellKey } from '../../ui/entry-cells.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { useOfferedActs } from '../../ui/status-line.ts'
import { useEntry } from '../../ui/useEntry.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import '../indicators/indicators.css'

type Known = Awaited<ReturnType<typeof client.staff.scores.query>>

const fixed = [
  { title: '工号', width: 92 },
  { title: '姓名', width: 84 },
  { title: '营业厅', width: 170 },
  { title: '本月得分', width: 84 },
]

export function ScorePage() {
  const { period } = useMonth()
  const asked = useQuery(trpc.staff.scores.queryOptions({ period }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  return <Typing key={period} period={period} known={asked.data} />
}

function Typing({ period, known }: { readonly period: Month; readonly known: Known }) {
  const navigate = useNavigate()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const [setting, setSetting] = useState(false)
  const stored = useMemo(
    () =>
      new Map(
        known.rows.flatMap(({ number, values }) =>
          Object.entries(values).map(([item, value]) => [cellKey({ row: number, column: item }), value] as const),
        ),
      ),
    [known.rows],
  )
  const entry = useEntry(`staff-scores:${period}`, { stored: (at) => stored.get(cellKey(at)) ?? '' })
  const fixedNow =
    known.fixed === null
      ? undefined
      : known.fixed === 'proposed'
        ? '这个季度的明星店员正等确认，得分不能再改；要改，先撤回评选'
        : '这个季度的明星店员已经确认，得分不能再改'
  const count = entry.edits.length
  const acts = [
    {
      key: 'save',
      label: count > 0 ? `保存 ${count} 格` : '保存',
      shortcut: 'Ctrl+S',
      tone: 'primary' as const,
      disabled:
        notClerk ??
        fixedNow ??
        (count === 0 ? '没有改过的格' : entry.faults > 0 ? '有不是数字的格，请先改好' : undefined),
      run: async () => {
        const cells = entry.edits.map(({ row, column, value }) => ({
          number: row,
          item: Number(column),
          value: value === '' ? null : value,
          was: stored.get(cellKey({ row, column })) ?? null,
        }))
        await client.staff.saveScores.mutate({ period, cells })
        entry.forget()
        notice.done(`已保存 ${cells.length} 格。`)
      },
    },
    { key: 'undo', label: '撤回', disabled: entry.canUndo ? undefined : '没有可撤回的', run: entry.undo },
    { key: 'items', label: '得分项目', disabled: notClerk, run: () => setSetting(true) },
    { key: 'stars', label: '明星店员', run: () => navigate('/staff/stars') },
  ]
  useOfferedActs(acts)
  return (
    <section className="list-page" aria-label="店员得分">
      <header className="page-head">
        <h1>店员得分　{monthWords(period)}</h1>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      {fixedNow ? <p className="late">{fixedNow}。</p> : null}
      {known.items.length === 0 ? (
        <p className="quiet">
          先点“得分项目”，写明按哪些项目给店员打分、各占多少权重；本月得分 = 各项的值 × 权重之和。
        </p>
      ) : known.rows.length === 0 ? (
        <p className="quiet">这个月营业厅里没有店员。先到“店员”登记谁在哪个厅。</p>
      ) : (
        <EntryGrid
          label="店员得分"
          fixed={fixed}
          rows={known.rows.map(({ number, name, outletName, score }) => ({
            key: number,
            fixed: [number, name, outletName, score ?? '—'],
            names: [number, name],
          }))}
          columns={known.items.map(({ id, name, weight }) => ({
            key: String(id),
            title: name,
            note: `权重 ${weight}`,
          }))}
          entry={entry}
          disabled={notClerk ?? fixedNow}
        />
      )}
      <p className="quiet entry-foot">
        {known.rows.length} 人。直接打数字；从 Excel 复制（可带工号或姓名和表头）按 Ctrl+V 粘贴；Ctrl+Z 撤回。
        {count > 0 ? `　改了 ${count} 格，还没有保存；本月得分在保存后更新。` : ''}
      </p>
      {setting ? <Items known={known.items} onClose={() => setSetting(false)} /> : null}
    </section>
  )
}

function Items({ known, onClose }: { readonly known: Known['items']; readonly onClose: () => void }) {
  const [items, setItems] = useState(
    known.length > 0 ? known.map(({ name, weight }) => ({ name, weight })) : [{ name: '', weight: '1' }],
  )
  const setItem = (at: number, part: Partial<(typeof items)[number]>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...part } : item)))
  return (
    <FormDialog
      title="得分项目"
      ok="保存"
      text="本月得分 = 各项的值 × 权重之和。去掉的项目不再计分，录过的值留着。改了权重，还没有评过的各月都按新的算。"
      onClose={onClose}
      run={async () => {
        const said = items.filter(({ name }) => name.trim() !== '')
        if (said.some(({ weight }) => weight === '')) return '请填每项的权重'
        await client.staff.setItems.mutate({ items: said.map(({ name, weight }) => ({ name: name.trim(), weight })) })
        return undefined
      }}
    >
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items are told by their place
        <div key={at} className="inline">
          <Input
            aria-label={`第 ${at + 1} 项`}
            style={{ width: 220 }}
            maxLength={100}
            value={item.name}
            onChange={(event) => setItem(at, { name: event.target.value })}
          />
          权重
          <DecimalInput
            aria-label={`第 ${at + 1} 项权重`}
            width={80}
            value={item.weight}
            onChange={(weight) => setItem(at, { weight })}
          />
          <Button type="link" size="small" onClick={() => setItems(items.filter((_, index) => index !== at))}>
            去掉
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => setItems([...items, { name: '', weight: '1' }])}>
        加一项
      </Button>
    </FormDialog>
  )
}

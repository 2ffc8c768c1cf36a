/** 指标录入: a month's indicator values typed as a grid, what a scheme still misses and who delivers it. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { EntryGrid } from '../../ui/EntryGrid.tsx'
import { cellKey } from '../../ui/entry-cells.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { useEntry } from '../../ui/useEntry.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { type Lacking, LackingLine, useLacking } from '../gradings/Lacking.tsx'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { useSchemes } from '../gradings/useSchemes.ts'
import { DelivererDialog } from './DelivererDialog.tsx'
import { missingFor, neededIndicators } from './needed.ts'
import { matchesRough } from './rough-filter.ts'
import './indicators.css'

const HEADS = '在岗人数'
const fixed = [
  { title: '网点编码', width: 104 },
  { title: '网点名称', width: 168 },
]
const categories = [
  { value: 'own', label: '自有营业厅' },
  { value: 'partner', label: '社会渠道' },
]

export function IndicatorPage() {
  const { period, choose } = useMonth()
  const door = useLacking()
  const { lacking } = door
  const led = useRef<Lacking>(undefined)
  // a door opens the month that it asks for, once; after that the month is whichever the person chooses
  useEffect(() => {
    if (!lacking || led.current) return
    led.current = lacking
    if (!lacking.months.includes(period)) choose(lacking.months.at(-1)!)
  }, [lacking, period, choose])
  const asked = useQuery(trpc.indicators.grid.queryOptions({ period }))
  const error = asked.error ?? door.error
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!asked.data || (door.asked && !lacking)) return <p className="entrance-waiting">正在读取……</p>
  return <Typing key={period} period={period} known={asked.data} lacking={lacking} outlet={door.outlet} />
}

type Known = Awaited<ReturnType<typeof client.indicators.grid.query>>

interface TypingProps {
  readonly period: Month
  readonly known: Known
  /** What a grading lacks, and the outlet that was looked at there. */
  readonly lacking: Lacking | undefined
  readonly outlet: string | undefined
}

function Typing({ period, known, lacking, outlet: looked }: TypingProps) {
  const { choose } = useMonth()
  const navigate = useNavigate()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const schemes = useSchemes()
  const [schemeId, setSchemeId] = useState(lacking?.scheme)
  const asksFor = lacking?.need.kind === 'value' ? lacking.need.indicator : undefined
  const [chosen, setChosen] = useState<readonly string[] | undefined>(asksFor === undefined ? undefined : [asksFor])
  const [onlyLacking, setOnlyLacking] = useState(lacking !== undefined)
  const [category, setCategory] = useState<'own' | 'partner'>()
  const [typed, setTyped] = useState('')
  /** As they were when it was asked: an outlet that gets its value stays in sight. */
  const [onlyMissing, setOnlyMissing] = useState<{ indicator: string; outlets: ReadonlySet<string> }>()
  const [delivering, setDelivering] = useState(false)
  const stored = useMemo(
    () =>
      new Map(known.values.map(({ outlet, indicator, value }) => [cellKey({ row: outlet, column: indicator }), value])),
    [known.values],
  )
  const heads = useMemo(() => new Map(known.heads.map((one) => [one.outlet, one.heads])), [known.heads])
  const entry = useEntry(`indicators:${period}`, {
    stored: (at) => stored.get(cellKey(at)) ?? '',
    check: (at, value) => {
      const was = stored.get(cellKey(at)) ?? ''
      if (!known.closed || was === '') return undefined
      return value === '' ? '这个月已经结账，已有的值不能清空' : '这个月已经结账，已有的值不能再改'
    },
  })
  const scheme = schemes.data?.find(({ id }) => id === schemeId)?.scheme
  const indicators = chosen ?? (scheme ? neededIndicators(scheme) : known.indicators)
  const value = (outlet: string, indicator: string) => entry.value({ row: outlet, column: indicator })
  const has = (outlet: string, indicator: string) =>
    value(outlet, indicator) !== '' || (indicator === HEADS && heads.has(outlet))
  const missing = scheme ? missingFor(scheme, known.outlets, has, known.deliverers) : []
  const lacks = useMemo(() => new Set(lacking?.outlets.map(({ outlet }) => outlet)), [lacking])
  // thousands of names are looked through after the key was shown
  const sought = useDeferredValue(typed).trim().toLowerCase()
  const rows = useMemo(
    () =>
      known.outlets
        .filter(
          (outlet) =>
            (!onlyLacking || lacks.has(outlet.code)) &&
            (category === undefined || outlet.category === category) &&
            (scheme === undefined || matchesRough(scheme.outlets, outlet)) &&
            (onlyMissing === undefined || onlyMissing.outlets.has(outlet.code)) &&
            (sought === '' || outlet.code.toLowerCase().includes(sought) || matchesName(outlet.name, sought)),
        )
        .map(({ code, name }) => ({ key: code, fixed: [code, name], names: [code] })),
    [known.outlets, onlyLacking, lacks, category, scheme, onlyMissing, sought],
  )
  const columns = indicators.map((name) => ({
    key: name,
    title: name,
    note: known.deliverers[name] ?? '',
    ...(name === HEADS
      ? { hint: (outlet: string) => (heads.has(outlet) ? `${heads.get(outlet)}（店员）` : undefined) }
      : {}),
  }))
  const count = entry.edits.length
  const save = async () => {
    const cells = entry.edits.map(({ row, column, value: text }) => ({
      outlet: row,
      indicator: column,
      value: text,
      was: stored.get(cellKey({ row, column })) ?? null,
    }))
    const { batch, cleared } = await client.indicators.save.mutate({ period, cells })
    entry.forget()
    const said = [
      ...(batch === null ? [] : [`已保存 ${cells.length - (cleared?.cells ?? 0)} 格，是第 ${batch} 批`]),
      ...(cleared === null ? [] : [`已清空 ${cleared.cells} 格，是第 ${cleared.batch} 批`]),
    ]
    notice.done(`${said.join('；')}。要取消，请到台账撤销这一批。`)
  }
  const before = addMonths(period, -1)
  const copy = async () => {
    const last = await client.indicators.grid.query({ period: before })
    const shownRows = new Set(rows.map(({ key }) => key))
    const deed = last.values.flatMap(({ outlet, indicator, value: text }) =>
      shownRows.has(outlet) && indicators.includes(indicator) && value(outlet, indicator) === ''
        ? [{ row: outlet, column: indicator, value: text }]
        : [],
    )
    entry.set(deed)
    notice.done(`从${monthWords(before)}抄来 ${deed.length} 格，还没有保存。按“撤回”可以取消。`)
  }
  const acts = [
    {
      key: 'save',
      label: count > 0 ? `保存 ${count} 格` : '保存',
      shortcut: 'Ctrl+S',
      tone: 'primary' as const,
      disabled:
        notClerk ??
        (count === 0 ? '没有改过的格' : entry.faults > 0 ? `有 ${entry.faults} 格红色的，请先改好` : undefined),
      run: save,
    },
    { key: 'undo', label: '撤回', disabled: entry.canUndo ? undefined : '没有可撤回的', run: entry.undo },
    {
      key: 'copy',
      label: '抄上月',
      disabled: notClerk,
      confirm: {
        title: `抄${monthWords(before)}的值`,
        text: `把${monthWords(before)}的值填进眼前这些行和列里还空着的格；已有的值不动。填好后还没有保存，可以再改、再撤回。`,
        ok: '抄过来',
      },
      run: copy,
    },
    { key: 'deliver', label: '谁提供', disabled: notClerk, run: () => setDelivering(true) },
    { key: 'import', label: '从 Excel 导入', run: () => navigate('/ledgers/import/indicators') },
  ]
  useOfferedActs(acts)
  return (
    <section className="list-page" aria-label="指标录入">
      <header className="page-head">
        <h1>指标录入　{monthWords(period)}</h1>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      <div className="filter-line">
        <Input
          aria-label="找网点"
          placeholder="网点编码、名称、拼音首字母"
          style={{ width: 200 }}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          aria-label="渠道类别"
          placeholder="渠道类别"
          style={{ width: 120 }}
          allowClear
          value={category ?? null}
          options={categories}
          onChange={(next: 'own' | 'partner' | undefined) => setCategory(next)}
        />
        <Select
          aria-label="分级方案"
          placeholder="按分级方案看缺什么"
          style={{ width: 230 }}
          allowClear
          value={schemeId ?? null}
          options={(schemes.data ?? [])
            .filter(({ status, id }) => status !== 'retired' || id === schemeId)
            .map(({ id, title, version }) => ({ value: id, label: `${title} 第 ${version} 版` }))}
          onChange={(next: number | undefined) => {
            setSchemeId(next)
            setChosen(undefined)
            setOnlyMissing(undefined)
          }}
        />
        <Select
          aria-label="指标"
          mode="tags"
          className="indicator-choice"
          placeholder="要录哪些指标；可以写新名称"
          value={[...indicators]}
          maxTagCount={3}
          options={known.indicators.map((name) => ({ value: name, label: name }))}
          onChange={(next: string[]) => setChosen(next.map((name) => name.trim()).filter(Boolean))}
        />
      </div>
      {lacking ? (
        <LackingLine
          lacking={lacking}
          only={onlyLacking}
          onOnly={setOnlyLacking}
          period={period}
          onPeriod={(month) => choose(month)}
        />
      ) : null}
      {missing.length > 0 && !onlyLacking ? (
        <p className="indicator-missing">
          {missing.map(({ indicator, deliverer, outlets }) => (
            <button
              key={indicator}
              type="button"
              className={`why${outlets.length > 0 ? ' late' : ''}`}
              aria-pressed={onlyMissing?.indicator === indicator}
              title={onlyMissing?.indicator === indicator ? '看全部网点' : '只看缺的网点'}
              onClick={() =>
                setOnlyMissing(
                  onlyMissing?.indicator === indicator ? undefined : { indicator, outlets: new Set(outlets) },
                )
              }
            >
              {indicator}
              {deliverer ? `（${deliverer}）` : ''}：{outlets.length > 0 ? `缺 ${outlets.length}` : '齐'}
            </button>
          ))}
        </p>
      ) : null}
      {columns.length === 0 ? (
        <p className="quiet">
          还没有指标。在上面的“指标”框里写一个名称（如任务量、客户服务质量、考核系数）按回车，就可以录入；也可以选一个分级方案，列出它要的指标。
        </p>
      ) : (
        <EntryGrid
          label="指标"
          fixed={fixed}
          rows={rows}
          columns={columns}
          entry={entry}
          disabled={notClerk}
          start={asksFor === undefined ? undefined : { row: looked ?? rows[0]?.key ?? '', column: asksFor }}
        />
      )}
      <p className="quiet entry-foot">
        {rows.length} 个网点。直接打数字；方向键、回车换格；F2 改；Delete 清空；从 Excel 复制一块（可带编码和表头）按
        Ctrl+V 粘贴；Ctrl+Z 撤回。
        {count > 0 ? `　改了 ${count} 格，还没有保存。` : ''}
        {entry.faults > 0 ? `　${entry.faults} 格有错，标成红色。` : ''}
      </p>
      {delivering ? (
        <DelivererDialog indicators={indicators} known={known.deliverers} onClose={() => setDelivering(false)} />
      ) : null}
    </section>
  )
}

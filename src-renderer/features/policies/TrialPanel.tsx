/** 试算对比: a draft on any past month beside the policy in force: by clause, outlet by outlet, and why. */

import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useMemo, useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import type { Policy } from '../../../src-main/domain/policy.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { useChange } from '../../ui/useChange.ts'
import { useKeys } from '../../ui/useKeys.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import type { PolicyView, Trial, TrialRow, TrialTotals } from './shapes.ts'
import { totalsSentence, trialSentence } from './trial-words.ts'

interface TrialPanelProps {
  /** What is tried: a saved version, or the draft in the editor as it stands. */
  readonly of: { readonly record: PolicyView } | { readonly draft: Policy }
  /** Why it cannot be tried now. */
  readonly disabled?: string | undefined
}

export function TrialPanel({ of, disabled }: TrialPanelProps) {
  const { period: worked } = useMonth()
  const change = useChange()
  const notAllowed = useMissingRole(['clerk', 'reviewer'])
  const [period, setPeriod] = useState<Month>(worked)
  const [since, setSince] = useState<Month>()
  const [fresh, setFresh] = useState<{ trial: Trial; draft: string }>()
  const record = 'record' in of ? of.record : undefined
  const kept = useQuery(
    trpc.policies.trial.queryOptions(
      { trial: record?.trialInMemory ?? '' },
      { enabled: fresh === undefined && Boolean(record?.trialInMemory), staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const draft = 'draft' in of ? JSON.stringify(of.draft) : ''
  const trial = fresh?.trial ?? (record ? (kept.data ?? undefined) : undefined)
  const inForce = record && (record.status === 'approved' || record.status === 'retired')
  const late = since !== undefined && since > period ? '起执行的月份不能晚于试算月份' : undefined
  const run: Act = {
    key: 'try',
    label: '试算对比',
    tone: 'primary',
    disabled: notAllowed ?? disabled ?? late,
    run: async () => {
      const asked = { period, ...(since ? { since } : {}) }
      const what = 'record' in of ? { id: of.record.id } : { policy: of.draft }
      setFresh({ trial: await change(client.policies.tryOut.mutate({ ...what, ...asked })), draft })
    },
  }
  if (inForce)
    return (
      <div className="trial-panel">
        <p className="quiet">这一版已经执行，要看它付了多少，请看各月的结算。改版后，新的一版可以在这里与它对比。</p>
        {record.trial ? <p>批准前最后一次：{trialSentence(record.trial)}</p> : null}
      </div>
    )
  return (
    <div className="trial-panel">
      <div className="trial-ask">
        <span>用</span>
        <MonthPicker aria-label="试算月份" value={period} onChange={(month) => month && setPeriod(month)} />
        <span>的台账，视同从</span>
        <MonthPicker aria-label="视同起执行月份" allowClear placeholder="自动" value={since} onChange={setSince} />
        <span>起执行</span>
        <Acts acts={[run]} />
        <span className="quiet">不写入结算；已结账的月份也可以试。</span>
      </div>
      {trial ? (
        <>
          {fresh && fresh.draft !== draft ? <p className="late">试算之后草稿又改过，要看新的结果请再试一次。</p> : null}
          {record?.trial?.outdated && !fresh ? <p className="late">试算之后条款又改过，请重新试算。</p> : null}
          <Totals totals={trial} />
          <Outlets trial={trial} />
        </>
      ) : (
        <>
          {record?.trial?.outdated ? <p className="late">试算之后条款又改过，请重新试算。</p> : null}
          {record?.trial ? <Totals totals={record.trial} /> : null}
          <p className="quiet">
            {record?.trial
              ? `${record.trial.user} ${momentWords(record.trial.at)} 试算。各网点的明细没有保留，再试一次就有。`
              : '选一个有台账的月份，点“试算对比”：逐个网点列出现行政策付多少、这一版付多少、差多少，每一行都能看到怎么算的。'}
          </p>
        </>
      )}
    </div>
  )
}

function Totals({ totals }: { readonly totals: TrialTotals }) {
  const shown = totals.clauses.filter((clause) => Number(clause.old) !== 0 || Number(clause.new) !== 0)
  return (
    <section aria-label="试算结果">
      <p className="said">{totalsSentence(totals)}</p>
      <p className="quiet">
        假设这一版从{monthWords(totals.since)}起执行，此后入网的用户按它分期和分成；不含对已结账酬金的扣回，两边都一样。
      </p>
      <table className="trial-totals">
        <thead>
          <tr>
            <th scope="col">条款</th>
            <th scope="col">现行（元）</th>
            <th scope="col">这一版（元）</th>
            <th scope="col">差额（元）</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((clause) => (
            <tr key={clause.clause}>
              <td>
                {clause.title} <span className="code quiet">{clause.clause}</span>
              </td>
              <Figures {...clause} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <Figures {...totals} />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const Figures = (sums: { readonly old: string; readonly new: string; readonly difference: string }) => (
  <>
    <td className="figure">
      <Money value={sums.old} />
    </td>
    <td className="figure">
      <Money value={sums.new} />
    </td>
    <td className="figure">
      <Money value={sums.difference} />
    </td>
  </>
)

const columns: readonly Column<TrialRow>[] = [
  { key: 'outlet', title: '网点编码', width: 110, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 220, value: (row) => row.name, sortable: true },
  { key: 'agent', title: '代理商', width: 100, value: (row) => row.agent, sortable: true },
  { key: 'old', title: '现行', width: 110, kind: 'money', value: (row) => row.old, sortable: true },
  { key: 'new', title: '这一版', width: 110, kind: 'money', value: (row) => row.new, sortable: true },
  { key: 'difference', title: '差额', width: 110, kind: 'money', value: (row) => row.difference, sortable: true },
]

const filters: readonly Filter[] = [
  {
    key: 'difference',
    label: '差额',
    kind: 'choice',
    width: 110,
    options: [
      { value: 'any', label: '有变化' },
      { value: 'more', label: '多付' },
      { value: 'less', label: '少付' },
    ],
  },
]

function passes(row: TrialRow, wanted: string): boolean {
  const difference = Number(row.difference)
  if (wanted === 'more') return difference > 0
  if (wanted === 'less') return difference < 0
  return wanted !== 'any' || difference !== 0
}

function Outlets({ trial }: { readonly trial: Trial }) {
  const [open, setOpen] = useState<TrialRow>()
  const source = useMemo(
    (): ListSource<TrialRow> => ({
      queryKey: ['policies', 'trial', trial.trial],
      fetch: async (asked) =>
        answerFromRows(trial.rows, asked, {
          columns,
          found: (row, typed) =>
            [row.outlet, row.agent ?? ''].some((text) => text.toLowerCase().includes(typed)) ||
            matchesName(row.name, typed),
          passes: (row, filter) => passes(row, String(filter.difference ?? '')),
          sums: ['old', 'new', 'difference'],
        }),
    }),
    [trial],
  )
  return (
    <div className="trial-list">
      <ListPage<TrialRow>
        list="policy-trial"
        title={`试算对比-${trial.code}-${trial.period}`}
        inTab
        columns={columns}
        filters={filters}
        searchHint="网点编码、名称、拼音首字母、代理商"
        rowKey={(row) => row.outlet}
        source={source}
        sort={{ by: 'outlet', descending: false }}
        onOpen={setOpen}
        empty={<p className="quiet">这个月没有网点按现行政策或这一版拿到酬金。</p>}
      />
      {open ? <WhyBoth trial={trial} row={open} onClose={() => setOpen(undefined)} /> : null}
    </div>
  )
}

/** Both amounts of an outlet, clause by clause, in words. */
function WhyBoth({ trial, row, onClose }: { trial: Trial; row: TrialRow; onClose: () => void }) {
  const lines = useQuery(trpc.policies.trialLines.queryOptions({ trial: trial.trial, outlet: row.outlet }))
  // Esc closes this and not the page behind it
  useKeys({ Esc: onClose })
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${row.name}　${row.outlet}　${monthWords(trial.period)}`}
      size={640}
      mask={{ closable: true }}
      keyboard={false}
      destroyOnHidden
      className="reason-drawer"
    >
      {lines.error ? <p className="wrong">{errorWords(lines.error)}再试算一次就能看到。</p> : null}
      {lines.isPending ? <p className="quiet">正在查……</p> : null}
      {lines.data?.map((line) => (
        <article key={line.clause} className="trial-why" aria-label={`条款 ${line.clause}`}>
          <header>
            <strong>{line.title}</strong> <span className="code quiet">{line.clause}</span>
            <span className="trial-difference">
              差额 <Money value={line.difference} />
            </span>
          </header>
          <p>
            <span className="quiet">现行　</span>
            <Said text={line.oldText} />
          </p>
          <p>
            <span className="quiet">这一版　</span>
            <Said text={line.newText} />
          </p>
        </article>
      ))}
    </Drawer>
  )
}

const Said = ({ text }: { readonly text: string | null }) =>
  text === null ? <span className="missing">没有这一项</span> : <span className="said-lines">{text}。</span>

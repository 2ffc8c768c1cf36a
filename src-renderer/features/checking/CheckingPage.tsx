/** 网点核对: trial statements out to the agents; who said yes, who objected, who was silent, who must be told again. */

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { DisputeForm } from '../disputes/DisputeForm.tsx'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import { useSettlement } from '../settlements/useSettlement.ts'
import { ConsentDialog, DeadlineDialog } from './CheckingDialogs.tsx'
import '../settlements/settlements.css'

type Checking = Awaited<ReturnType<typeof client.checking.get.query>>
type Sheet = Checking['sheets'][number]

const states: Record<string, { label: string; tone: Tone }> = {
  waiting: { label: '等答复', tone: 'now' },
  consented: { label: '已同意', tone: 'done' },
  objected: { label: '有异议', tone: 'late' },
  silent: { label: '未答复视同意', tone: 'done' },
}

const columns: readonly Column<Sheet>[] = [
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 170, value: (row) => row.name, sortable: true },
  { key: 'told', title: '告知金额', width: 100, kind: 'money', value: (row) => row.told, sortable: true },
  { key: 'now', title: '现在金额', width: 100, kind: 'money', value: (row) => row.now, sortable: true },
  {
    key: 'state',
    title: '核对结果',
    width: 128,
    value: (row) => (row.changed ? '金额变了，要重新告知' : (states[row.state]?.label ?? '')),
    show: (row) =>
      row.changed ? (
        <StateTag label="要重新告知" tone="wrong" />
      ) : (
        <StateTag {...(states[row.state] ?? { label: '' })} />
      ),
    sortable: true,
  },
  { key: 'deadline', title: '截止', width: 92, kind: 'date', value: (row) => row.deadline, sortable: true },
  { key: 'disputes', title: '申诉', width: 52, kind: 'count', value: (row) => row.disputes || null, sortable: true },
  { key: 'saidBy', title: '答复人', width: 80, value: (row) => row.saidBy, sortable: true },
  { key: 'note', title: '说明', width: 160, value: (row) => row.note },
  { key: 'agentName', title: '代理商', width: 160, value: (row) => row.agentName, sortable: true },
  { key: 'times', title: '告知次数', width: 72, kind: 'count', value: (row) => row.times, hidden: true },
  { key: 'user', title: '登记人', width: 80, value: (row) => row.user, hidden: true },
  {
    key: 'at',
    title: '登记时间',
    width: 128,
    kind: 'date',
    value: (row) => (row.at ? momentWords(row.at) : null),
    hidden: true,
  },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '核对结果',
    kind: 'choice',
    width: 130,
    options: [
      { value: 'changed', label: '要重新告知' },
      ...Object.entries(states).map(([value, { label }]) => ({ value, label })),
    ],
  },
]

type Asking = 'start' | 'skip' | 'again' | { readonly consent: readonly Sheet[] } | { readonly object: Sheet }

export function CheckingPage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const { state } = useSettlement(period)
  const asked = useQuery(trpc.checking.get.queryOptions({ period }))
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<Asking>()
  const notice = useNotice()
  const { data, dataUpdatedAt } = asked
  const source = useMemo(
    (): ListSource<Sheet> => ({
      queryKey: ['checking sheets', period, dataUpdatedAt],
      fetch: async (request) =>
        answerFromRows(data?.sheets ?? [], request, {
          columns,
          sums: ['told', 'now', 'disputes'],
          found: (row, typed) =>
            [row.outlet, row.name, row.agent ?? '', row.agentName ?? ''].some((text) =>
              text.toLowerCase().includes(typed),
            ),
          passes: (row, filter) =>
            !filter.state || (filter.state === 'changed' ? row.changed : !row.changed && row.state === filter.state),
        }),
    }),
    [period, data, dataUpdatedAt],
  )
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!data || !state) return <p className="entrance-waiting">正在读取……</p>
  const isGoing = state.status === 'checking'
  const notStarted = state.status === 'calculated' ? undefined : startFault(state.status)
  const notGoing = notClerk ?? (isGoing ? undefined : '现在没有在核对')
  const { changed } = data.counts
  const start: Act = {
    key: 'start',
    label: '发出核对',
    tone: 'primary',
    disabled: notClerk ?? notStarted,
    run: () => setAsking('start'),
  }
  const skip: Act = {
    key: 'skip',
    label: isGoing ? '不再等待' : '不核对',
    disabled: notClerk ?? (isGoing ? undefined : notStarted),
    run: () => setAsking('skip'),
  }
  const print: Act = { key: 'paper', label: '打印试算结算单', run: () => navigate('/reports?report=statements') }
  const again: Act = {
    key: 'again',
    label: changed > 0 ? `重新告知 ${changed} 个` : '重新告知',
    tone: 'primary',
    disabled: notGoing ?? (changed === 0 ? '没有金额变了的网点' : undefined),
    run: () => setAsking('again'),
  }
  const title = `${monthWords(period)}网点核对`
  const close = () => setAsking(undefined)
  return (
    <>
      <ListPage<Sheet>
        list="checking"
        title={title}
        columns={columns}
        filters={filters}
        searchHint="网点、代理商"
        rowKey={(row) => row.outlet}
        source={source}
        acts={isGoing ? [again, skip, print] : [start, skip, print]}
        batchActs={(rows) => [
          {
            key: 'consent',
            label: '登记同意',
            tone: 'primary',
            disabled: notGoing ?? (rows.some((row) => row.changed) ? '其中有金额变了的，先重新告知' : undefined),
            run: () => setAsking({ consent: rows }),
          },
          {
            key: 'object',
            label: '登记异议',
            disabled: notGoing ?? (rows.length === 1 ? undefined : '异议要一个网点一个网点登记'),
            run: () => setAsking({ object: rows[0]! }),
          },
          {
            key: 'none',
            label: '取消登记',
            disabled: notGoing,
            done: '已取消登记，等答复。',
            run: () =>
              client.checking.answer.mutate({
                period,
                outlets: rows.map(({ outlet }) => outlet),
                answer: 'none',
                saidBy: '—',
              }),
          },
          {
            key: 'paper',
            label: '打印试算结算单',
            disabled: rows.length > 100 ? '一次最多挑 100 个' : undefined,
            run: () => navigate(`/reports?report=statements&outlets=${rows.map(({ outlet }) => outlet).join(',')}`),
          },
        ]}
        onOpen={(row) => navigate(`/settlements/statements/${encodeURIComponent(row.outlet)}`)}
        above={
          <>
            <SectionLinks />
            <CheckingHead checking={data} />
          </>
        }
        empty={
          <EmptyState
            title={data.ended?.how === 'skipped' ? '本月没有交网点核对' : '还没有发出核对'}
            text="把盖有“试算”字样的结算单发给代理商，三个工作日内核对。同意、异议都登记在这里；到期没有答复的算同意。也可以不核对，写明原因。"
            {...(notStarted ? { source: notStarted } : {})}
            act={start}
            also={[skip]}
          />
        }
      />
      {asking === 'start' || asking === 'again' ? (
        <DeadlineDialog period={period} what={asking} count={changed} onClose={close} />
      ) : null}
      {asking === 'skip' ? (
        <AskReason
          title={isGoing ? '不再等待网点答复' : `${monthWords(period)}不交网点核对`}
          ok={isGoing ? '不再等待' : '不核对'}
          label="原因"
          text="谁、什么时候、为什么都记下来，然后可以复核。"
          onClose={close}
          run={async ({ reason }) => {
            await client.checking.skip.mutate({ period, reason })
            notice.done('已记下，可以复核了。')
          }}
        />
      ) : null}
      {typeof asking === 'object' && 'consent' in asking ? (
        <ConsentDialog period={period} sheets={asking.consent} onClose={close} />
      ) : null}
      {typeof asking === 'object' && 'object' in asking ? (
        <DisputeForm period={period} outlet={asking.object.outlet} onClose={close} />
      ) : null}
    </>
  )
}

function startFault(status: string): string {
  return status === 'open' ? '先试算，再交网点核对' : '已经复核，不能再发出核对；要核对先退回'
}

function CheckingHead({ checking }: { checking: Checking }) {
  const { started, ended, reason, counts } = checking
  if (!started && !ended) return null
  const parts: ReactNode[] = []
  if (started)
    parts.push(
      <span key="started">
        发出：{started.by} <span className="quiet tabular">{momentWords(started.at)}</span>
      </span>,
      <span key="counts">
        同意 {counts.consented}　异议 {counts.objected}　未答复视同意 {counts.silent}　等答复 {counts.waiting}
        {counts.changed > 0 ? <b className="wrong">　要重新告知 {counts.changed}</b> : null}
      </span>,
    )
  if (ended)
    parts.push(
      <span key="ended">
        {ended.how === 'skipped' ? (started ? '不再等待' : '没有核对') : '核对完毕'}：{ended.by}{' '}
        <span className="quiet tabular">{momentWords(ended.at)}</span>
        {reason ? `　原因：${reason}` : ended.how === 'skipped' && !started ? '　复核时没有发出核对' : ''}
      </span>,
    )
  return <div className="month-facts">{parts}</div>
}

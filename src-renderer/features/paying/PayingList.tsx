/** 本月发放: every agent to be paid with its state; sums by state; acts on those that are selected. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { payerKindWords, paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { DueDialog } from './DueDialog.tsx'
import { InvoiceForm } from './InvoiceForm.tsx'
import { PayingLinks } from './PayingLinks.tsx'
import { paymentState } from './paying-words.ts'
import type { PayingMonth, PayingRow } from './shapes.ts'
import { usePayingActs } from './usePayingActs.tsx'

const columns: readonly Column<PayingRow>[] = [
  { key: 'agent', title: '代理商编码', width: 96, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 176, value: (row) => row.name, sortable: true },
  { key: 'payable', title: '应付', width: 96, kind: 'money', value: (row) => row.payable, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 70,
    value: (row) => paymentStateWords(row.state),
    show: (row) => <StateTag {...paymentState(row.state)} />,
    sortable: true,
  },
  { key: 'invoiced', title: '已收发票', width: 96, kind: 'money', value: (row) => row.invoiced, sortable: true },
  {
    key: 'missing',
    title: '还缺发票',
    width: 96,
    kind: 'money',
    value: (row) => (row.payerKind === 'person' ? null : row.missing),
    show: (row) => (row.payerKind === 'person' ? <span className="quiet">不用</span> : <Money value={row.missing} />),
    sortable: true,
  },
  { key: 'older', title: '以前未付', width: 90, kind: 'money', value: (row) => row.older, sortable: true },
  {
    key: 'sheet',
    title: '报账单',
    width: 98,
    value: (row) => row.sheet?.number,
    show: (row) =>
      row.sheet ? <Link to={`/settlements/paying/sheets/${row.sheet.id}`}>{row.sheet.number}</Link> : '—',
    sortable: true,
  },
  {
    key: 'file',
    title: '付款文件',
    width: 98,
    value: (row) => row.file?.number,
    show: (row) => (row.file ? <Link to={`/settlements/paying/files/${row.file.id}`}>{row.file.number}</Link> : '—'),
    sortable: true,
  },
  { key: 'paidOn', title: '付款日', width: 88, kind: 'date', value: (row) => row.paidOn, sortable: true },
  {
    key: 'late',
    title: '逾期天数',
    width: 74,
    kind: 'count',
    value: (row) => row.late || null,
    noSum: true,
    sortable: true,
  },
  { key: 'reason', title: '缓发或退回原因', width: 180, value: (row) => row.reason },
  { key: 'payerKind', title: '纳税人类型', width: 88, value: (row) => payerKindWords(row.payerKind), hidden: true },
  { key: 'gross', title: '酬金合计', width: 100, kind: 'money', value: (row) => row.gross, hidden: true },
  { key: 'small', title: '不到最低额', width: 88, value: (row) => (row.small ? '是' : null), hidden: true },
]

const STATES = ['awaitingInvoice', 'claimed', 'paid', 'held', 'returned'] as const

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 100,
    options: STATES.map((value) => ({ value, label: paymentStateWords(value) })),
  },
  {
    key: 'invoice',
    label: '发票',
    kind: 'choice',
    width: 110,
    options: [
      { value: 'missing', label: '还缺发票' },
      { value: 'whole', label: '发票已齐' },
      { value: 'none', label: '不用发票' },
    ],
  },
  {
    key: 'wait',
    label: '其他',
    kind: 'choice',
    width: 120,
    options: [
      { value: 'late', label: '已逾期' },
      { value: 'small', label: '不到最低额' },
      { value: 'older', label: '以前有未付' },
      { value: 'noFile', label: '没进付款文件' },
    ],
  },
]

function passes(row: PayingRow, filter: Readonly<Record<string, string | readonly string[]>>): boolean {
  const invoice = row.payerKind === 'person' ? 'none' : row.missing === '0.00' ? 'whole' : 'missing'
  const waits: Record<string, boolean> = {
    late: row.late > 0,
    small: row.small,
    older: row.older !== '0.00',
    noFile: row.file === null && row.state !== 'paid',
  }
  return (
    (!filter.state || row.state === filter.state) &&
    (!filter.invoice || invoice === filter.invoice) &&
    (!filter.wait || waits[String(filter.wait)] === true)
  )
}

export function PayingList() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const notFinance = useMissingRole(['finance'])
  const mayInvoice = useMissingRole(['finance', 'clerk'])
  const [adding, setAdding] = useState(false)
  const month = useQuery(trpc.paying.list.queryOptions({ period }))
  const { batchActs, dialog } = usePayingActs()
  const source = useMemo(
    (): ListSource<PayingRow> => ({
      queryKey: [...trpc.paying.list.pathKey(), period, 'list'],
      fetch: async (asked, signal) =>
        answerFromRows((await client.paying.list.query({ period }, { signal })).rows, asked, {
          columns,
          sums: ['payable', 'invoiced', 'missing', 'older', 'gross'],
          found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes,
        }),
    }),
    [period],
  )
  const closed = month.data?.closed ?? true
  const acts: Act[] = [
    {
      key: 'invoice',
      label: '登记发票',
      tone: 'primary',
      disabled: mayInvoice ?? (closed ? undefined : `${monthWords(period)}还没有结账`),
      run: () => setAdding(true),
    },
    { key: 'result', label: '登记银行回盘', disabled: notFinance, run: () => navigate('/settlements/paying/result') },
  ]
  return (
    <>
      <ListPage<PayingRow>
        list="paying"
        title={`${monthWords(period)}收票发放`}
        columns={columns}
        filters={filters}
        searchHint="代理商：编码、名称、拼音首字母"
        rowKey={(row) => row.agent}
        source={source}
        acts={acts}
        batchActs={batchActs}
        onOpen={(row) => navigate(`/settlements/payments/${encodeURIComponent(row.agent)}?tab=paying`)}
        above={
          <>
            <PayingLinks />
            {month.data && month.data.rows.length > 0 ? <StateSums month={month.data} /> : null}
          </>
        }
        empty={
          closed ? (
            <EmptyState title="本月没有要发放的" text="这个月没有一家代理商的应付大于 0；负数已结转下月。" />
          ) : (
            <EmptyState
              title={`${monthWords(period)}还没有结账`}
              text="结账后，应付才定下来：在这里收发票、写报账单、生成付款文件、登记银行结果。"
              act={{ key: 'close', label: '去看结算', run: () => navigate('/settlements') }}
            />
          )
        }
      />
      {adding ? <InvoiceForm period={period} onClose={() => setAdding(false)} /> : null}
      {dialog}
    </>
  )
}

/** Count and sum of every state; choosing one shows its agents. */
function StateSums({ month }: { month: PayingMonth }) {
  const [params, setParams] = useSearchParams()
  const [dating, setDating] = useState(false)
  const notFinance = useMissingRole(['finance'])
  const chosen = params.get('state')
  const choose = (state: string) =>
    setParams(
      (before) => {
        if (chosen === state) before.delete('state')
        else before.set('state', state)
        return before
      },
      { replace: true },
    )
  return (
    <section className="state-sums" aria-label="各状态的家数和金额（元）">
      <div>
        <span className="state-name">应付合计</span>
        <Money value={month.payable} />
      </div>
      {month.sums.map(({ state, count, amount }) => (
        <button key={state} type="button" aria-pressed={chosen === state} onClick={() => choose(state)}>
          <span className="state-name">
            {paymentStateWords(state)} <Count value={count} /> 家
          </span>
          <Money value={amount} />
        </button>
      ))}
      <div>
        <span className="state-name">应付日</span>
        <span>
          {month.due ?? '—'}{' '}
          <button type="button" className="why" disabled={notFinance !== undefined} onClick={() => setDating(true)}>
            改
          </button>
        </span>
      </div>
      {dating ? <DueDialog period={month.period} due={month.due} onClose={() => setDating(false)} /> : null}
    </section>
  )
}

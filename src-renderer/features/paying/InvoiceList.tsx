/** The invoice register of the month, or of all months; a wrong one is taken out with a reason. */

import { Drawer, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { invoiceKindChoices, invoiceKindWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { moneyText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { InvoiceForm } from './InvoiceForm.tsx'
import { PayingLinks } from './PayingLinks.tsx'
import type { Invoice } from './shapes.ts'

const stateOf = (row: Invoice) =>
  row.state === 'live' ? { label: '有效', tone: 'done' as const } : { label: '已作废', tone: 'plain' as const }

const columns: readonly Column<Invoice>[] = [
  { key: 'number', title: '发票号码', width: 170, value: (row) => row.number, sortable: true },
  { key: 'agent', title: '代理商编码', width: 96, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 170, value: (row) => row.name, sortable: true },
  { key: 'kind', title: '种类', width: 124, value: (row) => invoiceKindWords(row.kind), sortable: true },
  { key: 'date', title: '开票日期', width: 92, kind: 'date', value: (row) => row.date, sortable: true },
  { key: 'amount', title: '金额', width: 100, kind: 'money', value: (row) => row.amount, sortable: true },
  {
    key: 'months',
    title: '账期与分摊',
    width: 200,
    value: (row) => row.payments.map((part) => `${monthWords(part.period)} ${part.amount}`).join('；'),
  },
  { key: 'receivedOn', title: '收票日期', width: 92, kind: 'date', value: (row) => row.receivedOn, sortable: true },
  { key: 'receivedBy', title: '收票人', width: 76, value: (row) => row.receivedBy, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 70,
    value: (row) => stateOf(row).label,
    show: (row) => <StateTag {...stateOf(row)} />,
    sortable: true,
  },
  { key: 'voidReason', title: '作废原因', width: 140, value: (row) => row.voidReason },
  { key: 'remark', title: '备注', width: 140, value: (row) => row.remark, hidden: true },
]

const filters: readonly Filter[] = [
  { key: 'kind', label: '种类', kind: 'choice', width: 140, options: invoiceKindChoices },
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 100,
    options: [
      { value: 'live', label: '有效' },
      { value: 'void', label: '已作废' },
    ],
  },
]

export function InvoiceList() {
  const { period } = useMonth()
  const notice = useNotice()
  const [all, setAll] = useState(false)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Invoice>()
  const [voiding, setVoiding] = useState<readonly Invoice[]>()
  const missing = useMissingRole(['finance', 'clerk'])
  const notFinance = useMissingRole(['finance'])
  const source = useMemo(
    (): ListSource<Invoice> => ({
      queryKey: [...trpc.paying.invoices.pathKey(), all ? 'all' : period],
      fetch: async (asked, signal) =>
        answerFromRows(await client.paying.invoices.query(all ? {} : { period }, { signal }), asked, {
          columns,
          sums: ['amount'],
          found: (row, typed) =>
            row.number.toLowerCase().includes(typed) ||
            row.agent.toLowerCase().includes(typed) ||
            matchesName(row.name, typed),
          passes: (row, filter) =>
            (!filter.kind || row.kind === filter.kind) && (!filter.state || row.state === filter.state),
        }),
    }),
    [period, all],
  )
  const add: Act = { key: 'add', label: '登记发票', tone: 'primary', disabled: missing, run: () => setAdding(true) }
  return (
    <>
      <ListPage<Invoice>
        list="invoices"
        title={all ? '发票登记簿' : `${monthWords(period)}发票`}
        columns={columns}
        filters={filters}
        searchHint="发票号码、代理商"
        rowKey={(row) => String(row.id)}
        source={source}
        acts={[add]}
        batchActs={(rows) => [
          {
            key: 'void',
            label: '作废',
            disabled: notFinance ?? (rows.some(({ state }) => state === 'void') ? '已经作废了' : undefined),
            run: () => setVoiding(rows),
          },
        ]}
        onOpen={setOpened}
        above={
          <>
            <PayingLinks />
            <div>
              <Segmented
                aria-label="看哪些发票"
                value={all ? 'all' : 'month'}
                options={[
                  { value: 'month', label: monthWords(period) },
                  { value: 'all', label: '全部月份' },
                ]}
                onChange={(value) => setAll(value === 'all')}
              />
            </div>
          </>
        }
        empty={
          <EmptyState
            title="还没有登记发票"
            text="企业和个体工商户的酬金要凭发票报账，自然人不用。缺哪些发票，看“本月发放”里的“还缺发票”。"
            act={add}
          />
        }
      />
      {opened ? <InvoiceDrawer invoice={opened} onClose={() => setOpened(undefined)} /> : null}
      {adding ? <InvoiceForm period={period} onClose={() => setAdding(false)} /> : null}
      {voiding ? (
        <AskReason
          title={`作废 ${voiding.length} 张发票`}
          label="作废原因"
          ok="作废"
          text="作废后不再抵应付，号码可以重新登记。已上报账单的要先取消报账单。"
          onClose={() => setVoiding(undefined)}
          run={async ({ reason }) => {
            for (const { id } of voiding) await client.paying.voidInvoice.mutate({ id, reason })
            notice.done(`已作废 ${voiding.length} 张。`)
          }}
        />
      ) : null}
    </>
  )
}

function InvoiceDrawer({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  useKeys({ Esc: onClose })
  return (
    <Drawer open onClose={onClose} keyboard={false} size={480} title={`发票 ${invoice.number}`}>
      <dl className="facts tall">
        <div>
          <dt>代理商</dt>
          <dd>
            <Link to={`/settlements/payments/${encodeURIComponent(invoice.agent)}?tab=paying`}>
              {invoice.name} {invoice.agent}
            </Link>
          </dd>
        </div>
        <div>
          <dt>种类</dt>
          <dd>{invoiceKindWords(invoice.kind)}</dd>
        </div>
        <div>
          <dt>开票日期</dt>
          <dd>{invoice.date}</dd>
        </div>
        <div>
          <dt>金额</dt>
          <dd>
            <Money value={invoice.amount} /> 元
          </dd>
        </div>
        <div>
          <dt>账期</dt>
          <dd>
            {invoice.payments.map((part) => `${monthWords(part.period)} ${moneyText(part.amount)} 元`).join('；')}
          </dd>
        </div>
        <div>
          <dt>收票</dt>
          <dd>
            {invoice.receivedBy} {invoice.receivedOn}
          </dd>
        </div>
        <div>
          <dt>状态</dt>
          <dd>
            <StateTag {...stateOf(invoice)} /> {invoice.voidReason ?? ''}
          </dd>
        </div>
        <div>
          <dt>备注</dt>
          <dd>{invoice.remark ?? '—'}</dd>
        </div>
      </dl>
      <section className="section">
        <h2>扫描件</h2>
        <Attachments subject={`invoice:${invoice.id}`} canAdd empty="还没有扫描件。" />
      </section>
    </Drawer>
  )
}

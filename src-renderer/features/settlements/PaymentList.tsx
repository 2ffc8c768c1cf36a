/** 代理商付款 of the month: gross of all outlets − fund − tax + carried in = payable, agent by agent. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Figure.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from './SectionLinks.tsx'
import type { Payment } from './shapes.ts'
import { useWhy, type Why } from './WhyDrawer.tsx'
import './settlements.css'

export function PaymentList() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const { ask, drawer } = useWhy(period)
  const columns = useMemo(() => paymentColumns(ask), [ask])
  const source = useMemo(
    (): ListSource<Payment> => ({
      queryKey: [...trpc.settlements.payments.pathKey(), period, 'list'],
      fetch: async (asked, signal) =>
        answerFromRows(await client.settlements.payments.query({ period }, { signal }), asked, {
          columns,
          sums: ['outlets', 'gross', 'fund', 'tax', 'carriedIn', 'payable', 'carriedOut'],
          found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
        }),
    }),
    [period, columns],
  )
  return (
    <>
      <ListPage<Payment>
        list="payments"
        title={`${monthWords(period)}代理商付款`}
        columns={columns}
        searchHint="代理商：编码、名称、拼音首字母"
        rowKey={(row) => row.agent}
        source={source}
        onOpen={(row) => navigate(`/settlements/payments/${encodeURIComponent(row.agent)}`)}
        above={<SectionLinks />}
        empty={
          <EmptyState
            title="本月还没有付款"
            text="试算之后，这里按代理商列出应付金额：全部网点的酬金，减基金缴存和代扣个税，加上月结转。"
          />
        }
      />
      {drawer}
    </>
  )
}

const paymentColumns = (ask: (why: Why) => void): readonly Column<Payment>[] => {
  const why = (kind: 'payable' | 'agentGross' | 'agentFund' | 'tax', value: (row: Payment) => string) => ({
    kind: 'money' as const,
    value,
    show: (row: Payment) => <Money value={value(row)} onWhy={() => ask({ kind, agent: row.agent })} />,
    sortable: true,
  })
  return [
    { key: 'agent', title: '代理商编码', width: 104, value: (row) => row.agent, sortable: true },
    { key: 'name', title: '代理商名称', width: 190, value: (row) => row.name, sortable: true },
    { key: 'outlets', title: '网点', width: 52, kind: 'count', value: (row) => row.outlets.length, sortable: true },
    { key: 'gross', title: '酬金合计', width: 102, ...why('agentGross', (row) => row.gross) },
    { key: 'fund', title: '基金缴存', width: 90, ...why('agentFund', (row) => row.fund) },
    { key: 'tax', title: '代扣个税', width: 90, ...why('tax', (row) => row.tax) },
    { key: 'carriedIn', title: '上月结转', width: 90, kind: 'money', value: (row) => row.carriedIn, sortable: true },
    { key: 'payable', title: '应付', width: 102, ...why('payable', (row) => row.payable) },
    { key: 'carriedOut', title: '结转下月', width: 90, kind: 'money', value: (row) => row.carriedOut, sortable: true },
    {
      key: 'state',
      title: '状态',
      width: 64,
      value: (row) => (row.payable === '0.00' ? '无应付' : paymentStateWords(row.state)),
      sortable: true,
    },
    { key: 'payee', title: '收款户名', width: 170, value: (row) => row.payee.name, hidden: true },
    { key: 'bank', title: '开户行', width: 170, value: (row) => row.payee.bank, hidden: true },
    { key: 'account', title: '银行账号', width: 170, value: (row) => row.payee.account, hidden: true },
  ]
}

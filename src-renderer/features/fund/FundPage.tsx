/** One agent's fund account: contributions by month with the month they become free, and every payout with who did what. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { Money } from '../../ui/Figure.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { FundLots } from './FundLots.tsx'
import { decidingFault, payoutKindWords, payoutState } from './fund-words.ts'
import { PaidForm } from './PaidForm.tsx'
import { PayoutForm } from './PayoutForm.tsx'
import '../ledgers/ledgers.css'
import '../settlements/settlements.css'

type Account = Awaited<ReturnType<typeof client.fund.account.query>>
type Payout = Account['payouts'][number]

const payoutColumns: readonly Column<Payout>[] = [
  { key: 'at', title: '申请时间', width: 128, kind: 'date', value: (row) => momentWords(row.at), sortable: true },
  { key: 'kind', title: '类别', width: 84, value: (row) => payoutKindWords(row.kind), sortable: true },
  { key: 'amount', title: '金额', width: 100, kind: 'money', value: (row) => row.amount, sortable: true },
  { key: 'own', title: '其中自缴', width: 100, kind: 'money', value: (row) => row.own, hidden: true },
  { key: 'forfeited', title: '收回匹配', width: 100, kind: 'money', value: (row) => row.forfeited },
  { key: 'reason', title: '原因', width: 200, value: (row) => row.reason },
  {
    key: 'state',
    title: '状态',
    width: 84,
    value: (row) => payoutState(row.state).label,
    show: (row) => <StateTag {...payoutState(row.state)} />,
    sortable: true,
  },
  { key: 'author', title: '申请人', width: 80, value: (row) => row.author, sortable: true },
  { key: 'decidedBy', title: '批准人', width: 80, value: (row) => row.decidedBy, sortable: true },
  { key: 'paidOn', title: '付款日', width: 96, kind: 'date', value: (row) => row.paidOn, sortable: true },
  { key: 'paidBy', title: '付款人', width: 80, value: (row) => row.paidBy },
  { key: 'decision', title: '驳回或撤回原因', width: 180, value: (row) => row.decision },
]

export function FundPage() {
  const { agent = '' } = useParams()
  const asked = useQuery(trpc.fund.account.queryOptions({ agent }))
  const deposits = useQuery(trpc.deposits.account.queryOptions({ agent }))
  const [asking, setAsking] = useState<'withdrawal' | 'exit'>()
  const may = useMissingRole(['clerk', 'finance'])
  const account = asked.data
  if (asked.error && !account) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!account) return <p className="entrance-waiting">正在读取……</p>
  const acts: Act[] = [
    {
      key: 'withdraw',
      label: '申请支取',
      tone: 'primary',
      disabled: may ?? (account.free === '0.00' ? '现在没有可支取的，缴存满 12 个月才能支取' : undefined),
      run: () => setAsking('withdrawal'),
    },
    {
      key: 'exit',
      label: '退出清算',
      disabled: may ?? (account.balance === '0.00' ? '账户里没有钱了' : undefined),
      run: () => setAsking('exit'),
    },
  ]
  return (
    <>
      <ThingPage
        kind="基金账户"
        name={account.name}
        code={account.agent}
        acts={acts}
        facts={[
          ['账户余额', <Money key="b" value={account.balance} />],
          ['现在可支取', <Money key="f" value={account.free} />],
          [
            '代理商',
            <Link key="a" to={`/agents/${encodeURIComponent(account.agent)}`}>
              {account.name}
            </Link>,
          ],
          ...(deposits.data?.entries.length
            ? ([
                [
                  '保证金',
                  <Link key="d" to={`/deposits/${encodeURIComponent(agent)}`}>
                    <Money value={deposits.data.balance} />
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
        tabs={[
          {
            key: 'lots',
            label: '缴存',
            content: <FundLots agent={agent} lots={account.lots} />,
            count: account.lots.length,
          },
          {
            key: 'payouts',
            label: '支取',
            content: <Payouts agent={agent} payouts={account.payouts} />,
            count: account.payouts.length,
          },
          { key: 'calendar', label: '今后可支取', content: <Calendar months={account.calendar} /> },
        ]}
        back={{ to: '/settlements/fund', label: '基金账户' }}
      />
      {asking ? <PayoutForm account={account} kind={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

function Payouts({ agent, payouts }: { readonly agent: string; readonly payouts: readonly Payout[] }) {
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notReviewer = useMissingRole(['reviewer'])
  const notFinance = useMissingRole(['finance'])
  const notAsker = useMissingRole(['clerk', 'finance'])
  const [refusing, setRefusing] = useState<Payout>()
  const [withdrawing, setWithdrawing] = useState<Payout>()
  const [paying, setPaying] = useState<Payout>()
  const source = useMemo(
    (): ListSource<Payout> => ({
      queryKey: [...trpc.fund.account.pathKey(), agent, 'payouts', payouts],
      fetch: async (asked) =>
        answerFromRows(payouts, asked, { columns: payoutColumns, sums: ['amount', 'forfeited'], found: () => true }),
    }),
    [agent, payouts],
  )
  const acts = (rows: readonly Payout[]): Act[] => {
    const [one] = rows
    if (!one || rows.length > 1) return []
    const deciding = notReviewer ?? decidingFault(one, person.name)
    const open = one.state === 'asked' || one.state === 'approved'
    return [
      {
        key: 'approve',
        label: '批准',
        tone: 'primary',
        disabled: deciding,
        done: '已批准，等财务付款。',
        run: () => change(client.fund.approve.mutate({ id: one.id })),
      },
      { key: 'refuse', label: '驳回', disabled: deciding, run: () => setRefusing(one) },
      {
        key: 'pay',
        label: '登记已付',
        disabled: notFinance ?? (one.state === 'approved' ? undefined : '批准之后才能登记付款'),
        run: () => setPaying(one),
      },
      {
        key: 'withdraw',
        label: '撤回',
        disabled: notAsker ?? (open ? undefined : '这笔支取已经办完了'),
        run: () => setWithdrawing(one),
      },
    ]
  }
  return (
    <>
      <ListPage<Payout>
        inTab
        searchless
        list="fund-payouts"
        title={`${agent}-基金支取`}
        columns={payoutColumns}
        rowKey={(row) => String(row.id)}
        source={source}
        batchActs={acts}
        empty={<p className="quiet">还没有支取过。选中一笔支取可以批准、驳回、登记付款。</p>}
      />
      {refusing ? (
        <AskReason
          title="驳回支取"
          ok="驳回"
          label="驳回原因"
          onClose={() => setRefusing(undefined)}
          run={async ({ reason }) => {
            await change(client.fund.refuse.mutate({ id: refusing.id, reason }))
            notice.done('已驳回，占用的金额已放回账户。')
          }}
        />
      ) : null}
      {withdrawing ? (
        <AskReason
          title="撤回支取"
          ok="撤回"
          label="撤回原因"
          onClose={() => setWithdrawing(undefined)}
          run={async ({ reason }) => {
            await change(client.fund.withdraw.mutate({ id: withdrawing.id, reason }))
            notice.done('已撤回，占用的金额已放回账户。')
          }}
        />
      ) : null}
      {paying ? <PaidForm payout={paying} onClose={() => setPaying(undefined)} /> : null}
    </>
  )
}

function Calendar({ months }: { readonly months: Account['calendar'] }) {
  return (
    <div className="batch-tab">
      <p className="quiet">不再支取的话，到各月可以支取的合计：</p>
      <table className="plain-table fitted-table" aria-label="今后可支取">
        <thead>
          <tr>
            <th>月份</th>
            <th className="figure">可支取</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, free }) => (
            <tr key={month}>
              <td>{monthWords(month)}</td>
              <td className="figure">
                <Money value={free} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

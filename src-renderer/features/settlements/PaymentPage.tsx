/** The payment of an agent: the arithmetic from its outlets to what is payable, in words, and to whom. */

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { payerKindWords, paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Missing, Money } from '../../ui/Figure.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { PaymentHistory, PaymentPaying } from '../paying/PaymentPaying.tsx'
import { settlementTone } from './settlement-words.ts'
import type { Payment } from './shapes.ts'
import { useSettlement } from './useSettlement.ts'
import { useWhy, type Why } from './WhyDrawer.tsx'
import './settlements.css'

export function PaymentPage() {
  const { agent = '' } = useParams()
  const { period } = useMonth()
  const navigate = useNavigate()
  const { state } = useSettlement(period)
  const payments = useQuery(trpc.settlements.payments.queryOptions({ period }))
  const file = useQuery(trpc.agents.get.queryOptions({ code: agent }))
  const names = useQuery(trpc.settlements.rows.queryOptions({ period, offset: 0, limit: 1000, filter: { agent } }))
  const paying = useQuery(trpc.paying.payment.queryOptions({ period, agent }))
  const { ask, drawer } = useWhy(period)
  const error = payments.error ?? file.error
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!payments.data || !state || !file.data) return <p className="entrance-waiting">正在读取……</p>
  const payment = payments.data.find((one) => one.agent === agent)
  const nameOf = new Map((names.data?.rows ?? []).map((row) => [row.outlet, row.name]))
  return (
    <>
      <ThingPage
        kind="代理商付款"
        name={payment?.name ?? file.data.name}
        code={agent}
        state={{ label: `${monthWords(period)} ${stateWords(state.status)}`, tone: settlementTone(state.status) }}
        back={{ to: '/settlements/payments', label: '代理商付款' }}
        facts={[
          [
            '档案',
            <Link key="file" to={`/agents/${encodeURIComponent(agent)}`}>
              {payerKindWords(file.data.payerKind)}
            </Link>,
          ],
          ['收款户名', payment?.payee.name ?? <Missing />],
          ['开户行', payment?.payee.bank ?? <Missing />],
          ['银行账号', payment?.payee.account ?? <Missing />],
          ['状态', payment ? payableWords(payment) : <Missing key="none" />],
        ]}
        acts={[
          {
            key: 'print',
            label: '打印结算单',
            shortcut: 'Ctrl+P',
            disabled: payment ? undefined : '本月没有结算单',
            run: () => navigate(`/reports?report=statements&agents=${encodeURIComponent(agent)}`),
          },
        ]}
        tabs={[
          {
            key: 'sums',
            label: '金额',
            content: payment ? (
              <PaymentTable payment={payment} nameOf={(code) => nameOf.get(code) ?? ''} ask={ask} />
            ) : (
              <p className="quiet">这个代理商本月没有要付的，也没有结转。</p>
            ),
          },
          {
            key: 'paying',
            label: '收票发放',
            content: paying.data ? (
              <PaymentPaying period={period} agent={agent} paper={paying.data} />
            ) : (
              <p className="quiet">正在读取……</p>
            ),
          },
        ]}
        history={<PaymentHistory events={paying.data?.events ?? []} />}
      />
      {drawer}
    </>
  )
}

/** Nothing payable needs no paying, whatever the frozen document calls it. */
const payableWords = (payment: Payment): string =>
  payment.payable === '0.00' ? '无应付' : paymentStateWords(payment.state)

interface PaymentTableProps {
  readonly payment: Payment
  readonly nameOf: (outlet: string) => string
  readonly ask: (why: Why) => void
}

function PaymentTable({ payment, nameOf, ask }: PaymentTableProps) {
  const { agent } = payment
  const sums = [
    { label: '酬金合计', value: payment.gross, why: 'agentGross' },
    { label: '减：业务发展基金缴存', value: payment.fund, why: 'agentFund' },
    { label: '减：代扣个税', value: payment.tax, why: 'tax' },
    { label: '加：上月结转', value: payment.carriedIn },
    { label: '应付', value: payment.payable, why: 'payable' },
    ...(Number(payment.carriedOut) === 0 ? [] : [{ label: '结转下月', value: payment.carriedOut }]),
  ] as const
  return (
    <div>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">网点</th>
            <th scope="col" className="figure">
              基金缴存
            </th>
            <th scope="col" className="figure">
              酬金（元）
            </th>
          </tr>
        </thead>
        <tbody>
          {payment.outlets.map(({ outlet, gross, fund }) => (
            <tr key={outlet}>
              <td>
                <Link to={`/settlements/statements/${encodeURIComponent(outlet)}`}>
                  {nameOf(outlet)} {outlet}
                </Link>
              </td>
              <td className="figure">
                <Money value={fund} onWhy={() => ask({ kind: 'fund', outlet })} />
              </td>
              <td className="figure">
                <Money value={gross} onWhy={() => ask({ kind: 'gross', outlet })} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map((sum) => (
            <tr key={sum.label}>
              <th scope="row" colSpan={2}>
                {sum.label}
              </th>
              <td className="figure">
                <Money value={sum.value} {...('why' in sum ? { onWhy: () => ask({ kind: sum.why, agent }) } : {})} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
      <p className="in-words">应付大写：{payment.inWords}</p>
    </div>
  )
}

/** 结算: what an agent was owed month by month, as a chart and a table; a month opens its payment. */

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Chart } from '../../ui/Chart.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import { moneyText } from '../../ui/figures.ts'
import { shortMonth } from '../register/short-month.ts'
import '../register/register.css'

export function AgentMoney({ code }: { readonly code: string }) {
  const { period, choose } = useMonth()
  const navigate = useNavigate()
  const asked = useQuery(trpc.agents.months.queryOptions({ code, period }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const { months, payments } = asked.data
  const known = payments.filter((payment) => payment !== null)
  if (known.length === 0)
    return <p className="quiet">到{monthWords(period)}为止的十三个月没有这个代理商的付款。试算以后这里就有。</p>
  const open = (month: Month) => {
    choose(month)
    navigate(`/settlements/payments/${encodeURIComponent(code)}`)
  }
  // the picture alone is drawn from numbers; the figures are the store's texts
  const drawn = (pick: (payment: (typeof known)[number]) => string) =>
    payments.map((payment) => (payment === null ? null : Number(pick(payment))))
  return (
    <div className="register-money">
      <Chart
        title="各月酬金和应付"
        categoryTitle="账期"
        unit="元"
        height={180}
        categories={months.map(shortMonth)}
        series={[
          { name: '酬金合计', values: drawn(({ gross }) => gross) },
          { name: '应付', values: drawn(({ payable }) => payable), tone: 'pale' },
        ]}
        say={(value) => moneyText(value.toFixed(2))}
        onOpen={(category) => {
          if (payments[category]) open(months[category] as Month)
        }}
      />
      <table className="plain-table" aria-label="各月付款">
        <thead>
          <tr>
            <th>账期</th>
            <th className="figure">网点</th>
            <th className="figure">酬金合计</th>
            <th className="figure">缴存基金</th>
            <th className="figure">代扣税</th>
            <th className="figure">上期结转</th>
            <th className="figure">应付</th>
            <th className="figure">结转下期</th>
            <th>付款</th>
          </tr>
        </thead>
        <tbody>
          {known.toReversed().map((payment) => (
            <tr key={payment.period}>
              <td>
                <Button type="link" size="small" onClick={() => open(payment.period)}>
                  {monthWords(payment.period)}
                </Button>
              </td>
              <td className="figure">
                <Count value={payment.outlets} />
              </td>
              {[payment.gross, payment.fund, payment.tax, payment.carriedIn, payment.payable, payment.carriedOut].map(
                (amount, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move
                  <td key={at} className="figure">
                    <Money value={amount} />
                  </td>
                ),
              )}
              <td>{payment.payable === '0.00' ? '无应付' : paymentStateWords(payment.state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** 业务: an outlet's business by month, as a chart and as a table. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Chart } from '../../ui/Chart.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { shortMonth } from '../register/short-month.ts'
import '../register/register.css'

/** Types that the chart shows one by one; the table below has them all. */
const SHOWN = 5

export function OutletBusiness({ code }: { readonly code: string }) {
  const month = useMonth()
  const [period, setPeriod] = useState<Month>(month.period)
  const asked = useQuery(trpc.outlets.business.queryOptions({ code, period }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  const { months = [], types = [] } = asked.data ?? {}
  return (
    <div className="register-money">
      <div className="inline">
        到
        <MonthPicker aria-label="业务账期" value={period} onChange={(next) => next && setPeriod(next)} />
        为止的十三个月，末月与去年同月并列
      </div>
      {asked.isPending ? <p className="quiet">正在读取……</p> : null}
      {asked.data && types.length === 0 ? (
        <p className="quiet">这十三个月没有这个网点的业务。业务来自“业务明细”和“汇总业务量”两种台账。</p>
      ) : null}
      {types.length > 0 ? (
        <>
          <Chart
            title="各月业务笔数"
            categoryTitle="账期"
            unit="笔"
            categories={months.map(shortMonth)}
            series={types.slice(0, SHOWN).map(({ type, counts }) => ({ name: type, values: counts, kind: 'line' }))}
          />
          <table className="plain-table" aria-label="各类业务">
            <thead>
              <tr>
                <th>业务类型</th>
                <th className="figure">去年同月笔数</th>
                <th className="figure">上月笔数</th>
                <th className="figure">本月笔数</th>
                <th className="figure">去年同月金额</th>
                <th className="figure">上月金额</th>
                <th className="figure">本月金额</th>
              </tr>
            </thead>
            <tbody>
              {types.map(({ type, counts, amounts }) => (
                <tr key={type}>
                  <td>{type}</td>
                  {[0, 11, 12].map((at) => (
                    <td key={at} className="figure">
                      <Count value={counts[at]} />
                    </td>
                  ))}
                  {[0, 11, 12].map((at) => (
                    <td key={at} className="figure">
                      <Money value={amounts[at]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </div>
  )
}

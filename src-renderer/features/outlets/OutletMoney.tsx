/** 结算: an outlet's statement of a month, every amount a link to why it is what it is. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { lineSentence } from '../../../src-main/domain/line-sentence.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { type client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Figure.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { adjustmentKindWords } from '../settlements/settlement-words.ts'
import { useWhy, type Why } from '../settlements/WhyDrawer.tsx'
import { OutletCommission } from './OutletCommission.tsx'
import '../ledgers/ledgers.css'
import '../register/register.css'

type Statement = Awaited<ReturnType<typeof client.settlements.statements.query>>[number]

export function OutletMoney({ code, own }: { readonly code: string; readonly own: boolean }) {
  const month = useMonth()
  const [period, setPeriod] = useState<Month>(month.period)
  const { ask, drawer } = useWhy(period)
  const asked = useQuery(trpc.settlements.statements.queryOptions({ period, outlets: [code] }))
  const statement = asked.data?.[0]
  return (
    <div className="register-money">
      <OutletCommission code={code} until={month.period} onOpen={setPeriod} />
      <div className="inline">
        账期
        <MonthPicker aria-label="结算账期" value={period} onChange={(next) => next && setPeriod(next)} />
        {statement ? (
          <>
            <span>酬金合计</span>
            <strong>
              <Money value={statement.gross} onWhy={() => ask({ kind: 'gross', outlet: code })} />
            </strong>
            <span className="quiet">{statement.inWords}</span>
            {period === month.period ? (
              <Link to={`/settlements/statements/${encodeURIComponent(code)}`}>打开结算单</Link>
            ) : null}
          </>
        ) : null}
      </div>
      {asked.error ? <p className="wrong">{errorWords(asked.error)}</p> : null}
      {asked.isPending ? <p className="quiet">正在读取……</p> : null}
      {statement ? <StatementTable statement={statement} ask={ask} /> : null}
      {asked.data && !statement ? (
        <EmptyState
          title={`${monthWords(period)}没有这个网点的结算单`}
          text={
            own
              ? '自有营业厅不算酬金，所以没有结算单。'
              : '结算单在试算后出现：这个月有符合政策条款的业务，或有已确认的调整，才有一张。'
          }
        />
      ) : null}
      {drawer}
    </div>
  )
}

function StatementTable({ statement, ask }: { statement: Statement; ask: (why: Why) => void }) {
  const { outlet, lines, adjustments, fund } = statement
  return (
    <table className="plain-table" aria-label="结算明细">
      <thead>
        <tr>
          <th>政策</th>
          <th>条款</th>
          <th>怎么算的</th>
          <th className="figure">金额</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.policyTitle}</td>
            <td>{line.clauseTitle}</td>
            <td>{lineSentence(line)}</td>
            <td className="figure">
              <Money
                value={line.amount}
                onWhy={() => ask({ kind: 'line', outlet, line: line.id, title: line.clauseTitle })}
              />
            </td>
          </tr>
        ))}
        {adjustments.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: confirmed adjustments are an ordered account without ids
          <tr key={at}>
            <td>调整</td>
            <td colSpan={2}>
              {adjustmentKindWords(one.kind)}：{one.reason}
            </td>
            <td className="figure">
              <Money value={one.amount} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3}>
            合计
            {fund.contributed === '0.00' ? '' : `（其中缴存基金 ${fund.contributed}，另匹配 ${fund.matched}）`}
          </td>
          <td className="figure">
            <Money value={statement.gross} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

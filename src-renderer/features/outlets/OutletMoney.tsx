/** 结算: an outlet's statement of a month, every amount a link to why it is what it is. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { type client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { monthWords } from '../../api/terms.ts'
import { useMonth } from '../../app/month.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { LineReason } from './LineReason.tsx'
import '../register/register.css'

type Statement = Awaited<ReturnType<typeof client.settlements.statements.query>>[number]
type Line = Statement['lines'][number]

const adjustmentKinds: Readonly<Record<string, string>> = {
  bonus: '奖励',
  penalty: '扣罚',
  correction: '更正',
  dispute: '申诉',
}

export function OutletMoney({ code, own }: { readonly code: string; readonly own: boolean }) {
  const month = useMonth()
  const [period, setPeriod] = useState<Month>(month.period)
  const [why, setWhy] = useState<Line>()
  const asked = useQuery(trpc.settlements.statements.queryOptions({ period, outlets: [code] }))
  const statement = asked.data?.[0]
  return (
    <div className="register-money">
      <div className="inline">
        账期
        <MonthPicker aria-label="结算账期" value={period} onChange={(next) => next && setPeriod(next)} />
        {statement ? (
          <>
            <span>应付 </span>
            <strong>
              <Money value={statement.gross} />
            </strong>
            <span className="quiet">{statement.inWords}</span>
          </>
        ) : null}
      </div>
      {asked.error ? <p className="wrong">{errorWords(asked.error)}</p> : null}
      {asked.isPending ? <p className="quiet">正在读取……</p> : null}
      {statement ? <StatementTable statement={statement} onWhy={setWhy} /> : null}
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
      <LineReason period={period} outlet={code} line={why} onClose={() => setWhy(undefined)} />
    </div>
  )
}

function StatementTable({ statement, onWhy }: { statement: Statement; onWhy: (line: Line) => void }) {
  const { lines, adjustments, fund } = statement
  return (
    <table className="plain-table" aria-label="结算明细">
      <thead>
        <tr>
          <th>政策</th>
          <th>条款</th>
          <th className="figure">计量</th>
          <th className="figure">小计</th>
          <th>系数</th>
          <th className="figure">金额</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.policyTitle}</td>
            <td>{line.clauseTitle}</td>
            <td className="figure">
              <Count value={line.measure} />
            </td>
            <td className="figure">
              <Money value={line.sum} />
            </td>
            <td>{factorWords(line)}</td>
            <td className="figure">
              <Money value={line.amount} onWhy={() => onWhy(line)} />
            </td>
          </tr>
        ))}
        {adjustments.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: confirmed adjustments are an ordered account without ids
          <tr key={at}>
            <td>调整</td>
            <td colSpan={4}>
              {adjustmentKinds[one.kind] ?? '调整'}：{one.reason}
            </td>
            <td className="figure">
              <Money value={one.amount} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={5}>
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

const factorNames: Readonly<Record<string, string>> = { grade: '分级', star: '星级', assessment: '考核' }

function factorWords({ factors, limit }: Line): string {
  const said = factors.map(({ by, value }) => `${factorNames[by] ?? by} ${value}`)
  if (limit) said.push(`${limit.kind === 'cap' ? '封顶' : '保底'} ${limit.at}`)
  return said.join('，') || '—'
}

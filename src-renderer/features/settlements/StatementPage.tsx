/** 结算单 of an outlet: its lines with how each was reckoned, adjustments, gross, fund, in words; every amount opens its reasons. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { lineSentence } from '../../../src-main/domain/line-sentence.ts'
import { addMonths } from '../../../src-main/domain/month.ts'
import { monthWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { DoneLines } from '../../ui/DoneLines.tsx'
import { Count, Missing, Money } from '../../ui/Figure.tsx'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { BridgeTab } from '../bridge/BridgeTab.tsx'
import { DisputeForm } from '../disputes/DisputeForm.tsx'
import { OutletDisputes } from '../disputes/DisputeList.tsx'
import { AdjustmentForm } from './AdjustmentForm.tsx'
import { addingFault } from './adjustment-rules.ts'
import { sumYuan } from './reasons.ts'
import { adjustmentKindWords, adjustmentState, lineKindWords, settlementTone } from './settlement-words.ts'
import type { Adjustment, Settlement, Statement } from './shapes.ts'
import { useSettlement } from './useSettlement.ts'
import { useWhy, type Why } from './WhyDrawer.tsx'
import { WhyNothingQuestion } from './WhyNothing.tsx'
import './settlements.css'

export function StatementPage() {
  const { outlet = '' } = useParams()
  const { period } = useMonth()
  const navigate = useNavigate()
  const { state } = useSettlement(period)
  const notClerk = useMissingRole(['clerk'])
  const asked = { period, outlets: [outlet] }
  const now = useQuery(trpc.settlements.statements.queryOptions(asked))
  const last = useQuery(trpc.settlements.statements.queryOptions({ ...asked, period: addMonths(period, -1) }))
  const adjustments = useQuery(trpc.settlements.adjustments.queryOptions({ period, outlet }))
  const file = useQuery(trpc.outlets.get.queryOptions({ code: outlet }))
  const { ask, drawer } = useWhy(period)
  const [adjusting, setAdjusting] = useState(false)
  const [disputing, setDisputing] = useState(false)
  const error = now.error ?? file.error
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!now.data || !state || !file.data) return <p className="entrance-waiting">正在读取……</p>
  const statement = now.data[0]
  const name = statement?.name ?? file.data.name
  const waiting = (adjustments.data ?? []).filter((one) => one.state !== 'confirmed')
  const why = statement ? ask : undefined
  return (
    <>
      <ThingPage
        kind="结算单"
        name={name}
        code={outlet}
        state={{ label: `${monthWords(period)} ${stateWords(state.status)}`, tone: settlementTone(state.status) }}
        back={{ to: '/settlements', label: '结算' }}
        facts={[
          [
            '代理商',
            statement?.agent ? (
              <Link key="agent" to={`/settlements/payments/${encodeURIComponent(statement.agent)}`}>
                {file.data.agent === statement.agent ? (file.data.agentName ?? statement.agent) : statement.agent}
              </Link>
            ) : (
              <Missing key="none" />
            ),
          ],
          [
            '网点',
            <Link key="outlet" to={`/outlets/${encodeURIComponent(outlet)}`}>
              {file.data.type ?? '档案'}
            </Link>,
          ],
          [
            '酬金合计',
            <Money
              key="gross"
              value={statement?.gross}
              {...(why ? { onWhy: () => why({ kind: 'gross', outlet }) } : {})}
            />,
          ],
          [
            '比上月',
            <Money
              key="difference"
              value={difference(statement, last.data?.[0])}
              onWhy={() => ask({ kind: 'difference', outlet })}
            />,
          ],
        ]}
        acts={[
          {
            key: 'adjust',
            label: '登记调整',
            disabled: notClerk ?? addingFault(state.status),
            run: () => setAdjusting(true),
          },
          {
            key: 'dispute',
            label: '登记申诉',
            disabled: notClerk ?? (state.status === 'open' ? '本月还没有试算' : undefined),
            run: () => setDisputing(true),
          },
          {
            key: 'print',
            label: '打印',
            shortcut: 'Ctrl+P',
            disabled: statement ? undefined : '本月没有结算单',
            run: () => navigate(`/reports?report=statements&outlets=${encodeURIComponent(outlet)}`),
          },
        ]}
        tabs={[
          {
            key: 'lines',
            label: '明细',
            content: statement ? (
              <StatementTable statement={statement} waiting={waiting} ask={ask} />
            ) : (
              <p className="quiet">
                {state.status === 'open' ? '本月还没有试算。' : '这个网点本月没有酬金，也没有已确认的调整。'}
                {waiting.length > 0 ? `有 ${waiting.length} 笔调整还没有确认。` : ''}
              </p>
            ),
          },
          { key: 'bridge', label: '环比', content: <BridgeTab period={period} outlet={outlet} /> },
          { key: 'missing', label: '为什么没有', content: <WhyNothingQuestion period={period} outlet={outlet} /> },
          { key: 'disputes', label: '申诉', content: <OutletDisputes outlet={outlet} /> },
        ]}
        history={<History state={state} adjustments={adjustments.data ?? []} />}
      />
      {drawer}
      {adjusting ? <AdjustmentForm period={period} outlet={outlet} onClose={() => setAdjusting(false)} /> : null}
      {disputing ? <DisputeForm period={period} outlet={outlet} onClose={() => setDisputing(false)} /> : null}
    </>
  )
}

const difference = (now: Statement | undefined, last: Statement | undefined): string => {
  const before = last?.gross ?? '0.00'
  return sumYuan([now?.gross ?? '0.00', before.startsWith('-') ? before.slice(1) : `-${before}`])
}

interface StatementTableProps {
  readonly statement: Statement
  readonly waiting: readonly Adjustment[]
  readonly ask: (why: Why) => void
}

function StatementTable({ statement, waiting, ask }: StatementTableProps) {
  const { outlet } = statement
  return (
    <div>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">政策条款</th>
            <th scope="col">计算</th>
            <th scope="col" className="figure">
              来源行
            </th>
            <th scope="col" className="figure">
              金额（元）
            </th>
          </tr>
        </thead>
        <tbody>
          {statement.lines.map((line) => (
            <tr key={line.id}>
              <td>
                {line.clauseTitle} {line.kind === 'volume' ? null : <StateTag label={lineKindWords(line.kind)} />}
                <div className="reckoned">
                  {line.policyTitle} <span className="tabular version">第 {line.version} 版</span>
                </div>
              </td>
              <td>{lineSentence(line)}</td>
              <td className="figure">
                <Count value={line.rows} />
              </td>
              <td className="figure">
                <Money
                  value={line.amount}
                  onWhy={() => ask({ kind: 'line', outlet, line: line.id, title: line.clauseTitle })}
                />
              </td>
            </tr>
          ))}
          {statement.adjustments.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a statement's adjustments have no code of their own and keep their order
            <tr key={at}>
              <td>
                调整：{adjustmentKindWords(one.kind)} <StateTag label="已确认" tone="done" />
              </td>
              <td colSpan={2}>{one.reason}</td>
              <td className="figure">
                <Money value={one.amount} />
              </td>
            </tr>
          ))}
          {waiting.map((one) => (
            <tr key={one.id} className="quiet">
              <td>
                调整：{adjustmentKindWords(one.kind)} <StateTag {...adjustmentState(one.state)} />
              </td>
              <td colSpan={2}>
                {one.reason}（不计入合计，{one.author}登记）
              </td>
              <td className="figure">
                <Money value={one.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              酬金合计
            </th>
            <td className="figure">
              <Money value={statement.gross} onWhy={() => ask({ kind: 'gross', outlet })} />
            </td>
          </tr>
          <tr>
            <th scope="row" colSpan={3}>
              其中：业务发展基金缴存（公司匹配 <Money value={statement.fund.matched} /> 元）
            </th>
            <td className="figure">
              <Money value={statement.fund.contributed} onWhy={() => ask({ kind: 'fund', outlet })} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="in-words">大写：{statement.inWords}</p>
    </div>
  )
}

function History({ state, adjustments }: { state: Settlement; adjustments: readonly Adjustment[] }) {
  const done = [
    { what: '试算', by: state.calculatedBy, at: state.calculatedAt },
    { what: '复核', by: state.reviewedBy, at: state.reviewedAt },
    { what: '审批', by: state.approvedBy, at: state.approvedAt },
    { what: '结账', by: state.closedBy, at: state.closedAt },
    ...adjustments.flatMap((one) => [
      {
        what: `登记调整 ${adjustmentKindWords(one.kind)} ${one.amount} 元：${one.reason}`,
        by: one.author,
        at: one.at,
      },
      {
        what: `${one.state === 'refused' ? '驳回' : '确认'}调整 ${one.amount} 元${one.decision ? `：${one.decision}` : ''}`,
        by: one.decidedBy,
        at: one.decidedAt,
      },
    ]),
  ]
  return <DoneLines done={done} nothing="这个月还没有人动过。" />
}

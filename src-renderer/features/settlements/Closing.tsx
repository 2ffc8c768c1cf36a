/** 结账 in steps: the checklist, what will happen, what happened and how to undo it (DOMAIN.md §5, CONTRACT.md). */

import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type ClosingPoint, closingDoors, closingPointWords } from '../../../src-main/domain/said/closing-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { countText, moneyText } from '../../ui/figures.ts'
import { momentWords } from '../../ui/moments.ts'
import { StepsPage } from '../../ui/StepsPage.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { closingFault } from './month-acts.ts'
import type { Settlement } from './shapes.ts'
import { useSettlement } from './useSettlement.ts'
import './settlements.css'

export function Closing() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const notReviewer = useMissingRole(['reviewer'])
  const change = useChange()
  const { state, error } = useSettlement(period)
  const [at, setAt] = useState('check')
  const checklist = useQuery(trpc.settlements.checklist.queryOptions({ period }))
  const statements = useQuery(trpc.settlements.rows.queryOptions({ period, offset: 0, limit: 1 }))
  const payments = useQuery(trpc.settlements.payments.queryOptions({ period }))
  const trouble = error ?? checklist.error
  if (trouble) return <p className="wrong screen-trouble">{errorWords(trouble)}</p>
  if (!state || !checklist.data) return <p className="entrance-waiting">正在检查……</p>
  const isClosed = state.status === 'closed' || state.status === 'paid'
  const errors = checklist.data.filter(({ level }) => level === 'error').length
  const fault = closingFault(state.status) ?? (errors > 0 ? `有 ${errors} 项必须先处理` : undefined) ?? notReviewer
  return (
    <StepsPage
      title={`${monthWords(period)}结账`}
      at={isClosed ? 'done' : at}
      onGo={setAt}
      onLeave={() => navigate('/settlements')}
      steps={[
        {
          key: 'check',
          title: '检查',
          content: <Check state={state} points={checklist.data} again={() => void checklist.refetch()} />,
          next: { label: '下一步', disabled: fault, before: fault ? undefined : '没有必须先处理的。' },
        },
        {
          key: 'sure',
          title: '确认',
          content: (
            <Sure
              state={state}
              statements={statements.data?.total ?? 0}
              payments={payments.data?.length ?? 0}
              warnings={checklist.data.length - errors}
            />
          ),
          next: {
            label: '结账',
            disabled: fault,
            before: '定稿后不能再改；要改先反结账。',
            run: () => change(client.settlements.close.mutate({ period })),
          },
        },
        { key: 'done', title: '完成', content: <Done state={state} />, last: true },
      ]}
    />
  )
}

interface CheckProps {
  readonly state: Settlement
  readonly points: readonly ClosingPoint[]
  readonly again: () => void
}

function Check({ state, points, again }: CheckProps) {
  const fault = closingFault(state.status)
  return (
    <>
      {fault ? (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {fault}，不能结账。<Link to="/settlements">回到结算</Link>
            </>
          }
        />
      ) : null}
      {points.length === 0 ? <p>检查没有发现问题。</p> : null}
      {points.length > 0 ? (
        <ul className="checklist">
          {points.map((point) => {
            const { text, mend, to } = closingPointWords(point)
            const isError = point.level === 'error'
            return (
              <li key={point.code}>
                <StateTag label={isError ? '必须处理' : '提醒'} tone={isError ? 'wrong' : 'late'} />
                <span>
                  {text}。<span className="quiet">{mend}。</span>
                  <Doors point={point} />
                </span>
                <Link to={to}>去处理</Link>
              </li>
            )
          })}
        </ul>
      ) : null}
      <p className="quiet">
        “必须处理”的不处理不能结账；“提醒”的可以照结，会记在结账记录里。{' '}
        <Button type="link" onClick={again}>
          重新检查
        </Button>
      </p>
    </>
  )
}

/** Each of the first examples, as a link to where it is settled. */
function Doors({ point }: { point: ClosingPoint }) {
  const doors = closingDoors(point)
  if (doors.length === 0) return null
  return (
    <span className="doors">
      {doors.map(({ label, to }) => (
        <Link key={label} to={to}>
          {label}
        </Link>
      ))}
    </span>
  )
}

interface SureProps {
  readonly state: Settlement
  readonly statements: number
  readonly payments: number
  readonly warnings: number
}

function Sure({ state, statements, payments, warnings }: SureProps) {
  return (
    <div className="told">
      <p>结账后：</p>
      <ul>
        <li>
          {countText(statements)} 张结算单、{countText(payments)} 家代理商的付款定稿，以后任何时候重印都一样。
        </li>
        <li>
          酬金合计 {moneyText(state.money?.gross ?? '0.00')} 元，应付合计 {moneyText(state.money?.payable ?? '0.00')}{' '}
          元，结转下月 {moneyText(state.money?.carriedOut ?? '0.00')} 元。
        </li>
        <li>{monthWords(state.period)}的台账、政策、系数不能再改动；晚到的数据在以后的月份更正。</li>
        {warnings > 0 ? <li>{warnings} 项提醒记入结账记录。</li> : null}
      </ul>
      <p className="quiet">结错了怎么办：还没有付款、也没有结下一个月时，可以反结账，要写原因和主管密码。</p>
    </div>
  )
}

function Done({ state }: { state: Settlement }) {
  const warnings = state.warnings as unknown as readonly ClosingPoint[]
  return (
    <div className="told">
      <Alert
        type="success"
        showIcon
        title={`${monthWords(state.period)}已结账。${state.closedBy ?? ''} ${momentWords(state.closedAt)}`}
      />
      {warnings.length > 0 ? (
        <>
          <p>结账时记下的提醒：</p>
          <ul>
            {warnings.map((point) => (
              <li key={point.code}>{closingPointWords(point).text}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="quiet tabular">定稿校验码 {state.hash?.slice(0, 16) ?? '—'}</p>
      <p>
        接下来：<Link to="/reports">打印结算单和汇总表</Link>，<Link to="/settlements/payments">看代理商付款</Link>。
      </p>
      <p className="quiet">
        结错了：在<Link to="/settlements">结算</Link>页反结账（要原因和主管密码；付款后或下一个月结账后就不能了）。
      </p>
    </div>
  )
}

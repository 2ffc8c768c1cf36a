/** The month's state in two lines: who did what so far, and its money beside last month's; running work with its progress. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { Link } from 'react-router'
import { closingPointWords } from '../../../src-main/domain/said/closing-words.ts'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { stepWords } from '../../app/job-words.ts'
import { Money } from '../../ui/Figure.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { sumYuan } from './reasons.ts'
import { settlementTone } from './settlement-words.ts'
import type { Settlement } from './shapes.ts'

interface MonthHeadProps {
  readonly state: Settlement
  readonly last: Settlement | undefined
}

export function MonthHead({ state, last }: MonthHeadProps) {
  return (
    <div className="month-head">
      <div className="month-facts">
        <StateTag label={stateWords(state.status)} tone={settlementTone(state.status)} />
        <Who what="试算" by={state.calculatedBy} at={state.calculatedAt} />
        <Who what="复核" by={state.reviewedBy} at={state.reviewedAt} />
        <Who what="审批" by={state.approvedBy} at={state.approvedAt} />
        <Who what="结账" by={state.closedBy} at={state.closedAt} />
      </div>
      {state.sentBackReason ? (
        <p className="late" role="status">
          已退回：{state.sentBackReason}
        </p>
      ) : null}
      <RunningCalculation period={state.period} />
      <Stale state={state} />
      {state.money ? <MoneyStrip now={state.money} last={last?.money ?? null} /> : null}
    </div>
  )
}

function Who({ what, by, at }: { what: string; by: string | null; at: string | null }) {
  if (!by) return null
  return (
    <span>
      {what}：{by} <span className="quiet tabular">{momentWords(at)}</span>
    </span>
  )
}

const figures = [
  { key: 'gross', label: '酬金合计' },
  { key: 'fund', label: '基金缴存' },
  { key: 'tax', label: '代扣个税' },
  { key: 'payable', label: '应付合计' },
  { key: 'carriedOut', label: '结转下月' },
] as const

type MonthMoney = NonNullable<Settlement['money']>

function MoneyStrip({ now, last }: { now: MonthMoney; last: MonthMoney | null }) {
  return (
    <dl className="money-strip" aria-label="本月金额（元）">
      {figures.map(({ key, label }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            <Money value={now[key]} />
          </dd>
          <dd className="quiet">
            比上月 <Money value={last ? less(now[key], last[key]) : null} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const less = (now: string, last: string): string => sumYuan([now, last.startsWith('-') ? last.slice(1) : `-${last}`])

/** The calculation that is running, in sight where it was started; it goes on when one leaves. */
function RunningCalculation({ period }: { period: string }) {
  const notice = useNotice()
  const jobs = useQuery(trpc.jobs.list.queryOptions(undefined))
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onError: notice.refused }))
  const job = jobs.data?.find(
    ({ act, state, subject }) => act === 'settlements.calculate' && state === 'running' && subject === period,
  )
  if (!job) return null
  return (
    <div className="running-line" role="status">
      <span>正在试算</span>
      <Progress percent={Math.round((job.fraction ?? 0) * 100)} size="small" />
      <span className="quiet">{stepWords(job.step, job.count)}</span>
      <Button disabled={!job.cancellable} onClick={() => cancel.mutate({ id: job.id })}>
        取消试算
      </Button>
    </div>
  )
}

/** What stands open before closing, said early: figures older than their data, and errors. */
function Stale({ state }: { state: Settlement }) {
  const counts = ['calculated', 'checking', 'reviewed', 'approved'].includes(state.status)
  const points = useQuery(trpc.settlements.checklist.queryOptions({ period: state.period }, { enabled: counts }))
  if (!counts) return null
  const stale = points.data?.find(({ code }) => code === 'OLDER_THAN_DATA')
  const errors = points.data?.filter(({ level }) => level === 'error').length ?? 0
  if (stale) {
    const { text, mend } = closingPointWords(stale)
    return <Alert type="warning" showIcon title={`${text}。${mend}。`} />
  }
  if (errors === 0) return null
  return (
    <p className="late">
      有 {errors} 项要先处理才能结账，<Link to="/settlements/close">看看是什么</Link>
    </p>
  )
}

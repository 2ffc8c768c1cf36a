/** The acts on a month: 试算, 复核, 审批, 退回, 结账, 反结账, each saying why it cannot be done. */

import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { countText, moneyText } from '../../ui/figures.ts'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { actsOf, approvalFault, type MonthActKey } from './month-acts.ts'
import type { Settlement } from './shapes.ts'

/** The acts of the month's state and the dialog that one of them may have open. */
export function useMonthActs(state: Settlement | undefined): { acts: readonly Act[]; dialog: ReactNode } {
  const navigate = useNavigate()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const notReopener = useMissingRole(['clerk', 'reviewer', 'admin'])
  const [asking, setAsking] = useState<'sendBack' | 'reopen'>()
  if (!state) return { acts: [], dialog: null }
  const { period } = state
  const month = monthWords(period)
  const calculate = async () => {
    const done = await change(client.settlements.calculate.mutate({ period }))
    notice.done(
      `${month}试算完成：${countText(done.outlets)} 个网点，${countText(done.lines)} 项，酬金合计 ${moneyText(done.gross)} 元。`,
    )
  }
  const made: Record<MonthActKey, Omit<Act, 'key'>> = {
    calculate: { label: state.status === 'open' ? '试算' : '重新试算', disabled: notClerk, run: calculate },
    review: {
      label: '复核通过',
      disabled: notReviewer,
      done: `${month}已复核，等审批。`,
      confirm: {
        title: `复核通过${month}？`,
        text: reviewText(state.status),
        ok: '复核通过',
      },
      run: () => change(client.settlements.review.mutate({ period })),
    },
    approve: {
      label: '审批通过',
      disabled: notReviewer ?? approvalFault(state, person.name),
      done: `${month}已审批，可以结账。`,
      confirm: {
        title: `审批通过${month}？`,
        text: `应付合计 ${moneyText(state.money?.payable ?? '0.00')} 元。通过后可以结账；结账前还可以退回。`,
        ok: '审批通过',
      },
      run: () => change(client.settlements.approve.mutate({ period })),
    },
    sendBack: { label: '退回', disabled: notReviewer, run: () => setAsking('sendBack') },
    close: { label: '去结账', run: () => navigate('/settlements/close') },
    reopen: { label: '反结账', tone: 'danger', disabled: notReopener, run: () => setAsking('reopen') },
  }
  const keys = actsOf(state.status)
  const acts = keys.map(
    (key, at): Act => ({
      ...(at === 0 && key !== 'reopen' ? { tone: 'primary' as const } : {}),
      key,
      ...made[key],
    }),
  )
  return {
    acts,
    dialog: asking ? <AskDialog asking={asking} state={state} onClose={() => setAsking(undefined)} /> : null,
  }
}

interface AskDialogProps {
  readonly asking: 'sendBack' | 'reopen'
  readonly state: Settlement
  readonly onClose: () => void
}

function AskDialog({ asking, state, onClose }: AskDialogProps) {
  const change = useChange()
  const notice = useNotice()
  const { period } = state
  const month = monthWords(period)
  if (asking === 'sendBack')
    return (
      <AskReason
        title={`退回${month}结算`}
        label="退回原因"
        ok="退回"
        text="回到“已试算”：可以改数据、政策，重新试算，再复核审批。现在的金额先留着。"
        onClose={onClose}
        run={async ({ reason }) => {
          await change(client.settlements.sendBack.mutate({ period, reason }))
          notice.done(`${month}已退回。`)
        }}
      />
    )
  return (
    <AskReason
      title={`反结账：${month}`}
      label="反结账原因"
      password="主管密码"
      ok="反结账"
      danger
      text="定稿的结算单作废，回到“已试算”，要重新复核、审批、结账。只有最近一个结账的月份、还没有付款时可以。要有“复核审批”角色的另一个人在这里填他的密码；原因和人都记入操作记录。"
      onClose={onClose}
      run={async ({ reason, password }) => {
        await change(client.settlements.reopen.mutate({ period, reason, password }))
        notice.done(`${month}已反结账，可以更正了。`)
      }}
    />
  )
}

/** What reviewing means: a month that was never given to the agents is recorded as such. */
function reviewText(status: string): string {
  const skipped = status === 'calculated' ? '本月没有交网点核对，会记下来；要核对请先到“网点核对”发出。' : ''
  return `表示您看过与上月的差异，金额没有问题。通过后不能再试算，要改先退回。${skipped}`
}

/** One dispute: what is claimed and why, its evidence, and its outcome: an answer, or an adjustment that another confirms. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { IsoDate, Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { DoneLines } from '../../ui/DoneLines.tsx'
import { Field } from '../../ui/Field.tsx'
import { Money } from '../../ui/Figure.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { typedMoney } from '../../ui/figures.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { printHtml } from '../../ui/printing.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { answerLetter } from './answer-letter.ts'
import { type Dispute, disputeState } from './dispute-words.ts'

export function DisputePage() {
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const person = usePerson()
  const { county, today } = useSession()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const notEither = useMissingRole(['clerk', 'reviewer'])
  const [asking, setAsking] = useState<'answer' | 'settle' | 'assign' | 'withdraw'>()
  const asked = useQuery(trpc.disputes.get.queryOptions({ id: Number(id) }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  const one = asked.data
  const decided = one.state === 'open' ? undefined : one.state === 'adjusting' ? '调整正等另一个人确认' : '已经有结果了'
  const close = () => setAsking(undefined)
  return (
    <>
      <ThingPage
        kind="申诉"
        name={`申诉 ${one.id}：${one.name}`}
        code={one.outlet}
        state={disputeState(one)}
        back={{ to: '/settlements/disputes', label: '申诉' }}
        facts={[
          ['账期', monthWords(one.period)],
          ['提出', `${one.raisedBy} ${one.raisedOn}`],
          [
            '期限',
            <span key="due" className={one.late ? 'late' : ''}>
              {one.due}
            </span>,
          ],
          ['经办人', one.owner],
          ['要求金额', <Money key="claimed" value={one.claimed} />],
        ]}
        acts={[
          {
            key: 'settle',
            label: '以调整了结',
            tone: 'primary',
            disabled: decided ?? notClerk,
            run: () => setAsking('settle'),
          },
          {
            key: 'answer',
            label: '答复',
            disabled: decided ?? notReviewer ?? (one.user === person.name ? '是您登记的，要由另一个人答复' : undefined),
            run: () => setAsking('answer'),
          },
          { key: 'assign', label: '转交', disabled: decided ?? notEither, run: () => setAsking('assign') },
          { key: 'withdraw', label: '代理商撤回', disabled: decided ?? notClerk, run: () => setAsking('withdraw') },
          {
            key: 'letter',
            label: '打印答复函',
            shortcut: 'Ctrl+P',
            disabled: one.state === 'answered' || one.state === 'adjusted' ? undefined : '有结果之后才能打印答复函',
            run: () => printHtml(`申诉答复函 ${one.id}`, answerLetter(one, county?.name ?? '', today)),
          },
        ]}
        tabs={[{ key: 'claim', label: '内容', content: <Claim one={one} /> }]}
        history={<History one={one} />}
      />
      {asking === 'answer' ? (
        <AskReason
          title={`答复申诉 ${one.id}`}
          ok="答复"
          label="答复"
          text="写明结论和理由，会印在答复函上。答复后不能再改；要补钱的请用“以调整了结”。"
          onClose={close}
          run={({ reason }) => client.disputes.answer.mutate({ id: one.id, answer: reason })}
        />
      ) : null}
      {asking === 'withdraw' ? (
        <AskReason
          title={`撤回申诉 ${one.id}`}
          ok="撤回"
          label="原因"
          text="代理商不再申诉。记录留存。"
          onClose={close}
          run={({ reason }) => client.disputes.withdraw.mutate({ id: one.id, reason })}
        />
      ) : null}
      {asking === 'settle' ? (
        <SettleDialog one={one} onClose={close} onDone={() => navigate('/settlements/adjustments')} />
      ) : null}
      {asking === 'assign' ? <AssignDialog one={one} onClose={close} /> : null}
    </>
  )
}

function Claim({ one }: { one: Dispute }) {
  const statement = `/settlements/statements/${encodeURIComponent(one.outlet)}`
  return (
    <div className="told">
      <dl className="facts tall">
        <div>
          <dt>哪一条</dt>
          <dd>
            <Link to={statement}>{one.about}</Link>
          </dd>
        </div>
        <div>
          <dt>理由</dt>
          <dd>{one.text}</dd>
        </div>
        {one.answer ? (
          <div>
            <dt>{one.state === 'withdrawn' ? '撤回原因' : '答复'}</dt>
            <dd>{one.answer}</dd>
          </div>
        ) : null}
        {one.adjustment ? (
          <div>
            <dt>调整</dt>
            <dd>
              <Link to="/settlements/adjustments">
                {monthWords(one.adjustment.period)}调整 {one.adjustment.id}
              </Link>
              ：<Money value={one.adjustment.amount} /> 元{one.adjustment.state === 'waiting' ? '，等另一个人确认' : ''}
            </dd>
          </div>
        ) : null}
      </dl>
      <h3 className="evidence-head">依据</h3>
      <Attachments subject={`dispute:${one.id}`} canAdd />
    </div>
  )
}

function History({ one }: { one: Dispute }) {
  const from = one.origin === 'checking' ? '（网点核对时的异议）' : ''
  return (
    <DoneLines
      done={[
        { at: one.at, by: one.user, what: `登记${from}` },
        { at: one.decidedAt, by: one.decidedBy, what: disputeState(one).label },
      ]}
    />
  )
}

function SettleDialog({ one, onClose, onDone }: { one: Dispute; onClose: () => void; onDone: () => void }) {
  const notice = useNotice()
  const month = useQuery(trpc.settlements.get.queryOptions({ period: one.period }))
  const working = useQuery(trpc.month.current.queryOptions(undefined))
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState(`申诉 ${one.id}：${one.about}`)
  const isClosed = month.data?.status === 'closed' || month.data?.status === 'paid'
  const into: Month | undefined = isClosed ? working.data?.period : one.period
  const go = async () => {
    const read = typedMoney(amount)
    if (read === undefined || !/[1-9]/.test(read)) return '请填金额，不能是零'
    if (reason.trim() === '') return '请写原因'
    if (!into) return '正在读取可以登记的月份，请稍后再试'
    await client.disputes.settle.mutate({ id: one.id, period: into, amount: read, reason: reason.trim() })
    notice.done('已登记调整，等另一个人确认；确认后申诉了结。')
    onDone()
    return undefined
  }
  return (
    <FormDialog
      title={`以调整了结申诉 ${one.id}`}
      ok="登记调整"
      text={
        <>
          {into ? `调整记在${monthWords(into)}` : ''}
          {isClosed ? `（${monthWords(one.period)}已结账）` : ''}
          ，类别为申诉，由另一个人确认后计入结算单；驳回的话申诉仍待处理。
        </>
      }
      run={go}
      onClose={onClose}
    >
      <Field label="金额" required hint="补发填正数，扣减填负数。">
        <MoneyInput value={amount} suffix="元" onChange={setAmount} />
      </Field>
      <Field label="原因" required hint="会印在结算单和答复函上。">
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

function AssignDialog({ one, onClose }: { one: Dispute; onClose: () => void }) {
  const people = useQuery(trpc.disputes.people.queryOptions(undefined))
  const [owner, setOwner] = useState(one.owner)
  const [due, setDue] = useState<string>(one.due)
  return (
    <FormDialog
      title={`转交申诉 ${one.id}`}
      ok="转交"
      width={420}
      run={async () => {
        await client.disputes.assign.mutate({ id: one.id, owner, due: due as IsoDate })
        return undefined
      }}
      onClose={onClose}
    >
      <Field label="经办人" required>
        <Select
          value={owner}
          options={(people.data ?? []).map((name) => ({ value: name, label: name }))}
          onChange={setOwner}
        />
      </Field>
      <Field label="期限" required>
        <DayPicker value={due} onChange={setDue} />
      </Field>
    </FormDialog>
  )
}

/** Recording money paid in, or asking for a deduction or a return. */

import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Input } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { moneyText, typedMoney } from '../../ui/figures.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { AgentChoice } from '../agents/AgentChoice.tsx'

interface DepositFormProps {
  readonly act: 'paid' | 'deducted' | 'returned'
  /** Fixed where the form was opened from an agent's account. */
  readonly agent?: string
  readonly onClose: () => void
}

const titles = { paid: '登记保证金缴存', deducted: '申请扣除保证金', returned: '申请退还保证金' }

export function DepositForm({ act, agent: fixed, onClose }: DepositFormProps) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const [agent, setAgent] = useState(fixed ?? '')
  const [kind, setKind] = useState('')
  const [day, setDay] = useState(today)
  const [amount, setAmount] = useState('')
  const [receipt, setReceipt] = useState('')
  const [reason, setReason] = useState('')
  const kinds = useQuery(trpc.deposits.kinds.queryOptions(undefined))
  const account = useQuery(trpc.deposits.account.queryOptions({ agent }, { enabled: agent !== '' && act !== 'paid' }))
  const held = account.data?.kinds.filter(({ free }) => free !== '0.00') ?? []
  const free = held.find((each) => each.kind === kind)?.free
  const choices = act === 'paid' ? (kinds.data ?? []) : held.map((each) => each.kind)
  const save = async () => {
    const read = typedMoney(amount)
    if (agent === '') return '请选代理商'
    if (kind.trim() === '') return '请填种类'
    if (day === '') return '请填日期'
    if (read === undefined || !/[1-9]/.test(read) || read.startsWith('-')) return '请填金额，要大于零'
    if (act !== 'paid' && reason.trim() === '') return '请写原因'
    const given = {
      agent,
      kind: kind.trim(),
      day: day as IsoDate,
      amount: read,
      ...(receipt.trim() ? { receipt: receipt.trim() } : {}),
    }
    if (act === 'paid') {
      await change(client.deposits.pay.mutate({ ...given, ...(reason.trim() ? { note: reason.trim() } : {}) }))
      notice.done('已登记缴存。')
    } else {
      await change(client.deposits.ask.mutate({ ...given, act, reason: reason.trim() }))
      notice.done('已申请，等另一个人确认。')
    }
    return undefined
  }
  return (
    <FormDialog
      title={titles[act]}
      ok={act === 'paid' ? '登记' : '申请'}
      text={act === 'paid' ? undefined : '由另一个人确认后入账；确认前金额先占用，驳回或撤回后放回。'}
      run={save}
      onClose={onClose}
    >
      <Field label="代理商" required>
        <AgentChoice value={agent} disabled={fixed !== undefined} onChange={setAgent} />
      </Field>
      <Field label="种类" required hint={free ? `可以动用 ${moneyText(free)} 元` : undefined}>
        <AutoComplete
          value={kind}
          options={choices.map((value) => ({ value }))}
          onChange={(next: string | undefined) => setKind(next ?? '')}
        />
      </Field>
      <Field label="日期" required>
        <DayPicker value={day} onChange={setDay} />
      </Field>
      <Field label="金额" required>
        <MoneyInput value={amount} suffix="元" onChange={setAmount} />
      </Field>
      <Field label={act === 'paid' ? '收据号' : '单据号'}>
        <Input value={receipt} maxLength={60} onChange={(event) => setReceipt(event.target.value)} />
      </Field>
      <Field label={act === 'paid' ? '备注' : '原因'} required={act !== 'paid'}>
        <Input.TextArea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

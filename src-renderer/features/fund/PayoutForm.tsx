/** Asking for money out of the fund: an amount of what is free, or everything at exit; another person approves it. */

import { Input } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { moneyText } from '../../ui/figures.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

interface PayoutFormProps {
  readonly account: { readonly agent: string; readonly name: string; readonly free: string; readonly balance: string }
  readonly kind: 'withdrawal' | 'exit'
  readonly onClose: () => void
}

export function PayoutForm({ account, kind, onClose }: PayoutFormProps) {
  const change = useChange()
  const notice = useNotice()
  const [amount, setAmount] = useState(account.free)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={kind === 'exit' ? `退出清算：${account.name}` : `申请支取基金：${account.name}`}
      ok="提交"
      text={
        kind === 'exit'
          ? `账户余额 ${moneyText(account.balance)} 元全部结清：自缴部分退还，公司匹配部分按“退出时基金处理”的设置收回或一并支付。`
          : `现在可以支取 ${moneyText(account.free)} 元，从最早缴存的开始取。`
      }
      onClose={onClose}
      run={async () => {
        if (reason.trim() === '') return '请写原因'
        const { agent } = account
        const asked = { agent, kind, reason: reason.trim(), ...(kind === 'withdrawal' ? { amount } : {}) }
        await change(client.fund.ask.mutate(asked))
        notice.done('已提交，等另一个人批准。')
        return undefined
      }}
    >
      {kind === 'withdrawal' ? (
        <Field label="金额" required>
          <MoneyInput value={amount} suffix="元" onChange={setAmount} />
        </Field>
      ) : null}
      <Field label="原因" required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Recording the day on which an approved payout was paid. */

import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { moneyText } from '../../ui/figures.ts'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

interface PaidFormProps {
  readonly payout: { readonly id: number; readonly amount: string; readonly name: string }
  readonly onClose: () => void
}

export function PaidForm({ payout, onClose }: PaidFormProps) {
  const change = useChange()
  const notice = useNotice()
  const [on, setOn] = useState('')
  return (
    <FormDialog
      title={`登记已付：${payout.name} ${moneyText(payout.amount)} 元`}
      ok="登记"
      width={420}
      onClose={onClose}
      run={async () => {
        if (on === '') return '请填付款日期'
        await change(client.fund.pay.mutate({ id: payout.id, on: on as IsoDate }))
        notice.done('已登记付款。')
        return undefined
      }}
    >
      <Field label="付款日期" required>
        <DayPicker value={on} onChange={setOn} />
      </Field>
    </FormDialog>
  )
}

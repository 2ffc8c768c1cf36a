/** Recording by hand that payments were made: the day, and the bank's reference where there is one. */

import { Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import type { PaymentKey } from './shapes.ts'

export function PaidDialog({ payments, onClose }: { payments: PaymentKey[]; onClose: () => void }) {
  const [day, setDay] = useState(dayjs().format('YYYY-MM-DD'))
  const [reference, setReference] = useState('')
  const notice = useNotice()
  const save = async () => {
    const { payments: done } = await client.paying.markPaid.mutate({
      payments,
      paidOn: day as IsoDate,
      ...(reference.trim() ? { reference: reference.trim() } : {}),
    })
    notice.done(`已登记 ${done.length} 笔已付。`)
    return undefined
  }
  return (
    <FormDialog
      title={`登记已付：${payments.length} 笔`}
      ok="登记已付"
      width={460}
      text="有银行回盘文件的，用“登记银行回盘”更快也更准。在付款文件里的，整笔一起登记。"
      run={save}
      onClose={onClose}
    >
      <Field label="付款日" required>
        <DayPicker value={day} onChange={setDay} />
      </Field>
      <Field label="凭证号" hint="银行流水号或记账凭证号，可以不填。">
        <Input value={reference} maxLength={100} onChange={(event) => setReference(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Recording the day on which an approved payout was paid. */

import { Modal } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { moneyText } from '../../ui/figures.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { useChange } from '../settlements/useSettlement.ts'

interface PaidFormProps {
  readonly payout: { readonly id: number; readonly amount: string; readonly name: string }
  readonly onClose: () => void
}

export function PaidForm({ payout, onClose }: PaidFormProps) {
  const change = useChange()
  const notice = useNotice()
  const [on, setOn] = useState('')
  const [fault, setFault] = useState<string>()
  const save = async () => {
    if (on === '') return setFault('请填付款日期')
    try {
      await change(client.fund.pay.mutate({ id: payout.id, on: on as IsoDate }))
      notice.done('已登记付款。')
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    }
  }
  return (
    <Modal
      open
      title={`登记已付：${payout.name} ${moneyText(payout.amount)} 元`}
      okText="登记"
      cancelText="不做了"
      onOk={() => void save()}
      onCancel={onClose}
      width={420}
    >
      <FormGrid single onSave={() => void save()}>
        <Field label="付款日期" required>
          <DayPicker value={on} onChange={setOn} />
        </Field>
      </FormGrid>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}

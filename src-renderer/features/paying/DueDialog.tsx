/** Giving a month a due date of its own, or taking it back to the office's rule. */

import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { IsoDate, Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'

interface DueDialogProps {
  readonly period: Month
  readonly due: string | null
  readonly onClose: () => void
}

export function DueDialog({ period, due, onClose }: DueDialogProps) {
  const [day, setDay] = useState(due ?? '')
  const [fault, setFault] = useState<string>()
  const save = async (own: string | null) => {
    try {
      await client.paying.setDue.mutate({ period, due: own as IsoDate | null })
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    }
  }
  return (
    <Modal
      open
      title={`${monthWords(period)}的应付日`}
      onCancel={onClose}
      width={420}
      footer={[
        <Button key="rule" onClick={() => void save(null)}>
          按发放设置的规则
        </Button>,
        <Button key="save" type="primary" disabled={day === ''} onClick={() => void save(day)}>
          保存
        </Button>,
      ]}
    >
      <FormGrid single onSave={() => void save(day)}>
        <Field label="应付日" required hint="过了这一天还没有付的算逾期。">
          <DayPicker value={day} onChange={setDay} />
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

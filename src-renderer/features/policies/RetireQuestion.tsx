/** Asking until when a policy is paid before it is retired, and why. */

import { Input } from 'antd'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { PolicyView } from './shapes.ts'

export function RetireQuestion({ record, onClose }: { readonly record: PolicyView; readonly onClose: () => void }) {
  const { period } = useMonth()
  const change = useChange()
  const notice = useNotice()
  const [to, setTo] = useState<Month>(record.to ?? laterOf(period, record.from))
  const [reason, setReason] = useState('')
  const go = async () => {
    if (reason.trim() === '') return '请写停用原因'
    await change(client.policies.retire.mutate({ id: record.id, to, reason: reason.trim() }))
    notice.done(`已停用，执行到${monthWords(to)}为止。`)
    return undefined
  }
  return (
    <FormDialog
      title={`停用 ${record.title} 第 ${record.version} 版`}
      ok="停用"
      width={480}
      danger
      text="最后执行的月份之后不再按它计酬；此前入网的用户，分期和话费分成仍按它付完。停用后不能恢复，要再执行请出新版。"
      run={go}
      onClose={onClose}
    >
      <Field label="最后执行月份" required>
        <MonthPicker value={to} onChange={(month) => month && setTo(month)} />
      </Field>
      <Field label="停用原因" required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

const laterOf = (a: Month, b: Month): Month => (a > b ? a : b)

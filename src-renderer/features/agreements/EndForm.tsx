/** Ending an agreement before its time: recorded at once, or asked for while requests are on. */

import { Input } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { useRequestForm } from '../requests/useRequestForm.tsx'
import type { AgreementWhole } from './agreement-words.ts'

export function EndForm({ one, onClose }: { readonly one: AgreementWhole; readonly onClose: () => void }) {
  const change = useChange()
  const notice = useNotice()
  const asks = useRequestsOn()
  const asking = useRequestForm()
  const [last, setLast] = useState('')
  const [reason, setReason] = useState('')
  const run = async () => {
    if (last === '') return '请填最后一天'
    const on = last as IsoDate
    if (asks) {
      if (asking.missing) return asking.missing
      await asking.made(
        await client.requests.askAgreement.mutate({ act: 'end', about: one.number, on, reason: asking.reason }),
      )
      return undefined
    }
    if (reason.trim() === '') return '请写原因'
    await change(client.agreements.end.mutate({ id: one.id, on, reason: reason.trim() }))
    notice.done('已登记提前终止。')
    return undefined
  }
  return (
    <FormDialog
      title={`${asks ? '申请终止' : '提前终止'}：${one.number}`}
      ok={asks ? '提交申请' : '终止'}
      danger={!asks}
      text={
        asks
          ? '由另一个人批准后终止，从最后一天的第二天起不再算签约；那天不能在已经结账的月份里。'
          : '终止后从第二天起不再算签约，也不再提醒。记录保留，不能撤回。'
      }
      run={run}
      onClose={onClose}
    >
      <Field label="最后一天" required hint="这一天仍有效；没有开始过的填开始日的前一天。">
        <DayPicker value={last} onChange={setLast} />
      </Field>
      {asks ? (
        <>
          {asking.reasonField}
          {asking.papers}
        </>
      ) : (
        <Field label="原因" required>
          <Input.TextArea
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
    </FormDialog>
  )
}

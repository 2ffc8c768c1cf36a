/** Dealing with an agreement's end: it will end, or something else; renewing is done by recording the next agreement. */

import { Input, Radio } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

interface HandleFormProps {
  readonly agreement: number
  readonly number: string
  readonly to: string
  readonly onClose: () => void
}

export function HandleForm({ agreement, number, to, onClose }: HandleFormProps) {
  const change = useChange()
  const notice = useNotice()
  const [outcome, setOutcome] = useState<'ending' | 'other'>('other')
  const [note, setNote] = useState('')
  return (
    <FormDialog
      title={`处理到期：${number}（${to} 到期）`}
      ok="登记"
      text="要续签，请关掉这里，打开协议点“续签”，登记后提醒就算处理了。"
      run={async () => {
        if (outcome === 'other' && note.trim() === '') return '请写说明'
        await change(
          client.agreements.handle.mutate({ agreement, outcome, ...(note.trim() ? { note: note.trim() } : {}) }),
        )
        notice.done('已登记。')
        return undefined
      }}
      onClose={onClose}
    >
      <Field label="怎么处理" required>
        <Radio.Group
          value={outcome}
          options={[
            { value: 'other', label: '其他（下次提醒照常）' },
            { value: 'ending', label: '到期终止，不再续签' },
          ]}
          onChange={(event) => setOutcome(event.target.value as 'ending' | 'other')}
        />
      </Field>
      <Field label="说明" required={outcome === 'other'}>
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Saying what was made of findings: a result and a note. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { type Finding, type Looked, results } from './check-words.ts'

interface LookFormProps {
  readonly findings: readonly Finding[]
  readonly onClose: () => void
}

export function LookForm({ findings, onClose }: LookFormProps) {
  const [result, setResult] = useState<Looked['result']>('fine')
  const [note, setNote] = useState('')
  const notice = useNotice()
  return (
    <FormDialog
      title={findings.length === 1 ? `处理：${findings[0]?.title}` : `处理 ${findings.length} 条发现`}
      ok="登记"
      text={findings.length === 1 ? `${findings[0]?.name}：${findings[0]?.said}` : '以下结论记到选中的每一条。'}
      onClose={onClose}
      run={async () => {
        if (note.trim() === '') return '请写明看了什么、依据是什么'
        const { looked } = await client.checks.look.mutate({
          ids: findings.map(({ id }) => id),
          result,
          note: note.trim(),
        })
        notice.done(`已登记 ${looked} 条`)
        return undefined
      }}
    >
      <Field label="结论" required>
        <Select<Looked['result']> options={[...results]} value={result} onChange={setResult} />
      </Field>
      <Field label="说明" required>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

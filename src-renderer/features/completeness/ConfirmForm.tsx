/** 已核对: recording that one file or many were looked at and are right. */

import { Input } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import type { FileRow } from './file-words.ts'

interface ConfirmFormProps {
  readonly files: readonly Pick<FileRow, 'subject' | 'code' | 'name' | 'asker' | 'missing'>[]
  readonly onClose: () => void
}

export function ConfirmForm({ files, onClose }: ConfirmFormProps) {
  const askers = [...new Set(files.map(({ asker }) => asker))]
  const [checkedBy, setCheckedBy] = useState(askers.length === 1 ? (askers[0] ?? '') : '')
  const [note, setNote] = useState('')
  const notice = useNotice()
  const incomplete = files.filter(({ missing }) => missing.length > 0).length
  const [first] = files
  return (
    <FormDialog
      title={files.length === 1 ? `已核对：${first?.name}` : `已核对 ${files.length} 份档案`}
      ok="登记已核对"
      text={
        incomplete === 0
          ? '登记后，这些档案在本次核对里算做完；以后再改会重新列出。'
          : `其中 ${incomplete} 份还有缺项，会记下当时缺什么；补齐后请再核对一次。`
      }
      onClose={onClose}
      run={async () => {
        const by = checkedBy.trim()
        const said = note.trim()
        const { confirmed } = await client.completeness.confirm.mutate({
          files: files.map(({ subject, code }) => ({ subject, code })),
          ...(by ? { checkedBy: by } : {}),
          ...(said ? { note: said } : {}),
        })
        notice.done(`已核对 ${confirmed} 份`)
        return undefined
      }}
    >
      <Field label="核对人" hint="不填就按各自的渠道经理（代理期间按代理人）">
        <Input autoFocus maxLength={100} value={checkedBy} onChange={(event) => setCheckedBy(event.target.value)} />
      </Field>
      <Field label="说明">
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

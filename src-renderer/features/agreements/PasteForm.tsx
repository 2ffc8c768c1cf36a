/** Recording many agreements at once: a block pasted from Excel, all of it or none, what is wrong said by line. */

import { Input } from 'antd'
import { useState } from 'react'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { client } from '../../api/client.ts'
import { refusalOf } from '../../api/refusal.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { pasteColumns, pastedAgreements } from './pasted-agreements.ts'

interface Fault {
  readonly line: number
  readonly fault: string
}

interface Refused {
  readonly at: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
}

export function PasteForm({ onClose }: { readonly onClose: () => void }) {
  const change = useChange()
  const notice = useNotice()
  const [text, setText] = useState('')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const pasted = pastedAgreements(text)
  const save = async () => {
    setFaults(pasted.wrong)
    if (pasted.wrong.length > 0) return `有 ${pasted.wrong.length} 行看不懂，都没有登记。`
    if (pasted.agreements.length === 0) return '请粘贴协议'
    try {
      const { added } = await change(client.agreements.addMany.mutate({ agreements: [...pasted.agreements] }))
      notice.done(`已登记 ${added} 份协议。`)
      return undefined
    } catch (error) {
      const refused = (refusalOf(error)?.details.faults ?? []) as readonly Refused[]
      setFaults(
        refused.map(({ at, code, details }) => ({ line: pasted.lines[at] ?? 0, fault: refusalWords(code, details) })),
      )
      throw error
    }
  }
  return (
    <FormDialog
      title="批量登记协议"
      ok={pasted.agreements.length > 0 ? `登记 ${pasted.agreements.length} 份` : '登记'}
      width={760}
      text={`从 Excel 复制后粘贴，一行一份，列依次是：${pasteColumns.join('、')}（带表头时按表头认列；几个网点用顿号隔开；续自填上一份的编号，可以空）。有一行不对，就都不登记。`}
      run={save}
      onClose={onClose}
    >
      <Field label="协议" required wide>
        <Input.TextArea
          autoFocus
          rows={10}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setFaults([])
          }}
        />
      </Field>
      {faults.length > 0 ? (
        <ul className="paste-faults" aria-label="不对的行">
          {faults.slice(0, 50).map(({ line, fault }) => (
            <li key={line} className="wrong">
              第 {line} 行：{fault}
            </li>
          ))}
        </ul>
      ) : null}
    </FormDialog>
  )
}

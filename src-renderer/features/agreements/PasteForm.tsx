/** Many agreements at once, recorded or, while requests are on, asked for: a block pasted from Excel, all of it or none, what is wrong said by line. */

import { Input } from 'antd'
import { useState } from 'react'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { client } from '../../api/client.ts'
import { refusalOf } from '../../api/refusal.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { askedWords } from '../requests/shapes.ts'
import { useRequestsOn } from '../requests/useAsking.tsx'
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
  const on = useRequestsOn()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const pasted = pastedAgreements(text)
  const save = async () => {
    setFaults(pasted.wrong)
    if (pasted.wrong.length > 0) return `有 ${pasted.wrong.length} 行看不懂，都没有登记。`
    if (pasted.agreements.length === 0) return '请粘贴协议'
    if (on && reason.trim() === '') return '请写原因'
    const agreements = [...pasted.agreements]
    try {
      if (on) {
        const { requests } = await change(client.requests.askAgreements.mutate({ agreements, reason }))
        const waiting = askedWords(requests)
        notice.done(waiting ? `已提交：${waiting}` : `已登记并报备 ${requests.length} 份协议。`)
      } else {
        const { added } = await change(client.agreements.addMany.mutate({ agreements }))
        notice.done(`已登记 ${added} 份协议。`)
      }
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
      title={on ? '批量申请协议' : '批量登记协议'}
      ok={`${on ? '申请' : '登记'}${pasted.agreements.length > 0 ? ` ${pasted.agreements.length} 份` : ''}`}
      width={760}
      text={`从 Excel 复制后粘贴，一行一份，列依次是：${pasteColumns.join('、')}（带表头时按表头认列；几个网点用顿号隔开；续自填上一份的编号，可以空）。有一行不对，就都不${on ? '提交' : '登记'}。${on ? '一份协议一件申请，由另一个人批准。' : ''}`}
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
      {on ? (
        <Field label="原因" required wide>
          <Input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      ) : null}
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

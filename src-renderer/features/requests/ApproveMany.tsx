/** 批准所选: several requests decided with one document number; each stands for itself, and what is refused says why. */

import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { matterWords } from '../../../src-main/domain/said/request-words.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import type { RequestRow } from './shapes.ts'

export function ApproveMany({ rows, onClose }: { readonly rows: readonly RequestRow[]; readonly onClose: () => void }) {
  const cache = useQueryClient()
  const notice = useNotice()
  const [documentNumber, setDocumentNumber] = useState('')
  const go = async () => {
    const refused: string[] = []
    // as they were asked: a renewal after the agreement that it renews
    for (const { id, number } of rows.toSorted((one, other) => one.id - other.id)) {
      try {
        await client.requests.approve.mutate({ id, ...(documentNumber.trim() ? { documentNumber } : {}) })
      } catch (error) {
        refused.push(`${number}：${errorWords(error)}`)
      }
    }
    await cache.invalidateQueries()
    const done = rows.length - refused.length
    if (refused.length > 0) return `批准了 ${done} 件；${refused.length} 件没有批准。${refused.slice(0, 3).join(' ')}`
    notice.done(`已批准 ${done} 件。`)
    return undefined
  }
  const kinds = [...new Set(rows.map(matterWords))].join('、')
  return (
    <FormDialog
      title={`批准所选的 ${rows.length} 件申请`}
      ok="批准"
      text={`事项：${kinds}。逐件批准，各自从写明的日期起生效；批准后不能再改。`}
      run={go}
      onClose={onClose}
    >
      <Field label="文号" hint="没有可以不填。">
        <Input value={documentNumber} maxLength={60} onChange={(event) => setDocumentNumber(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

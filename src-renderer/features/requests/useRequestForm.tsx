/** When, why and with which papers: what every request is asked with, in whatever dialog. */

import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { EvidenceDraft, keepEvidence } from '../attachments/EvidenceDraft.tsx'
import type { Uploaded } from '../attachments/FilePicker.tsx'

export function useRequestForm() {
  const { today } = useSession()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const [from, setFrom] = useState<string>(today)
  const [reason, setReason] = useState('')
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  return {
    from: from as IsoDate,
    reason: reason.trim(),
    missing: reason.trim() === '' ? '请写原因' : undefined,
    /** The request stands; a file that is refused can be added on its page. */
    async made({ id, number, state }: { id: number; number: string; state: string }) {
      await keepEvidence(`request:${id}`, files).catch(notice.refused)
      await cache.invalidateQueries()
      notice.done(state === 'asked' ? `${number} 已提交，等另一个人审批。` : `${number} 已报备，不用审批。`)
      void navigate(`/requests/${id}`)
    },
    dayField: (
      <Field key="from" label="生效日期" required hint="不能在已经结账的月份里。">
        <DayPicker value={from} onChange={(day) => setFrom(day || today)} />
      </Field>
    ),
    reasonField: (
      <Field key="reason" label="原因" required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    ),
    papers: (
      <>
        <h3 className="evidence-head">依据</h3>
        <EvidenceDraft files={files} onChange={setFiles} />
      </>
    ),
  }
}

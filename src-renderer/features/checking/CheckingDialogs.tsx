/** The dialogs of checking with agents: giving statements out until a day, and recording that agents agree. */

import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import type { IsoDate, Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'

interface DeadlineDialogProps {
  readonly period: Month
  readonly what: 'start' | 'again'
  readonly count: number
  readonly onClose: () => void
}

export function DeadlineDialog({ period, what, count, onClose }: DeadlineDialogProps) {
  const calendar = useQuery(trpc.calendar.get.queryOptions(undefined))
  const notice = useNotice()
  const [day, setDay] = useState('')
  const deadline = day || calendar.data?.deadline || ''
  const go = async () => {
    const asked = { period, ...(deadline ? { deadline: deadline as IsoDate } : {}) }
    if (what === 'start') {
      const done = await client.checking.start.mutate(asked)
      notice.done(`已发出 ${done.outlets} 个网点，${done.deadline} 前核对。`)
    } else {
      const done = await client.checking.tellAgain.mutate(asked)
      notice.done(`已重新告知 ${done.outlets.length} 个网点，${done.deadline} 前核对。`)
    }
    return undefined
  }
  return (
    <FormDialog
      title={what === 'start' ? `${monthWords(period)}发出核对` : `重新告知 ${count} 个网点`}
      ok={what === 'start' ? '发出' : '已重新告知'}
      cancel="先不发"
      width={460}
      text={
        what === 'start'
          ? '记下每个网点现在的金额。结算单上印“试算”；之后可以打印或导出发给代理商。重新试算后金额变了的，会标出来要重新告知。'
          : '记下现在的金额，原来的答复不再算数，从新的截止日起重新等答复。'
      }
      run={go}
      onClose={onClose}
    >
      <Field label="截止日" required hint="按本单位工作日历，三个工作日；到期没有答复的算同意。">
        <DayPicker value={deadline} onChange={setDay} />
      </Field>
    </FormDialog>
  )
}

interface ConsentDialogProps {
  readonly period: Month
  readonly sheets: readonly { readonly outlet: string; readonly agentName: string | null }[]
  readonly onClose: () => void
}

export function ConsentDialog({ period, sheets, onClose }: ConsentDialogProps) {
  const notice = useNotice()
  const [saidBy, setSaidBy] = useState(sheets[0]?.agentName ?? '')
  const [note, setNote] = useState('')
  const go = async () => {
    if (saidBy.trim() === '') return '请填谁答复的'
    const outlets = sheets.map(({ outlet }) => outlet)
    const words = note.trim()
    await client.checking.answer.mutate({
      period,
      outlets,
      answer: 'consented',
      saidBy: saidBy.trim(),
      ...(words ? { note: words } : {}),
    })
    notice.done(`已登记 ${outlets.length} 个网点同意。`)
    return undefined
  }
  return (
    <FormDialog title={`登记同意：${sheets.length} 个网点`} ok="登记" width={420} run={go} onClose={onClose}>
      <Field label="答复人" required>
        <Input value={saidBy} maxLength={100} onChange={(event) => setSaidBy(event.target.value)} />
      </Field>
      <Field label="说明" hint="例如：签字盖章寄回、微信确认。">
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

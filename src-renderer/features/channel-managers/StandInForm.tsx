/** 请人代理: who does a manager's work for a time. */

import { Input } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { ManagerChoice } from './ManagerChoice.tsx'

export function StandInForm({ manager, onClose }: { readonly manager: string; readonly onClose: () => void }) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const [standIn, setStandIn] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const run = async () => {
    if (standIn === '') return '请选谁来代理'
    if (from === '' || to === '') return '请填起止日期'
    if (to < from) return '止日早于起日，请改正'
    if (reason.trim() === '') return '请写原因'
    const asked = { manager, standIn, from: from as IsoDate, to: to as IsoDate, reason: reason.trim() }
    await change(client.channelManagers.addStandIn.mutate(asked))
    notice.done(`${from} 至 ${to} 由${standIn}代理${manager}。`)
    return undefined
  }
  return (
    <FormDialog
      title={`请人代理“${manager}”`}
      ok="登记"
      text="代理期间，他的待办都算在代理人名下；网点还是他的，到期自动还给他。"
      run={run}
      onClose={onClose}
    >
      <Field label="代理人" required>
        <ManagerChoice not={manager} value={standIn} onChange={setStandIn} />
      </Field>
      <Field label="从哪天起" required>
        <DayPicker value={from} onChange={setFrom} />
      </Field>
      <Field label="到哪天止" required>
        <DayPicker value={to} onChange={setTo} />
      </Field>
      <Field label="原因" required>
        <Input
          value={reason}
          maxLength={500}
          placeholder="休假、学习"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

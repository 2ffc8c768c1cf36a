/** 转移: outlets handed to another manager for good, with all open work; what will happen is said before. */

import { skipToken, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { ManagerChoice } from './ManagerChoice.tsx'
import { workCounts } from './work-words.ts'

interface TransferFormProps {
  readonly manager: string
  readonly portfolio: readonly { readonly code: string; readonly name: string }[]
  readonly onClose: () => void
}

export function TransferForm({ manager, portfolio, onClose }: TransferFormProps) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const [to, setTo] = useState('')
  const [day, setDay] = useState(today)
  const [outlets, setOutlets] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const asked = { from: manager, to, day: day as IsoDate, ...(outlets.length > 0 ? { outlets: [...outlets] } : {}) }
  const plan = useQuery(trpc.channelManagers.planTransfer.queryOptions(to === '' || day === '' ? skipToken : asked))
  const run = async () => {
    if (to === '') return '请选转给谁'
    if (day === '') return '请填从哪天起'
    if (reason.trim() === '') return '请写原因'
    const done = await change(client.channelManagers.transfer.mutate({ ...asked, reason: reason.trim() }))
    notice.done(`已把 ${done.outlets} 个网点和 ${done.work} 件没办完的事转给${to}。在“历史”里打印交接清单。`)
    return undefined
  }
  return (
    <FormDialog
      title={`转移“${manager}”的网点`}
      ok="转移"
      text="转移是长期的：从那天起网点归新的渠道经理，没办完的事一起过去。只是休假，请用“请人代理”。"
      run={run}
      onClose={onClose}
    >
      <Field label="转给" required>
        <ManagerChoice not={manager} value={to} onChange={setTo} />
      </Field>
      <Field label="从哪天起" required hint="不能落在已结账的月份">
        <DayPicker value={day} onChange={setDay} />
      </Field>
      <Field label="哪些网点" hint={`不选就是全部 ${portfolio.length} 个`}>
        <Select
          mode="multiple"
          maxTagCount={3}
          placeholder="全部"
          showSearch={{ optionFilterProp: 'label' }}
          options={portfolio.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          value={[...outlets]}
          onChange={(next: string[]) => setOutlets(next)}
        />
      </Field>
      <Field label="原因" required>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {plan.error ? <p className="wrong">{errorWords(plan.error)}</p> : null}
      {plan.data ? (
        <p className="quiet">
          将转移 {plan.data.outlets.length} 个网点，
          {plan.data.work.length === 0 ? '没有没办完的事。' : `连同没办完的事：${workCounts(plan.data.work)}。`}
        </p>
      ) : null}
    </FormDialog>
  )
}

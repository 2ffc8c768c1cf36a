/** Recording the core tiers of several agents by one document of the company above. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import { CORE_TIERS, type CoreTier } from '../../../src-main/domain/core-tier.ts'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

interface TierFormProps {
  readonly agents: readonly { readonly agent: string; readonly name: string; readonly tier: string | null }[]
  readonly onClose: () => void
}

const tiers = CORE_TIERS.map((tier) => ({ value: tier, label: tier }))

export function TierForm({ agents, onClose }: TierFormProps) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const [chosen, setChosen] = useState<Readonly<Record<string, CoreTier>>>({})
  const [documentNumber, setDocumentNumber] = useState('')
  const [from, setFrom] = useState(today)
  const [note, setNote] = useState('')
  const save = async () => {
    const decisions = agents.flatMap(({ agent }) => (chosen[agent] ? [{ agent, tier: chosen[agent] }] : []))
    if (decisions.length < agents.length) return '请给每一家选级别'
    if (documentNumber.trim() === '') return '请填批复的文号'
    if (from === '') return '请填从哪天起'
    const saved = await change(
      client.coreTiers.record.mutate({
        decisions,
        documentNumber: documentNumber.trim(),
        from: from as IsoDate,
        ...(note.trim() ? { note: note.trim() } : {}),
      }),
    )
    notice.done(`已登记 ${saved.recorded} 家，其中 ${saved.changed} 家级别有变。`)
    return undefined
  }
  return (
    <FormDialog
      title={`登记核心级别：${agents.length} 家`}
      ok="登记"
      text="级别由上级批复，这里照文件登记，从那天起生效，历史保留。"
      width={560}
      run={save}
      onClose={onClose}
    >
      <Field label="文号" required>
        <Input
          autoFocus
          value={documentNumber}
          maxLength={60}
          onChange={(event) => setDocumentNumber(event.target.value)}
        />
      </Field>
      <Field label="从哪天起" required hint="不能在已结账的月份里。">
        <DayPicker value={from} onChange={setFrom} />
      </Field>
      <Field label="全部设为">
        <Select
          value={null}
          placeholder="一次给所有选中的"
          options={tiers}
          onChange={(tier: CoreTier) => setChosen(Object.fromEntries(agents.map(({ agent }) => [agent, tier])))}
        />
      </Field>
      {agents.map(({ agent, name, tier }) => (
        <Field key={agent} label={name} hint={`${agent}，现在：${tier ?? '没有级别'}`}>
          <Select
            value={chosen[agent] ?? null}
            placeholder="选级别"
            options={tiers}
            onChange={(next: CoreTier) => setChosen({ ...chosen, [agent]: next })}
          />
        </Field>
      ))}
      <Field label="备注">
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** What is asked before a region is made, renamed, moved, taken into another, closed or opened again. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { Region } from './shapes.ts'

export type RegionFormAsked =
  | { readonly act: 'add'; readonly level: 'centre' | 'township' }
  | { readonly act: 'rename' | 'move' | 'merge' | 'close' | 'reopen'; readonly region: Region }

interface Words {
  readonly title: string
  readonly ok: string
  readonly text: string
}

function wordsOf(asked: RegionFormAsked): Words {
  if (asked.act === 'add') {
    const what = asked.level === 'centre' ? '区域营销中心' : '乡镇'
    return {
      title: `新增${what}`,
      ok: '新增',
      text: asked.level === 'centre' ? '营销中心直接属于本县。' : '乡镇属于一个营销中心，或直接属于本县。',
    }
  }
  const { name } = asked.region
  switch (asked.act) {
    case 'rename':
      return { title: `“${name}”改名`, ok: '改名', text: '从生效日起用新名；以前的月份仍是原来的名。' }
    case 'move':
      return {
        title: `移动“${name}”`,
        ok: '移动',
        text: '从生效日起归新的营销中心；以前月份的结算、分级和报表仍按原来的。',
      }
    case 'merge':
      return {
        title: `“${name}”并入另一个乡镇`,
        ok: '并入',
        text: '同一个乡镇写成两样时用：它的网点从生效日起都归另一个，它自己撤销。',
      }
    case 'close':
      return {
        title: `撤销“${name}”`,
        ok: '撤销',
        text: '从生效日起不能再放网点。里面还有没退出的网点时不能撤销，会列出是哪些。以后可以恢复。',
      }
    case 'reopen':
      return { title: `恢复“${name}”`, ok: '恢复', text: '从生效日起又可以放网点；上级撤销了的一起恢复。' }
  }
}

export function RegionForm({
  asked,
  regions,
  onClose,
}: {
  readonly asked: RegionFormAsked
  readonly regions: readonly Region[]
  readonly onClose: () => void
}) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const region = asked.act === 'add' ? undefined : asked.region
  const [name, setName] = useState(asked.act === 'rename' ? (region?.name ?? '') : '')
  const [target, setTarget] = useState<number | null>(null)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const words = wordsOf(asked)
  const named = asked.act === 'add' || asked.act === 'rename'
  const targets = regions.filter(({ id, level, closed }) =>
    closed || id === region?.id ? false : asked.act === 'merge' ? level === 'township' : level !== 'township',
  )
  const run = async () => {
    if (named && name.trim() === '') return '请填名称'
    if ((asked.act === 'move' || asked.act === 'merge') && target === null) return '请选去向'
    if (asked.act === 'add') {
      const parent = asked.level === 'township' && target !== null ? { parent: target } : {}
      await change(client.regions.add.mutate({ level: asked.level, name: name.trim(), ...parent }))
      notice.done(`已新增“${name.trim()}”。`)
      return undefined
    }
    if (from === '') return '请填生效日期'
    if (reason.trim() === '') return '请写原因'
    const turn = { id: asked.region.id, from: from as IsoDate, reason: reason.trim() }
    if (asked.act === 'rename') await change(client.regions.change.mutate({ ...turn, name: name.trim() }))
    if (asked.act === 'move' && target !== null) await change(client.regions.change.mutate({ ...turn, parent: target }))
    if (asked.act === 'close') await change(client.regions.close.mutate(turn))
    if (asked.act === 'reopen') await change(client.regions.reopen.mutate(turn))
    if (asked.act === 'merge' && target !== null) {
      const { moved } = await change(client.regions.merge.mutate({ ...turn, into: target }))
      notice.done(`已并入，${moved} 个网点改了归属。`)
      return undefined
    }
    notice.done(`“${asked.region.name}”已${words.ok}。`)
    return undefined
  }
  return (
    <FormDialog
      title={words.title}
      ok={words.ok}
      text={words.text}
      danger={asked.act === 'close'}
      run={run}
      onClose={onClose}
    >
      {named ? (
        <Field label="名称" required>
          <Input autoFocus value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
      ) : null}
      {asked.act === 'move' || asked.act === 'merge' || (asked.act === 'add' && asked.level === 'township') ? (
        <Field label={asked.act === 'merge' ? '并入' : '归属'} required={asked.act !== 'add'}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={asked.act === 'add' ? '本县' : '请选'}
            options={targets.map((one) => ({ value: one.id, label: one.name }))}
            value={target}
            onChange={setTarget}
          />
        </Field>
      ) : null}
      {asked.act === 'add' ? null : (
        <Field label="从哪天起" required hint="不能落在已结账的月份">
          <DayPicker value={from} onChange={setFrom} />
        </Field>
      )}
      {asked.act === 'add' ? null : (
        <Field label="原因" required>
          <Input
            value={reason}
            maxLength={500}
            placeholder="文件名、文号或说明"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
    </FormDialog>
  )
}

/** Who a channel manager is. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

export interface ManagerFile {
  readonly name: string
  readonly phone: string | null
  readonly from: string | null
  readonly to: string | null
  readonly account: string | null
  readonly above: string | null
  readonly remark: string | null
}

export function ManagerForm({ known, onClose }: { readonly known?: ManagerFile; readonly onClose: () => void }) {
  const change = useChange()
  const notice = useNotice()
  const [file, setFile] = useState({
    ...{ name: known?.name ?? '', phone: known?.phone ?? '', from: known?.from ?? '', to: known?.to ?? '' },
    ...{ account: known?.account ?? '', above: known?.above ?? '', remark: known?.remark ?? '' },
  })
  const others = useQuery(trpc.channelManagers.list.queryOptions(undefined)).data?.rows ?? []
  const set = (part: Partial<typeof file>) => setFile({ ...file, ...part })
  const run = async () => {
    if (file.name.trim() === '') return '请填姓名'
    if (!known && others.some(({ name }) => name === file.name.trim())) return `已经有渠道经理“${file.name.trim()}”`
    if (file.from && file.to && file.to < file.from) return '离岗日期早于到岗日期，请改正'
    const text = (value: string) => value.trim() || null
    await change(
      client.channelManagers.save.mutate({
        name: file.name.trim(),
        phone: text(file.phone),
        from: (file.from || null) as IsoDate | null,
        to: (file.to || null) as IsoDate | null,
        account: text(file.account),
        above: text(file.above),
        remark: text(file.remark),
      }),
    )
    notice.done('已保存。')
    return undefined
  }
  return (
    <FormDialog title={known ? `修改“${known.name}”` : '新增渠道经理'} ok="保存" run={run} onClose={onClose}>
      <Field label="姓名" required>
        <Input
          autoFocus={!known}
          disabled={known !== undefined}
          value={file.name}
          maxLength={60}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label="电话">
        <Input value={file.phone} maxLength={40} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label="上级" hint="以后的预警逐级上报给他">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={file.above || null}
          options={others.filter(({ name }) => name !== known?.name).map(({ name }) => ({ value: name, label: name }))}
          onChange={(next: string | null | undefined) => set({ above: next ?? '' })}
        />
      </Field>
      <Field label="程序账号" hint="他自己用本程序时的用户名">
        <Input value={file.account} maxLength={40} onChange={(event) => set({ account: event.target.value })} />
      </Field>
      <Field label="到岗日期">
        <DayPicker allowClear value={file.from} onChange={(from) => set({ from })} />
      </Field>
      <Field label="离岗日期" hint="最后一天；之后不能再给他网点">
        <DayPicker allowClear value={file.to} onChange={(to) => set({ to })} />
      </Field>
      <Field label="备注">
        <Input value={file.remark} maxLength={500} onChange={(event) => set({ remark: event.target.value })} />
      </Field>
    </FormDialog>
  )
}

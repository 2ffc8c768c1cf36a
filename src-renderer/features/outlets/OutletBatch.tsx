/** 成批修改: one change for all chosen outlets; what it changes is shown outlet by outlet before it is done. */

import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { FieldControl } from '../register/FieldControl.tsx'
import { type FormValues, type RegisterField, sayField } from '../register/field.ts'
import { askedWords } from '../requests/shapes.ts'
import { asOutletFields, outletFields, outletHistoryFields } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

type Asked = Parameters<typeof client.outlets.batchChange.mutate>[0]
type Preview = Awaited<ReturnType<typeof client.outlets.batchPreview.mutate>>
type Change = Preview['changes'][number]

/** As api/schemas/register.ts, batchFields; the remark is added to, not written over. */
const keys: readonly string[] = ['manager', 'centre', 'township', 'type', 'agent', 'grade', 'star', 'status']
const remarkField: RegisterField = { key: 'addRemark', label: '加一句备注' }

interface OutletBatchProps {
  readonly codes: readonly string[]
  readonly onClose: () => void
}

export function OutletBatch({ codes, onClose }: OutletBatchProps) {
  const { today } = useSession()
  const notice = useNotice()
  const choices = useOutletChoices()
  const all = outletFields(choices)
  const fields = [...all.filter(({ key }) => keys.includes(key)), remarkField]
  const [chosen, setChosen] = useState<readonly string[]>(['manager'])
  const [values, setValues] = useState<FormValues>({})
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const [preview, setPreview] = useState<Preview>()
  const [fault, setFault] = useState<string>()
  const trying = async (work: () => Promise<void>) => {
    setFault(undefined)
    try {
      await work()
    } catch (error) {
      setFault(errorWords(error))
    }
  }
  const asked = (): Asked => {
    const given = Object.fromEntries(chosen.filter((key) => keys.includes(key)).map((key) => [key, values[key] ?? '']))
    const addRemark = chosen.includes('addRemark') ? (values.addRemark ?? '').trim() : ''
    return {
      codes: [...codes],
      fields: asOutletFields(given, { centre: '', township: '' }) as Asked['fields'],
      ...(addRemark ? { addRemark } : {}),
      from: from as IsoDate,
      reason: reason.trim(),
    }
  }
  const look = () =>
    trying(async () => {
      if (chosen.length === 0) return setFault('请选要改什么')
      if (reason.trim() === '') return setFault('请写原因')
      setPreview(await client.outlets.batchPreview.mutate(asked()))
    })
  const change = () =>
    trying(async () => {
      const done = await client.outlets.batchChange.mutate(asked())
      notice.done(`已改 ${done.outlets} 个网点，从 ${from} 起生效。${askedWords(done.requests)}`)
      onClose()
    })
  const acts: Act[] = preview
    ? [
        {
          key: 'change',
          label: `改这 ${preview.outlets} 个`,
          tone: 'primary',
          shortcut: 'Ctrl+S',
          disabled:
            preview.refused.length > 0 ? '有改了会出错的网点' : preview.outlets === 0 ? '没有要改的' : undefined,
          run: change,
        },
        { key: 'back', label: '回去改', run: () => setPreview(undefined) },
      ]
    : [
        { key: 'look', label: '看看会改什么', tone: 'primary', run: look },
        { key: 'leave', label: '不改了', run: onClose },
      ]
  return (
    <Modal
      open
      title={`修改选中的 ${codes.length} 个网点`}
      width={preview ? 860 : 520}
      footer={<Acts acts={acts} />}
      onCancel={onClose}
    >
      {preview ? (
        <BatchPreview preview={preview} fields={[...outletHistoryFields(all), remarkField]} />
      ) : (
        <FormGrid single onSave={() => void look()}>
          <Field label="改什么" required>
            <Select
              mode="multiple"
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              options={fields.map(({ key, label }) => ({ value: key, label }))}
              value={[...chosen]}
              onChange={(next: string[]) => setChosen(next)}
            />
          </Field>
          {fields
            .filter(({ key }) => chosen.includes(key))
            .map((field) => (
              <Field key={field.key} label={field.label} hint={field.key === 'addRemark' ? undefined : '不填就是清空'}>
                <FieldControl
                  field={field}
                  value={values[field.key] ?? ''}
                  onChange={(value) => setValues({ ...values, [field.key]: value })}
                />
              </Field>
            ))}
          <Field label="生效日期" required hint="从这天起按新的算；此前的月份不变。">
            <DayPicker value={from} onChange={(day) => setFrom(day || today)} />
          </Field>
          <Field label="原因" required>
            <Input maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </FormGrid>
      )}
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}

const columns = (fields: readonly RegisterField[]): Column<Change>[] => {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return [
    { key: 'code', title: '网点编码', width: 110, value: (row) => row.code },
    { key: 'name', title: '网点名称', width: 200, value: (row) => row.name },
    { key: 'field', title: '字段', width: 100, value: (row) => byKey.get(row.field)?.label ?? row.field },
    { key: 'from', title: '原来', width: 170, value: (row) => sayField(byKey.get(row.field), row.from) },
    { key: 'to', title: '改成', width: 170, value: (row) => sayField(byKey.get(row.field), row.to) },
  ]
}

function BatchPreview({ preview, fields }: { readonly preview: Preview; readonly fields: readonly RegisterField[] }) {
  const { changes, outlets, unchanged, refused, created, from } = preview
  return (
    <>
      <p>
        {outlets} 个网点从 {from} 起改，共 {changes.length} 处
        {unchanged > 0 ? `；${unchanged} 个本来就是这样，不动` : ''}。
        {created.length > 0 ? `新建：${created.map(({ name }) => name).join('、')}。` : ''}
      </p>
      {refused.length > 0 ? (
        <div className="wrong" role="alert">
          <p>这 {refused.length} 个网点改了会出错，请回到名单取消选择它们，再改其余的：</p>
          <ul>
            {refused.slice(0, 10).map(({ code, name, refusal, details }) => (
              <li key={code}>
                {code} {name}：{refusalWords(refusal, details)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="batch-preview">
        <FittedGrid<Change>
          label="会改什么"
          columns={columns(fields)}
          total={changes.length}
          rowAt={(index) => changes[index]}
          rowKey={(row) => `${row.code} ${row.field}`}
          empty={<p className="quiet">没有要改的：选中的网点本来就是这样。</p>}
        />
      </div>
    </>
  )
}

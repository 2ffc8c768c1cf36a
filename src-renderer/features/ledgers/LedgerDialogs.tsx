/** Dialogs of 台账: templates by kind, and the export of a whole ledger in the template's columns. */

import { useMutation } from '@tanstack/react-query'
import { Button, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { isRegisterKind, kindNotes, type LedgerKind } from './ledger-kind.ts'
import { saveTemplate } from './save-template.ts'
import './ledgers.css'

export function TemplateDialog({ onClose }: { readonly onClose: () => void }) {
  const notice = useNotice()
  return (
    <Modal open title="下载模板" footer={null} onCancel={onClose} width={640}>
      <ul className="template-list">
        {kindNotes.map(({ kind, note }) => (
          <li key={kind}>
            <strong>{kindWords(kind)}</strong>
            <span className="quiet">{note}</span>
            <Button
              aria-label={`下载${kindWords(kind)}模板`}
              onClick={() => void saveTemplate(kind).catch(notice.refused)}
            >
              下载
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const month = useMonth()
  const notice = useNotice()
  const [kind, setKind] = useState<LedgerKind>('entries')
  const [period, setPeriod] = useState<Month | undefined>(month.period)
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const monthly = !isRegisterKind(kind)
  const made = useMutation(
    trpc.ledgers.export.mutationOptions({
      onSuccess: (answer) => {
        saveExport(answer.export, answer.name)
        notice.done(`已导出 ${answer.name}，${answer.rows} 行。`)
        onClose()
      },
    }),
  )
  return (
    <Modal
      open
      title="导出台账"
      okText="导出"
      cancelText="不做了"
      confirmLoading={made.isPending}
      onCancel={onClose}
      onOk={() => made.mutate({ kind, format, ...(monthly && period ? { period } : {}) })}
      width={480}
    >
      <FormGrid single>
        <Field label="台账">
          <Select
            value={kind}
            onChange={setKind}
            options={kindNotes.map((one) => ({ value: one.kind, label: kindWords(one.kind) }))}
          />
        </Field>
        {monthly ? (
          <Field label="账期" hint="不选就是全部月份。">
            <MonthPicker allowClear placeholder="全部" value={period} onChange={setPeriod} />
          </Field>
        ) : null}
        <Field label="格式">
          <FormatChoice value={format} onChange={setFormat} />
        </Field>
      </FormGrid>
      <p className="quiet">列和模板一样，导出的文件可以原样再导入。</p>
      {made.error ? (
        <p className="wrong" role="alert">
          {errorWords(made.error)}
        </p>
      ) : null}
    </Modal>
  )
}

interface FormatChoiceProps {
  readonly id?: string
  readonly value: 'xlsx' | 'csv'
  readonly onChange: (format: 'xlsx' | 'csv') => void
}

function FormatChoice({ id, value, onChange }: FormatChoiceProps) {
  return (
    <Radio.Group
      {...(id ? { id } : {})}
      value={value}
      onChange={(event) => onChange(event.target.value as 'xlsx' | 'csv')}
      options={[
        { value: 'xlsx', label: 'Excel（.xlsx）' },
        { value: 'csv', label: 'CSV' },
      ]}
    />
  )
}

/** Registering an invoice: whose, its number, date and amount, and the months it is for. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { IsoDate, Month } from '../../../src-main/domain/month.ts'
import { invoiceKindChoices } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { moneyText } from '../../ui/figures.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { useNotice } from '../../ui/useRunAct.ts'

interface InvoiceFormProps {
  readonly period: Month
  /** Fixed where the form was opened from an agent's payment. */
  readonly agent?: string
  readonly onClose: () => void
}

type Kind = 'special' | 'ordinary' | 'agency' | 'other'

export function InvoiceForm({ period, agent: fixed, onClose }: InvoiceFormProps) {
  const month = useQuery(trpc.paying.list.queryOptions({ period }))
  const open = useQuery(trpc.paying.late.queryOptions({ all: true }))
  const [agent, setAgent] = useState(fixed ?? '')
  const [kind, setKind] = useState<Kind>('special')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState(dayjs().format('YYYY-MM-DD'))
  const [amount, setAmount] = useState<string>()
  const [months, setMonths] = useState<Month[]>([period])
  const [remark, setRemark] = useState('')
  const notice = useNotice()
  const row = month.data?.rows.find((one) => one.agent === agent)
  const missing = row && row.missing !== '0.00' ? row.missing : ''
  const older = [
    ...new Set([period, ...(open.data ?? []).filter((one) => one.agent === agent).map((one) => one.period)]),
  ]
  const save = async () => {
    const given = amount ?? missing
    const lack =
      agent === '' ? '请选代理商' : number.trim() === '' ? '请填发票号码' : given === '' ? '请填金额' : undefined
    if (lack) return lack
    await client.paying.addInvoice.mutate({
      agent,
      number,
      kind,
      date: date as IsoDate,
      amount: given,
      payments: months.map((each) => ({ period: each })),
      ...(remark.trim() ? { remark: remark.trim() } : {}),
    })
    notice.done(`发票 ${number.trim()} 已登记。`)
    return undefined
  }
  return (
    <FormDialog title="登记发票" ok="登记" width={520} run={save} onClose={onClose}>
      <Field
        label="代理商"
        required
        hint={
          row
            ? `应付 ${moneyText(row.payable)} 元，已收发票 ${moneyText(row.invoiced)} 元，还缺 ${moneyText(row.missing)} 元`
            : undefined
        }
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={fixed !== undefined}
          value={agent === '' ? null : agent}
          placeholder="编码或名称"
          notFoundContent="本月没有要付给它的"
          options={(month.data?.rows ?? []).map((one) => ({ value: one.agent, label: `${one.agent} ${one.name}` }))}
          onChange={(code: string) => {
            setAgent(code)
            setMonths([period])
          }}
        />
      </Field>
      <Field label="发票种类" required>
        <Select value={kind} options={invoiceKindChoices} onChange={(value) => setKind(value as Kind)} />
      </Field>
      <Field label="发票号码" required hint="同一号码只能登记一次；有发票代码的，写在号码前面。">
        <Input value={number} maxLength={64} onChange={(event) => setNumber(event.target.value)} />
      </Field>
      <Field label="开票日期" required>
        <DayPicker value={date} onChange={setDate} />
      </Field>
      <Field label="金额" required hint="价税合计。">
        <MoneyInput value={amount ?? missing} suffix="元" onChange={setAmount} />
      </Field>
      <Field label="账期" required hint="一张发票可以管几个月；按月份先后补足，余下的归最后一个月。">
        <Select
          mode="multiple"
          value={months}
          options={older.map((each) => ({ value: each, label: monthWords(each) }))}
          onChange={(value: Month[]) => setMonths(value.length === 0 ? [period] : value)}
        />
      </Field>
      <Field label="备注">
        <Input value={remark} maxLength={500} onChange={(event) => setRemark(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** 发放设置: the least amount, the due date's rule, the bank's columns and purpose, the gateway's headings. */

import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { BANK_FIELDS, type BankField, PURPOSE_FIELDS } from '../../../src-main/domain/paying.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { PayingLinks } from './PayingLinks.tsx'
import type { Settings } from './shapes.ts'

const fieldNames: Readonly<Record<BankField, string>> = {
  number: '序号',
  reference: '业务参考号',
  agent: '代理商编码',
  name: '代理商名称',
  payee: '收款户名',
  bank: '开户行',
  account: '银行账号',
  amount: '金额',
  words: '大写金额',
  purpose: '用途',
  periods: '账期',
  text: '固定文字',
}

export function PayingSettings() {
  const settings = useQuery(trpc.paying.settings.queryOptions(undefined))
  if (settings.error) return <p className="wrong screen-trouble">{errorWords(settings.error)}</p>
  if (!settings.data) return <p className="entrance-waiting">正在读取……</p>
  return (
    <section className="list-page" aria-label="发放设置">
      <header className="page-head">
        <h1>发放设置</h1>
      </header>
      <PayingLinks />
      <div className="paying-body paying-settings">
        <Rules given={settings.data} />
        <Bank given={settings.data.bank} />
        <Gateway given={settings.data.notice} />
      </div>
    </section>
  )
}

function useMissing() {
  return useMissingRole(['finance', 'admin'])
}

function Rules({ given }: { given: Settings }) {
  const [least, setLeast] = useState(given.leastAmount)
  const [due, setDue] = useState(given.due)
  const missing = useMissing()
  return (
    <section className="section">
      <h2>金额和期限</h2>
      <FormGrid single>
        <Field
          label="最低发放金额"
          hint="应付不到它的先不付，留在“待票”，和以后月份的一起付；应付和结转的数不变。0 为不限。"
        >
          <MoneyInput value={least} suffix="元" width={160} onChange={setLeast} />
        </Field>
      </FormGrid>
      <div className="inline">
        应付日
        <Radio.Group
          aria-label="应付日的规则"
          value={due.kind}
          onChange={(event) =>
            setDue(
              event.target.value === 'workingDays'
                ? { kind: 'workingDays', days: 10 }
                : { kind: 'dayOfNextMonth', day: 25 },
            )
          }
          options={[
            { value: 'workingDays', label: '结账后若干个工作日' },
            { value: 'dayOfNextMonth', label: '账期次月某日' },
          ]}
        />
        <InputNumber
          aria-label="天数或日"
          min={due.kind === 'workingDays' ? 0 : 1}
          max={due.kind === 'workingDays' ? 250 : 31}
          precision={0}
          value={due.kind === 'workingDays' ? due.days : due.day}
          onChange={(value) => {
            const number = Number(value ?? 1)
            setDue(
              due.kind === 'workingDays'
                ? { kind: 'workingDays', days: number }
                : { kind: 'dayOfNextMonth', day: number },
            )
          }}
        />
        {due.kind === 'workingDays' ? '个工作日' : '日'}
      </div>
      <Acts
        acts={[
          {
            key: 'rules',
            label: '保存金额和期限',
            tone: 'primary',
            disabled: missing,
            done: '已保存，立即生效。',
            run: () => client.paying.setSettings.mutate({ leastAmount: least || '0.00', due }),
          },
        ]}
      />
    </section>
  )
}

function Bank({ given }: { given: Settings['bank'] }) {
  const [columns, setColumns] = useState(() => given.columns.map((column, key) => ({ key, ...column })))
  const [purpose, setPurpose] = useState(given.purpose)
  const [format, setFormat] = useState(given.format)
  const missing = useMissing()
  const change = (at: number, part: Partial<(typeof columns)[number]>) =>
    setColumns(columns.map((column, index) => (index === at ? { ...column, ...part } : column)))
  const moved = (at: number, by: number) => {
    const next = [...columns]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    setColumns(next)
  }
  const key = Math.max(0, ...columns.map((column) => column.key)) + 1
  return (
    <section className="section">
      <h2>付款文件</h2>
      <p className="quiet">按银行的模板排列各列。账号总是文本；“业务参考号”最好带上，回盘时靠它认出每一笔。</p>
      <table className="bank-columns">
        <thead>
          <tr>
            <th scope="col">次序</th>
            <th scope="col">内容</th>
            <th scope="col">表头</th>
            <th scope="col">固定文字</th>
            <th scope="col" aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => (
            <tr key={column.key}>
              <td>{at + 1}</td>
              <td>
                <Select
                  aria-label={`第 ${at + 1} 列的内容`}
                  style={{ width: 130 }}
                  value={column.field}
                  options={BANK_FIELDS.map((field) => ({ value: field, label: fieldNames[field] }))}
                  onChange={(field: BankField) => change(at, { field })}
                />
              </td>
              <td>
                <Input
                  aria-label={`第 ${at + 1} 列的表头`}
                  style={{ width: 160 }}
                  maxLength={50}
                  value={column.heading}
                  onChange={(event) => change(at, { heading: event.target.value })}
                />
              </td>
              <td>
                {column.field === 'text' ? (
                  <Input
                    aria-label={`第 ${at + 1} 列的固定文字`}
                    style={{ width: 160 }}
                    maxLength={200}
                    value={column.text ?? ''}
                    onChange={(event) => change(at, { text: event.target.value })}
                  />
                ) : null}
              </td>
              <td>
                <Acts
                  acts={[
                    { key: 'up', label: '上移', disabled: at === 0 ? '已在最前' : undefined, run: () => moved(at, -1) },
                    {
                      key: 'down',
                      label: '下移',
                      disabled: at === columns.length - 1 ? '已在最后' : undefined,
                      run: () => moved(at, 1),
                    },
                    { key: 'drop', label: '去掉', run: () => setColumns(columns.filter((_, index) => index !== at)) },
                  ]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Acts
        acts={[
          {
            key: 'add',
            label: '加一列',
            run: () => setColumns([...columns, { key, field: 'text', heading: '币种', text: '人民币' }]),
          },
        ]}
      />
      <FormGrid single>
        <Field label="用途" hint={`可以用：${PURPOSE_FIELDS.map((field) => `{${field}}`).join(' ')}`}>
          <Input value={purpose} maxLength={100} onChange={(event) => setPurpose(event.target.value)} />
        </Field>
        <Field label="格式">
          <Select
            value={format}
            options={[
              { value: 'xlsx', label: 'Excel（.xlsx）' },
              { value: 'csv', label: '文本（.csv）' },
            ]}
            onChange={setFormat}
          />
        </Field>
      </FormGrid>
      <Acts
        acts={[
          {
            key: 'bank',
            label: '保存付款文件的列',
            tone: 'primary',
            disabled: missing,
            done: '已保存，下次生成就用它。',
            run: () =>
              client.paying.setSettings.mutate({
                bank: {
                  columns: columns.map(({ field, heading, text }) => ({
                    field,
                    heading: heading.trim(),
                    ...(field === 'text' ? { text: text ?? '' } : {}),
                  })),
                  purpose,
                  format,
                },
              }),
          },
        ]}
      />
    </section>
  )
}

function Gateway({ given }: { given: Settings['notice'] }) {
  const [phoneHeading, setPhone] = useState(given.phoneHeading)
  const [textHeading, setText] = useState(given.textHeading)
  const missing = useMissing()
  return (
    <section className="section">
      <h2>短信文件</h2>
      <FormGrid>
        <Field label="手机号的表头">
          <Input value={phoneHeading} maxLength={50} onChange={(event) => setPhone(event.target.value)} />
        </Field>
        <Field label="内容的表头">
          <Input value={textHeading} maxLength={50} onChange={(event) => setText(event.target.value)} />
        </Field>
      </FormGrid>
      <Acts
        acts={[
          {
            key: 'gateway',
            label: '保存短信文件的表头',
            tone: 'primary',
            disabled: missing,
            done: '已保存。',
            run: () => client.paying.setSettings.mutate({ notice: { ...given, phoneHeading, textHeading } }),
          },
        ]}
      />
    </section>
  )
}

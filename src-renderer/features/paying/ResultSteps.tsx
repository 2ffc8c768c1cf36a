/** 登记银行回盘: the bank's answer in, what it will book seen before, all of it or nothing. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { resultFaultWords } from '../../../src-main/domain/said/paying-words.ts'
import { client } from '../../api/client.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import type { Column } from '../../ui/column.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { Money } from '../../ui/Figure.tsx'
import { FileDrop, type UploadedFile, workbookTypes } from '../../ui/FileDrop.tsx'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { StepsPage } from '../../ui/StepsPage.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { Reading } from './shapes.ts'
import './paying.css'

type ResultRow = Reading['rows'][number]
type ColumnKey = 'reference' | 'account' | 'amount' | 'status' | 'reason' | 'date'

const columnNames: Readonly<Record<ColumnKey, string>> = {
  reference: '业务参考号',
  account: '收款账号',
  amount: '金额',
  status: '状态',
  reason: '原因',
  date: '日期',
}

const columns: readonly Column<ResultRow>[] = [
  { key: 'row', title: '行', width: 52, value: (row) => String(row.row) },
  { key: 'reference', title: '业务参考号', width: 150, value: (row) => row.reference },
  { key: 'agent', title: '代理商', width: 90, value: (row) => row.agent },
  { key: 'name', title: '代理商名称', width: 220, value: (row) => row.name },
  { key: 'amount', title: '金额', width: 110, kind: 'money', value: (row) => row.amount },
  {
    key: 'outcome',
    title: '结果',
    width: 76,
    value: (row) => (row.outcome === 'paid' ? '已付' : '退回'),
    show: (row) =>
      row.outcome === 'paid' ? <StateTag label="已付" tone="done" /> : <StateTag label="退回" tone="wrong" />,
  },
  { key: 'paidOn', title: '付款日', width: 92, kind: 'date', value: (row) => row.paidOn },
  { key: 'reason', title: '退回原因', width: 240, value: (row) => row.reason },
]

export function ResultSteps() {
  const navigate = useNavigate()
  const [at, setAt] = useState('file')
  const [file, setFile] = useState<UploadedFile>()
  const [pasted, setPasted] = useState('')
  const [headings, setHeadings] = useState<readonly string[]>([])
  const [mapped, setMapped] = useState<Partial<Record<ColumnKey, string>>>({})
  const [outcome, setOutcome] = useState<'paid' | 'returned'>()
  const [reading, setReading] = useState<Reading>()
  const [fault, setFault] = useState<string>()
  const [booked, setBooked] = useState<{ paid: number; returned: number }>()
  const asked = () => ({
    ...(file ? { upload: file.id } : { pasted }),
    ...(Object.keys(mapped).length > 0 ? { columns: mapped } : {}),
    ...(outcome ? { outcome } : {}),
  })
  const read = async () => {
    setFault(undefined)
    try {
      setReading(await client.paying.readResult.mutate(asked()))
      return true
    } catch (error) {
      const refusal = refusalOf(error)
      const found = refusal?.code === 'COLUMNS_MISSING' ? refusal.details.found : undefined
      if (Array.isArray(found)) setHeadings(found.map(String).filter(Boolean))
      setFault(errorWords(error))
      return false
    }
  }
  const book = async () => {
    const done = await client.paying.importResult.mutate(asked())
    setBooked({ paid: done.paid.count, returned: done.returned.count })
  }
  const begun = file !== undefined || pasted.trim() !== ''
  const faults = reading?.faults ?? []
  const nothing = reading && reading.rows.length === 0 ? '没有新的结果可以登记' : undefined
  return (
    <StepsPage
      title="登记银行回盘"
      at={at}
      onGo={setAt}
      onLeave={() => navigate('/settlements/paying/files')}
      steps={[
        {
          key: 'file',
          title: '选文件',
          content: (
            <>
              <FileDrop
                accept={workbookTypes}
                hint="把银行的回盘文件拖到这里（Excel、CSV 都可以）"
                files={file ? [file] : []}
                onFiles={(files) => {
                  setFile(files[0])
                  setHeadings([])
                  setMapped({})
                }}
              />
              {file ? null : (
                <FormGrid single>
                  <Field label="或者粘贴" hint="从 Excel 里连表头一起复制过来。">
                    <Input.TextArea rows={4} value={pasted} onChange={(event) => setPasted(event.target.value)} />
                  </Field>
                </FormGrid>
              )}
              <p className="quiet">
                按业务参考号认出每一笔；没有参考号的，按收款账号加金额。状态要写成功或失败，失败的要写原因。
              </p>
              {headings.length > 0 ? (
                <section className="section">
                  <h2>指出各列</h2>
                  <FormGrid>
                    {(Object.keys(columnNames) as ColumnKey[]).map((key) => (
                      <Field key={key} label={columnNames[key]}>
                        <Select
                          allowClear
                          value={mapped[key] ?? null}
                          options={headings.map((heading) => ({ value: heading, label: heading }))}
                          onChange={(heading: string | null | undefined) => {
                            const { [key]: _before, ...rest } = mapped
                            setMapped(heading ? { ...rest, [key]: heading } : rest)
                          }}
                        />
                      </Field>
                    ))}
                    <Field label="没有状态列" hint="整个文件都是同一种结果时才选。">
                      <Select
                        allowClear
                        value={outcome ?? null}
                        options={[
                          { value: 'paid', label: '全部已付' },
                          { value: 'returned', label: '全部退回' },
                        ]}
                        onChange={(value: 'paid' | 'returned' | null | undefined) => setOutcome(value ?? undefined)}
                      />
                    </Field>
                  </FormGrid>
                </section>
              ) : null}
              {fault ? (
                <p className="wrong" role="alert">
                  {fault}
                </p>
              ) : null}
            </>
          ),
          next: { label: '核对', disabled: begun ? undefined : '请先选文件或粘贴', run: read },
        },
        {
          key: 'check',
          title: '核对',
          content: reading ? (
            <>
              <dl className="facts">
                <div>
                  <dt>已付</dt>
                  <dd>
                    {reading.paid.count} 笔 <Money value={reading.paid.amount} /> 元
                  </dd>
                </div>
                <div>
                  <dt>退回</dt>
                  <dd>
                    {reading.returned.count} 笔 <Money value={reading.returned.amount} /> 元
                  </dd>
                </div>
                <div>
                  <dt>银行还没办</dt>
                  <dd>{reading.pending} 行</dd>
                </div>
                <div>
                  <dt>以前登记过</dt>
                  <dd>{reading.known} 行</dd>
                </div>
              </dl>
              {faults.length > 0 ? (
                <>
                  <p className="wrong" role="alert">
                    有 {faults.length} 行不对，要全部改好才能登记；现在一笔都不会登记。
                  </p>
                  <ul className="warn-lines" aria-label="不对的行">
                    {faults.slice(0, 200).map((one) => (
                      <li key={`${one.row} ${one.code}`}>{resultFaultWords(one)}</li>
                    ))}
                  </ul>
                </>
              ) : null}
              <FittedGrid<ResultRow>
                label="回盘结果"
                columns={columns}
                total={reading.rows.length}
                rowAt={(index) => reading.rows[index]}
                rowKey={(row) => String(row.row)}
                mostRows={12}
                empty={<p className="quiet">没有新的结果。</p>}
              />
            </>
          ) : null,
          next: {
            label: `登记 ${reading?.rows.length ?? 0} 笔`,
            disabled: faults.length > 0 ? '有不对的行' : nothing,
            before: '一次全部登记；登记后已付的不能撤回，银行再退回的可以登记退回。',
            run: book,
          },
        },
        {
          key: 'done',
          title: '完成',
          last: true,
          content: (
            <div className="told">
              <p>
                已登记：已付 {booked?.paid ?? 0} 笔，退回 {booked?.returned ?? 0} 笔。
              </p>
              {booked && booked.returned > 0 ? (
                <p>
                  退回的请向代理商核实账号，在<Link to="/agents">代理商资料</Link>里改好，再到
                  <Link to="/settlements/paying?state=returned">本月发放</Link>里选中它，点“重新发放”。
                </p>
              ) : null}
              <p>
                <Link to="/settlements/paying">回到收票发放</Link>
              </p>
            </div>
          ),
        },
      ]}
    />
  )
}

/** The office's own words: business types and outlet types; the standard ones are there from the start. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Input, Select, Table } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'

const categories = [
  { value: 'partner', label: '社会渠道' },
  { value: 'own', label: '自有渠道' },
] as const

export function Terms() {
  return (
    <>
      <TermTable kind="businessType" title="业务类型" hint="导入时按名称或编码认。" />
      <TermTable kind="outletType" title="网点类型" hint="自有渠道和社会渠道各用各的类型。" />
    </>
  )
}

interface TermTableProps {
  readonly kind: 'businessType' | 'outletType'
  readonly title: string
  readonly hint: string
}

function TermTable({ kind, title, hint }: TermTableProps) {
  const missing = useMissingRole(['clerk', 'admin'])
  const terms = useQuery(trpc.terms.list.queryOptions({ kind }))
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [category, setCategory] = useState<'own' | 'partner'>('partner')
  const add = useMutation(
    trpc.terms.add.mutationOptions({
      onSuccess: () => {
        setCode('')
        setName('')
      },
    }),
  )
  const fault = missing ?? (code.trim() === '' || name.trim() === '' ? '请填编码和名称' : undefined)
  const ofType = kind === 'outletType'
  return (
    <section className="section">
      <h2>{title}</h2>
      <p className="quiet">{hint}</p>
      <Table
        className="fitted"
        rowKey="code"
        pagination={false}
        loading={terms.isPending}
        dataSource={[...(terms.data ?? [])]}
        columns={[
          { title: '名称', dataIndex: 'name', width: 160 },
          { title: '编码', dataIndex: 'code', width: 160 },
          ...(ofType
            ? [
                {
                  title: '渠道类别',
                  dataIndex: 'attribute',
                  width: 110,
                  render: (value: unknown) => categories.find((one) => one.value === value)?.label ?? '—',
                },
              ]
            : []),
        ]}
      />
      <div className="factor-row">
        <Input
          aria-label={`新${title}名称`}
          placeholder="名称"
          style={{ width: 150 }}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          aria-label={`新${title}编码`}
          placeholder="编码"
          style={{ width: 150 }}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {ofType ? (
          <Select
            aria-label="渠道类别"
            style={{ width: 110 }}
            value={category}
            onChange={setCategory}
            options={[...categories]}
          />
        ) : null}
        <Acts
          acts={[
            {
              key: 'add',
              label: `加${title}`,
              disabled: fault,
              done: `${title}已加上。`,
              run: () => add.mutateAsync({ kind, code, name, ...(ofType ? { category } : {}) }),
            },
          ]}
        />
      </div>
    </section>
  )
}

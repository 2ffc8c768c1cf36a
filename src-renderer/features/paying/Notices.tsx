/** 短信通知: the text for every agent from a template, and the file for the gateway that sends group messages. */

import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { NOTICE_FIELDS } from '../../../src-main/domain/paying.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { PayingLinks } from './PayingLinks.tsx'
import type { Notice } from './shapes.ts'

const columns: readonly Column<Notice>[] = [
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent },
  { key: 'name', title: '代理商名称', width: 180, value: (row) => row.name },
  { key: 'phone', title: '手机号', width: 110, value: (row) => row.phone },
  { key: 'text', title: '短信内容', width: 640, value: (row) => row.text },
  { key: 'messages', title: '条数', width: 56, kind: 'count', value: (row) => row.messages },
]

export function Notices() {
  const { period } = useMonth()
  const notice = useNotice()
  const settings = useQuery(trpc.paying.settings.queryOptions(undefined))
  const missing = useMissingRole(['finance', 'clerk'])
  const notSetter = useMissingRole(['finance', 'admin'])
  const [typed, setTyped] = useState<string>()
  const [template, setTemplate] = useState<string>()
  const kept = settings.data?.notice
  useEffect(() => {
    const wait = setTimeout(() => setTemplate(typed), 300)
    return () => clearTimeout(wait)
  }, [typed])
  const now = template ?? kept?.template
  const asked = useQuery(
    trpc.paying.notices.queryOptions({ period, ...(now ? { template: now } : {}) }, { enabled: now !== undefined }),
  )
  const found = asked.data
  const rows = found?.notices ?? []
  const write = (format: 'xlsx' | 'csv') => async () => {
    const made = await client.paying.noticeFile.mutate({ period, format, ...(now ? { template: now } : {}) })
    saveExport(made.export, made.name)
  }
  const nothing = missing ?? (rows.length > 0 ? undefined : '没有可以发的')
  const acts: Act[] = [
    { key: 'xlsx', label: '导出短信文件（Excel）', tone: 'primary', disabled: nothing, run: write('xlsx') },
    { key: 'csv', label: '导出短信文件（CSV）', disabled: nothing, run: write('csv') },
    {
      key: 'keep',
      label: '存为常用模板',
      disabled: notSetter ?? (typed === undefined || typed === kept?.template ? '模板没有改' : undefined),
      run: async () => {
        if (!kept || typed === undefined) return
        await client.paying.setSettings.mutate({ notice: { ...kept, template: typed } })
        notice.done('模板已存，下次就用它。')
      },
    },
  ]
  return (
    <section className="list-page" aria-label="短信通知">
      <header className="page-head">
        <h1>{monthWords(period)}短信通知</h1>
        <Acts acts={acts} />
      </header>
      <PayingLinks />
      <div className="paying-body">
        <div className="notice-form">
          <Input.TextArea
            aria-label="短信模板"
            rows={3}
            maxLength={500}
            value={typed ?? kept?.template ?? ''}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="inline">
            <span className="quiet">可以用：</span>
            {NOTICE_FIELDS.map((field) => (
              <Button
                key={field}
                type="text"
                onClick={() => setTyped((before) => `${before ?? kept?.template ?? ''}{${field}}`)}
              >{`{${field}}`}</Button>
            ))}
          </div>
        </div>
        {asked.error ? (
          <p className="wrong" role="alert">
            {errorWords(asked.error)}
          </p>
        ) : found ? (
          <>
            <p className="quiet">
              {rows.length} 家，共 {found.messages} 条短信（70 字以内一条，长的每 67 字一条）。
              {found.withoutPhone.length > 0
                ? `没有手机号、不发的 ${found.withoutPhone.length} 家：${found.withoutPhone.slice(0, 10).join('、')}${found.withoutPhone.length > 10 ? '……' : ''}。`
                : ''}
            </p>
            <FittedGrid<Notice>
              label="短信"
              columns={columns}
              total={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={(row) => row.agent}
              mostRows={14}
              empty={<p className="quiet">没有可以发的：代理商资料里都没有手机号。</p>}
            />
          </>
        ) : (
          <p className="quiet">正在编写……</p>
        )}
      </div>
    </section>
  )
}

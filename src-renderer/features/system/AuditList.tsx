/** The record of all acts: who did what and when, newest first. */

import { auditWords } from '../../../src-main/domain/said/audit-words.ts'
import { subjectWords } from '../../../src-main/domain/said/subject-words.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { localTime } from '../../ui/moments.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { detailText } from './audit-detail.ts'

interface AuditRow {
  readonly id: number
  readonly at: string
  readonly user: string
  readonly act: string
  readonly period: string | null
  readonly subject: string | null
  readonly detail?: unknown
  readonly pc: string | null
}

const columns: readonly Column<AuditRow>[] = [
  { key: 'id', title: '序号', width: 84, kind: 'count', noSum: true, value: (row) => row.id },
  { key: 'at', title: '时间', width: 150, kind: 'date', value: (row) => localTime(row.at) },
  { key: 'user', title: '谁', width: 110, value: (row) => row.user || '本机' },
  { key: 'act', title: '做了什么', width: 150, value: (row) => auditWords(row.act) },
  { key: 'period', title: '账期', width: 100, kind: 'month', value: (row) => row.period },
  { key: 'subject', title: '对象', width: 180, value: (row) => subjectWords(row.subject) },
  { key: 'pc', title: '电脑', width: 110, value: (row) => row.pc },
  { key: 'detail', title: '内容', width: 420, value: (row) => detailText(row.detail) },
]

const source: ListSource<AuditRow> = {
  queryKey: trpc.audit.list.pathKey(),
  fetch: ({ offset, limit, filter }, signal) => {
    const user = typeof filter.user === 'string' ? filter.user : ''
    const subject = typeof filter.q === 'string' ? filter.q : ''
    return client.audit.list.query(
      { offset, limit, ...(user ? { user } : {}), ...(subject ? { subject } : {}) },
      { signal },
    )
  },
}

export function AuditList() {
  const missing = useMissingRole(['reviewer', 'admin'])
  if (missing) return <p className="quiet">操作记录{missing}。</p>
  return (
    <ListPage<AuditRow>
      list="audit"
      title="操作记录"
      inTab
      selectable={false}
      columns={columns}
      filters={[{ key: 'user', label: '谁', kind: 'text' }]}
      searchHint="对象"
      rowKey={(row) => String(row.id)}
      source={source}
    />
  )
}

/** What an import of agents, outlets or codes added and changed: one line each, field by field. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { agentFields } from '../agents/agent-fields.ts'
import { outletFields, outletHistoryFields } from '../outlets/outlet-fields.ts'
import { type RegisterField, sayField } from '../register/field.ts'
import type { Batch } from './shapes.ts'

type Change = Awaited<ReturnType<typeof client.batches.changes.query>>['rows'][number]

const whatWords = ({ subject, what }: Change): string =>
  what === 'changed' ? '改动' : subject === 'outletCode' ? '新增识别码' : '新增'

const fieldsOf = (change: Change): string => {
  if (change.values === null) return fieldWords(change, change.field ?? '')
  return '全部'
}

const fields: Readonly<Record<'agent' | 'outlet', readonly RegisterField[]>> = {
  agent: agentFields,
  // the back office says types, agents and managers by their names already
  outlet: outletHistoryFields(outletFields({ types: [], agents: [], centres: [], townships: [], managers: [] })),
}

const fieldOf = ({ subject }: Change, key: string): RegisterField | undefined =>
  subject === 'outletCode' ? undefined : fields[subject].find((field) => field.key === key)

const fieldWords = (change: Change, key: string): string => fieldOf(change, key)?.label ?? key

const said = (change: Change, key: string, value: string | null): string | null =>
  value === null ? null : sayField(fieldOf(change, key), value)

const became = (change: Change): string | null => {
  if (change.values === null) return said(change, change.field ?? '', change.became)
  return Object.entries(change.values)
    .map(([field, value]) => `${fieldWords(change, field)} ${said(change, field, value) ?? ''}`)
    .join('；')
}

const columns: readonly Column<Change>[] = [
  { key: 'code', title: '编码', width: 110, value: (row) => row.code },
  { key: 'name', title: '名称', width: 190, value: (row) => row.name },
  { key: 'what', title: '做了什么', width: 90, value: whatWords },
  { key: 'field', title: '字段', width: 110, value: fieldsOf },
  { key: 'was', title: '原来是', width: 180, value: (row) => said(row, row.field ?? '', row.was) },
  { key: 'became', title: '现在是', width: 420, value: became },
  { key: 'from', title: '生效日期', width: 100, kind: 'date', value: (row) => row.from },
]

export function RegisterChanges({ batch }: { readonly batch: Batch }) {
  const { id, kind, state } = batch
  const navigate = useNavigate()
  const source = useMemo(
    (): ListSource<Change> => ({
      queryKey: [...trpc.batches.changes.pathKey(), id],
      fetch: ({ offset, limit, filter }, signal) =>
        client.batches.changes.query(
          { id, offset, limit, ...(filter.q ? { text: String(filter.q) } : {}) },
          { signal },
        ),
    }),
    [id],
  )
  if (state === 'undone') return <p className="quiet">这一批已经撤销，它新增和改动的都还原了。</p>
  return (
    <ListPage<Change>
      list="register-changes"
      title={`${kindWords(kind)}第 ${id} 批的改动`}
      inTab
      columns={columns}
      searchHint="编码、名称"
      rowKey={(row) => `${row.subject} ${row.code} ${row.field ?? ''} ${row.from ?? ''} ${row.became ?? ''}`}
      source={source}
      onOpen={(row) => navigate(`/${row.subject === 'agent' ? 'agents' : 'outlets'}/${encodeURIComponent(row.code)}`)}
    />
  )
}

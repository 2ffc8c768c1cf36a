/** 检查表样表: every version, what is in use, and who put it to use. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { templateState } from './inspection-words.ts'

type TemplateRow = Awaited<ReturnType<typeof client.inspections.templates.query>>[number]

const columns: readonly Column<TemplateRow>[] = [
  { key: 'code', title: '编码', width: 110, value: (row) => row.code, sortable: true },
  { key: 'title', title: '名称', width: 240, value: (row) => row.title, sortable: true },
  { key: 'version', title: '版', width: 44, kind: 'count', noSum: true, value: (row) => row.version },
  {
    key: 'status',
    title: '状态',
    width: 84,
    value: (row) => templateState(row.status).label,
    show: (row) => <StateTag {...templateState(row.status)} />,
    sortable: true,
  },
  {
    key: 'items',
    title: '项目',
    width: 60,
    kind: 'count',
    noSum: true,
    value: (row) => row.template.groups.reduce((sum, { items }) => sum + items.length, 0),
  },
  { key: 'sheets', title: '已填', width: 60, kind: 'count', value: (row) => row.sheets, sortable: true },
  { key: 'savedBy', title: '编写', width: 80, value: (row) => row.savedBy },
  { key: 'releasedBy', title: '启用', width: 80, value: (row) => row.releasedBy },
]

const source: ListSource<TemplateRow> = {
  queryKey: [...trpc.inspections.templates.pathKey(), 'list'],
  fetch: async (asked, signal) =>
    answerFromRows(await client.inspections.templates.query(undefined, { signal }), asked, {
      columns,
      found: (row, typed) => row.code.toLowerCase().includes(typed) || matchesName(row.title, typed),
    }),
}

export function TemplateList() {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const add = useMemo(
    (): Act => ({
      key: 'add',
      label: '新建样表',
      tone: 'primary',
      disabled: notClerk,
      run: () => navigate('/inspections/templates/new'),
    }),
    [navigate, notClerk],
  )
  return (
    <ListPage<TemplateRow>
      list="inspection-templates"
      title="检查表样表"
      above={<SectionLinks />}
      columns={columns}
      searchHint="编码、名称"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={[add]}
      onOpen={(row) => navigate(`/inspections/templates/${row.id}`)}
      empty={
        <EmptyState
          title="还没有样表"
          text="样表写明检查哪些项目、每项满分、以什么为凭、怎样扣分，满分折算成多少。由另一个人启用后才能用来填；改动另成一版，填过的不变。"
          act={add}
        />
      }
    />
  )
}

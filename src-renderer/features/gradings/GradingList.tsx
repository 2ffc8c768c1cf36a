/** 评定: the gradings that were published, newest first. */

import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { momentWords } from '../settlements/settlement-words.ts'
import { SectionLinks } from './SectionLinks.tsx'

type GradingRow = Awaited<ReturnType<typeof client.gradings.list.query>>[number]

const columns: readonly Column<GradingRow>[] = [
  { key: 'period', title: '评哪一期', width: 100, kind: 'month', value: (row) => row.period, sortable: true },
  { key: 'title', title: '方案', width: 240, value: (row) => row.title, sortable: true },
  { key: 'version', title: '版', width: 40, kind: 'count', noSum: true, value: (row) => row.version },
  { key: 'outlets', title: '网点', width: 72, kind: 'count', noSum: true, value: (row) => row.outlets },
  { key: 'from', title: '从哪月起', width: 100, kind: 'month', value: (row) => row.from, sortable: true },
  { key: 'by', title: '发布', width: 84, value: (row) => row.publishedBy, sortable: true },
  { key: 'at', title: '时间', width: 140, value: (row) => momentWords(row.publishedAt), sortable: true },
]

const source: ListSource<GradingRow> = {
  queryKey: [...trpc.gradings.list.pathKey(), 'list'],
  fetch: async (asked, signal) =>
    answerFromRows(await client.gradings.list.query(undefined, { signal }), asked, {
      columns,
      found: (row, typed) => row.scheme.toLowerCase().includes(typed) || matchesName(row.title, typed),
    }),
}

export function GradingList() {
  const navigate = useNavigate()
  return (
    <ListPage<GradingRow>
      list="gradings"
      title="评定"
      above={<SectionLinks />}
      columns={columns}
      searchHint="方案编码、名称、拼音首字母"
      rowKey={(row) => String(row.id)}
      source={source}
      onOpen={(row) => navigate(`/gradings/${row.id}`)}
      empty={
        <EmptyState
          title="还没有评定过"
          text="先有分级方案：写明看哪些指标、怎样得分、怎样定级，由另一个人批准；再用它给一个账期的网点评级。"
          act={{ key: 'schemes', label: '去看分级方案', run: () => navigate('/gradings/schemes') }}
        />
      }
    />
  )
}

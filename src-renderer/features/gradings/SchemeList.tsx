/** 分级方案: every version of every scheme, whom it grades and how. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { versionState, versionStateChoices } from '../versions/version.ts'
import { categoryChoices, categoryWords, groupWords, periodWords, resultChoices, resultWords } from './grading-words.ts'
import { SectionLinks } from './SectionLinks.tsx'
import type { SchemeRecord } from './shapes.ts'
import { useStartActs } from './useStartActs.ts'

const categoryOf = ({ scheme }: SchemeRecord): string => scheme.outlets.categories?.[0] ?? ''

const filters: readonly Filter[] = [
  {
    key: 'status',
    label: '状态',
    kind: 'choice',
    width: 110,
    options: versionStateChoices,
  },
  { key: 'category', label: '评谁', kind: 'choice', width: 120, options: categoryChoices },
  { key: 'result', label: '评什么', kind: 'choice', width: 150, options: resultChoices },
]

const columns: readonly Column<SchemeRecord>[] = [
  { key: 'code', title: '编码', width: 100, value: (row) => row.code, sortable: true },
  { key: 'version', title: '版', width: 40, kind: 'count', noSum: true, value: (row) => row.version },
  { key: 'title', title: '名称', width: 210, value: (row) => row.title, sortable: true },
  {
    key: 'status',
    title: '状态',
    width: 90,
    value: (row) => versionState(row.status).label,
    show: (row) => <StateTag {...versionState(row.status)} />,
    sortable: true,
  },
  { key: 'category', title: '评谁', width: 90, value: (row) => categoryWords(categoryOf(row)), sortable: true },
  { key: 'result', title: '评什么', width: 64, value: (row) => resultWords(row.scheme.result), sortable: true },
  { key: 'period', title: '多久一次', width: 72, value: (row) => periodWords(row.scheme.period), sortable: true },
  { key: 'group', title: '分组', width: 96, value: (row) => groupWords(row.scheme.groupBy), sortable: true },
  {
    key: 'indicators',
    title: '指标',
    width: 48,
    kind: 'count',
    noSum: true,
    value: (row) => row.scheme.indicators.length,
  },
  { key: 'savedBy', title: '录入', width: 72, value: (row) => row.savedBy, sortable: true },
  { key: 'decidedBy', title: '审批', width: 72, value: (row) => row.decidedBy, sortable: true },
]

const source: ListSource<SchemeRecord> = {
  queryKey: [...trpc.gradings.schemes.pathKey(), 'list'],
  fetch: async (asked, signal) =>
    answerFromRows(await client.gradings.schemes.query(undefined, { signal }), asked, {
      columns,
      found: (row, typed) => row.code.toLowerCase().includes(typed) || matchesName(row.title, typed),
      passes: (row, filter) =>
        (!filter.status || row.status === filter.status) &&
        (!filter.category || categoryOf(row) === filter.category) &&
        (!filter.result || (row.scheme.result ?? 'grade') === filter.result),
    }),
}

export function SchemeList() {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const starts = useStartActs()
  const add = useMemo(
    (): Act => ({
      key: 'new',
      label: '新方案',
      tone: 'primary',
      disabled: notClerk,
      run: () => navigate('/gradings/schemes/new'),
    }),
    [navigate, notClerk],
  )
  return (
    <ListPage<SchemeRecord>
      list="grading-schemes"
      title="分级方案"
      above={<SectionLinks />}
      columns={columns}
      filters={filters}
      searchHint="编码、名称、拼音首字母"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={[add, ...starts]}
      onOpen={(row) => navigate(`/gradings/schemes/${row.id}`)}
      empty={
        <EmptyState
          title="还没有分级方案"
          text="方案写明给哪些网点评级、看哪些指标、每项几分、多少分（或前百分之几）评哪一级。一人录入并提交，另一人批准，批准后才能用来评定。"
          source="可以从两份样板开始：一份给自有营业厅，一份给社会渠道。打开后改成本县的指标、权重和目标，边改边试。"
          act={add}
          also={starts}
        />
      }
    />
  )
}

/** 评定: every grading with its stage, what waits for whom, and from when its grades hold. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
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
import { gradingState, stateChoices } from './grading-state.ts'
import { categoryChoices, categoryWords, resultWords } from './grading-words.ts'
import { SectionLinks } from './SectionLinks.tsx'
import type { GradingRow } from './shapes.ts'
import { useStartActs } from './useStartActs.ts'

const filters: readonly Filter[] = [
  { key: 'status', label: '状态', kind: 'choice', width: 130, options: stateChoices },
  { key: 'month', label: '评哪一期', kind: 'month', width: 120 },
  { key: 'category', label: '评谁', kind: 'choice', width: 120, options: categoryChoices },
]

const columns: readonly Column<GradingRow>[] = [
  {
    key: 'period',
    title: '评哪一期',
    width: 150,
    value: (row) => row.period,
    show: (row) => spanWords(row.months),
    sortable: true,
  },
  { key: 'title', title: '方案', width: 220, value: (row) => row.title, sortable: true },
  { key: 'version', title: '版', width: 40, kind: 'count', noSum: true, value: (row) => row.version },
  { key: 'category', title: '评谁', width: 80, value: (row) => categoryWords(row.category ?? ''), sortable: true },
  { key: 'result', title: '评什么', width: 64, value: (row) => resultWords(row.result), sortable: true },
  {
    key: 'status',
    title: '状态',
    width: 130,
    value: (row) => gradingState(row.status).label,
    show: (row) => <StateTag {...gradingState(row.status)} />,
    sortable: true,
  },
  { key: 'outlets', title: '网点', width: 60, kind: 'count', noSum: true, value: (row) => row.outlets, sortable: true },
  {
    key: 'changed',
    title: '有变化',
    width: 64,
    kind: 'count',
    noSum: true,
    value: (row) => row.changed,
    sortable: true,
  },
  {
    key: 'open',
    title: '未答异议',
    width: 72,
    kind: 'count',
    noSum: true,
    value: (row) => row.objections.open,
    sortable: true,
  },
  { key: 'notice', title: '公示到', width: 92, kind: 'date', value: (row) => row.notice?.to, sortable: true },
  { key: 'from', title: '从哪月起', width: 92, kind: 'month', value: (row) => row.from, sortable: true },
  { key: 'scoredBy', title: '打分', width: 72, value: (row) => row.scoredBy ?? row.publishedBy, sortable: true },
]

const source: ListSource<GradingRow> = {
  queryKey: [...trpc.gradings.list.pathKey(), 'list'],
  fetch: async (asked, signal) =>
    answerFromRows(await client.gradings.list.query({}, { signal }), asked, {
      columns,
      found: (row, typed) => row.scheme.toLowerCase().includes(typed) || matchesName(row.title, typed),
      passes: (row, filter) =>
        (!filter.status || row.status === filter.status) &&
        (!filter.month || (row.months[0] <= filter.month && filter.month <= row.months[1])) &&
        (!filter.category || row.category === filter.category),
    }),
}

export function GradingList() {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const starts = useStartActs()
  const begin = useMemo(
    (): Act => ({
      key: 'new',
      label: '评定一期',
      tone: 'primary',
      disabled: notClerk,
      run: () => navigate('/gradings/new'),
    }),
    [navigate, notClerk],
  )
  return (
    <ListPage<GradingRow>
      list="gradings"
      title="评定"
      above={<SectionLinks />}
      columns={columns}
      filters={filters}
      searchHint="方案编码、名称、拼音首字母"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={[begin]}
      onOpen={(row) => navigate(`/gradings/${row.id}`)}
      empty={
        <EmptyState
          title="还没有评定过"
          text="先有分级方案：写明看哪些指标、怎样得分、怎样定级，由另一个人批准；再用它给一个账期的网点打分、复核、公示、定稿。"
          source="可以从两份样板开始：一份给自有营业厅，一份给社会渠道。打开后改成本县的指标、权重和目标，边改边试。"
          act={begin}
          also={starts}
        />
      }
    />
  )
}

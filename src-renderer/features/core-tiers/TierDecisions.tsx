/** 核心级别 › 批复记录: what was decided above, by document. */

import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { TierLinks } from './TierLinks.tsx'

type Decision = Awaited<ReturnType<typeof client.coreTiers.decisions.query>>[number]

const columns: readonly Column<Decision>[] = [
  { key: 'documentNumber', title: '文号', width: 180, value: (row) => row.documentNumber, sortable: true },
  { key: 'agent', title: '代理商编码', width: 104, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 200, value: (row) => row.name, sortable: true },
  { key: 'before', title: '原级别', width: 92, value: (row) => row.before, sortable: true },
  { key: 'tier', title: '核定级别', width: 92, value: (row) => row.tier, sortable: true },
  { key: 'from', title: '从哪天起', width: 94, kind: 'date', value: (row) => row.from, sortable: true },
  { key: 'note', title: '备注', width: 180, value: (row) => row.note },
  { key: 'author', title: '登记人', width: 80, value: (row) => row.author, sortable: true },
  { key: 'at', title: '登记时间', width: 128, kind: 'date', value: (row) => momentWords(row.at), sortable: true },
]

const source: ListSource<Decision> = {
  queryKey: [...trpc.coreTiers.decisions.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.coreTiers.decisions.query({}, { signal }), asked, {
      columns,
      sums: [],
      found: (row, typed) =>
        [row.agent, row.documentNumber].some((text) => text.toLowerCase().includes(typed)) ||
        matchesName(row.name, typed),
    }),
}

export function TierDecisions() {
  const navigate = useNavigate()
  return (
    <ListPage<Decision>
      list="core-tier-decisions"
      title="核心级别批复记录"
      columns={columns}
      searchHint="代理商、文号"
      rowKey={(row) => String(row.id)}
      source={source}
      onOpen={(row) => navigate(`/agents/${encodeURIComponent(row.agent)}`)}
      above={<TierLinks />}
      empty={<p className="quiet">还没有登记过批复。在推荐名单里选中代理商，按上级文件登记级别。</p>}
    />
  )
}

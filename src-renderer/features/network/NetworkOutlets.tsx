/** The very outlets behind a value of the network's picture, as they were at the end of the month. */

import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { isMonth, type Month } from '../../../src-main/domain/month.ts'
import type { OutletStatus } from '../../../src-main/domain/network.ts'
import { monthWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useSession } from '../../app/session.tsx'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { categoryWords } from '../outlets/outlet-fields.ts'

type Row = Awaited<ReturnType<typeof client.network.outlets.query>>['rows'][number]
type What = Parameters<typeof client.network.outlets.query>[0]['what']

const words: Readonly<Record<What, string>> = {
  inside: '月末在网',
  added: '当月新增',
  exited: '当月退出',
  all: '全部',
  signed: '已签约',
  unsigned: '未签约',
  longTerm: '长期专营签约',
}

const columnsOf = (what: What): readonly Column<Row>[] => [
  { key: 'code', title: '网点编码', width: 104, value: (row) => row.code, sortable: true },
  { key: 'name', title: '网点名称', width: 190, value: (row) => row.name, sortable: true },
  ...(what === 'added' || what === 'exited'
    ? [
        {
          ...{ key: 'moved', title: what === 'added' ? '新增日期' : '退出日期', width: 96, kind: 'date' as const },
          value: (row: Row) => row.moved,
          sortable: true,
        },
      ]
    : []),
  { key: 'type', title: '类型', width: 110, value: (row) => row.type, sortable: true },
  { key: 'status', title: '状态', width: 64, value: (row) => stateWords(row.status), sortable: true },
  { key: 'centre', title: '营销中心', width: 110, value: (row) => row.centre, sortable: true },
  { key: 'township', title: '乡镇、街道', width: 110, value: (row) => row.township, sortable: true },
  { key: 'agentName', title: '代理商', width: 170, value: (row) => row.agentName, sortable: true },
  { key: 'tier', title: '核心级别', width: 90, value: (row) => row.tier, sortable: true },
  { key: 'manager', title: '渠道经理', width: 84, value: (row) => row.manager, sortable: true },
  { key: 'joinedOn', title: '入网日期', width: 96, kind: 'date', value: (row) => row.joinedOn, sortable: true },
  { key: 'category', title: '类别', width: 60, value: (row) => categoryWords(row.category), hidden: true },
]

export function NetworkOutlets() {
  const navigate = useNavigate()
  const { county } = useSession()
  const { period } = useMonth()
  const [params] = useSearchParams()
  const asked = useMemo(() => {
    const text = (key: string) => params.get(key) ?? undefined
    const month = params.get('month') ?? ''
    const what = params.get('what') ?? ''
    const given = {
      type: text('type'),
      status: text('status') as OutletStatus | undefined,
      centre: text('centre'),
      township: text('township'),
      tier: text('tier'),
    }
    return {
      month: (isMonth(month) ? month : period) as Month,
      what: (Object.hasOwn(words, what) ? what : 'inside') as What,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...(params.get('partner') ? { partner: true } : {}),
    }
  }, [params, period])
  const columns = useMemo(() => columnsOf(asked.what), [asked.what])
  const source = useMemo(
    (): ListSource<Row> => ({
      queryKey: [...trpc.network.outlets.pathKey(), asked],
      fetch: async (request, signal) => {
        const { rows } = await client.network.outlets.query(asked, { signal })
        return answerFromRows(rows, request, {
          columns,
          found: (row, typed) =>
            [row.code, row.name, row.agentName ?? '', row.agent ?? ''].some((text) =>
              text.toLowerCase().includes(typed),
            ),
        })
      },
    }),
    [asked, columns],
  )
  const parts = ['type', 'status', 'township', 'tier'].flatMap((key) => {
    const value = params.get(key)
    return value === null ? [] : key === 'status' ? stateWords(value) : value
  })
  const title = `${monthWords(asked.month)}${words[asked.what]}网点${parts.length > 0 ? `：${parts.join('、')}` : ''}`
  return (
    <ListPage<Row>
      list="network-outlets"
      title={title}
      columns={columns}
      searchHint="网点、代理商"
      rowKey={(row) => row.code}
      source={source}
      signed={county?.name ?? ''}
      onOpen={(row) => navigate(`/outlets/${encodeURIComponent(row.code)}`)}
      acts={[{ key: 'back', label: '回到网络概况', run: () => navigate('/network') }]}
      empty={<p className="quiet">没有这样的网点。</p>}
    />
  )
}

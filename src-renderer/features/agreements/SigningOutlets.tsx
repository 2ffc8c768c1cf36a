/** The outlets behind a signing rate: which are signed, by what, and which are not. */

import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type IsoDate, isDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useSession } from '../../app/session.tsx'
import type { Column } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListFilter, ListSource } from '../../ui/useListRows.ts'
import { AgreementLinks } from './AgreementLinks.tsx'

type Outlet = Awaited<ReturnType<typeof client.agreements.signingOutlets.query>>[number]

const signedWords = ({ signed, longTerm }: Outlet) => (longTerm ? '长期专营' : signed ? '已签约' : '未签约')

const columns: readonly Column<Outlet>[] = [
  { key: 'outlet', title: '网点编码', width: 116, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 210, value: (row) => row.name, sortable: true },
  {
    key: 'signed',
    title: '签约',
    width: 84,
    value: signedWords,
    show: (row) => <StateTag label={signedWords(row)} tone={row.signed ? 'plain' : 'late'} />,
    sortable: true,
  },
  { key: 'agreement', title: '协议编号', width: 150, value: (row) => row.agreement?.number, sortable: true },
  { key: 'to', title: '到期', width: 94, kind: 'date', value: (row) => row.agreement?.to, sortable: true },
  { key: 'type', title: '网点类型', width: 100, value: (row) => row.type, sortable: true },
  { key: 'agentName', title: '代理商', width: 190, value: (row) => row.agentName, sortable: true },
  { key: 'centre', title: '区域营销中心', width: 120, value: (row) => row.centre, sortable: true },
  { key: 'township', title: '乡镇', width: 100, value: (row) => row.township, sortable: true },
  { key: 'manager', title: '渠道经理', width: 90, value: (row) => row.manager, sortable: true },
]

const filters: readonly Filter[] = [
  {
    key: 'what',
    label: '签约',
    kind: 'choice',
    width: 130,
    options: [
      { value: 'signed', label: '已签约' },
      { value: 'unsigned', label: '未签约' },
      { value: 'stores', label: '专营店' },
      { value: 'longTerm', label: '长期专营' },
      { value: 'notLongTerm', label: '专营店，没有长期专营' },
    ],
  },
  { key: 'type', label: '网点类型', kind: 'text', width: 110 },
  { key: 'centre', label: '营销中心', kind: 'text', width: 110 },
  { key: 'township', label: '乡镇', kind: 'text', width: 110 },
]

function passes(row: Outlet, filter: ListFilter): boolean {
  const is = (value: string | null, wanted: ListFilter[string] | undefined) =>
    wanted === undefined || (wanted === 'none' ? value === null : value === wanted)
  const what: Readonly<Record<string, boolean>> = {
    signed: row.signed,
    unsigned: !row.signed,
    stores: row.exclusiveStore,
    longTerm: row.exclusiveStore && row.longTerm,
    notLongTerm: row.exclusiveStore && !row.longTerm,
  }
  return (
    (what[String(filter.what)] ?? true) &&
    is(row.type, filter.type) &&
    is(row.centre, filter.centre) &&
    is(row.township, filter.township)
  )
}

export function SigningOutlets() {
  const navigate = useNavigate()
  const { today } = useSession()
  const [params] = useSearchParams()
  const given = params.get('day') ?? ''
  const day = (isDate(given) ? given : today) as IsoDate
  const source = useMemo(
    (): ListSource<Outlet> => ({
      queryKey: [...trpc.agreements.signingOutlets.pathKey(), day],
      fetch: async (asked, signal) =>
        answerFromRows(await client.agreements.signingOutlets.query({ day }, { signal }), asked, {
          columns,
          sums: [],
          found: (row, typed) =>
            row.outlet.toLowerCase().includes(typed) ||
            matchesName(row.name, typed) ||
            (row.agentName !== null && matchesName(row.agentName, typed)),
          passes,
        }),
    }),
    [day],
  )
  return (
    <ListPage<Outlet>
      list="signing-outlets"
      title={`在营社会网点签约（${day}）`}
      columns={columns}
      filters={filters}
      searchHint="网点、代理商：编码、名称、拼音首字母"
      rowKey={(row) => row.outlet}
      source={source}
      onOpen={(row) =>
        navigate(row.agreement ? `/agreements/${row.agreement.id}` : `/outlets/${encodeURIComponent(row.outlet)}`)
      }
      above={<AgreementLinks />}
      empty={<p className="quiet">这一天没有在营的社会网点。</p>}
    />
  )
}

/** The columns of the list of outlets, its source and its filters. */

import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import type { ListFilter, ListSource } from '../../ui/useListRows.ts'
import {
  categoryChoices,
  categoryWords,
  type OutletChoices,
  type OutletRow,
  starChoices,
  statusChoices,
} from './outlet-fields.ts'

const tones: Readonly<Record<string, Tone>> = { planned: 'now', active: 'plain', suspended: 'late', exited: 'plain' }

/** The state of an outlet as a tag. */
export const OutletState = ({ status }: { readonly status: string }) => (
  <StateTag label={stateWords(status)} tone={tones[status] ?? 'plain'} />
)

export const outletColumns: readonly Column<OutletRow>[] = [
  { key: 'code', title: '网点编码', width: 116, sortable: true, value: (row) => row.code },
  { key: 'name', title: '网点名称', width: 210, sortable: true, value: (row) => row.name },
  {
    key: 'status',
    title: '状态',
    width: 70,
    sortable: true,
    value: (row) => stateWords(row.status),
    show: (row) => <OutletState status={row.status} />,
  },
  { key: 'category', title: '类别', width: 62, sortable: true, value: (row) => categoryWords(row.category) },
  { key: 'type', title: '网点类型', width: 96, sortable: true, value: (row) => row.type },
  { key: 'agentName', title: '代理商', width: 190, sortable: true, value: (row) => row.agentName },
  { key: 'grade', title: '分级', width: 56, sortable: true, value: (row) => row.grade },
  { key: 'star', title: '星级', width: 56, kind: 'count', noSum: true, sortable: true, value: (row) => row.star },
  { key: 'township', title: '乡镇', width: 96, sortable: true, value: (row) => row.township },
  { key: 'manager', title: '渠道经理', width: 84, sortable: true, value: (row) => row.manager },
  { key: 'contact', title: '负责人', width: 78, sortable: true, value: (row) => row.contact },
  { key: 'phone', title: '联系电话', width: 112, sortable: true, value: (row) => row.phone },
  { key: 'agent', title: '代理商编码', width: 100, sortable: true, hidden: true, value: (row) => row.agent },
  { key: 'centre', title: '区域营销中心', width: 120, sortable: true, hidden: true, value: (row) => row.centre },
  {
    key: 'joinedOn',
    title: '入网日期',
    width: 96,
    kind: 'date',
    sortable: true,
    hidden: true,
    value: (row) => row.joinedOn,
  },
  { key: 'address', title: '地址', width: 240, hidden: true, value: (row) => row.address },
  { key: 'remark', title: '备注', width: 200, hidden: true, value: (row) => row.remark },
]

/** A region as the filter offers it, townships below their centre. */
interface RegionChoice {
  readonly id: number
  readonly level: string
  readonly name: string
}

export const outletFilters = (choices: OutletChoices, regions: readonly RegionChoice[]): readonly Filter[] => [
  { key: 'type', label: '网点类型', kind: 'choice', width: 120, options: choices.types },
  { key: 'status', label: '状态', kind: 'choice', width: 90, options: statusChoices },
  {
    key: 'region',
    label: '区域',
    kind: 'choice',
    width: 140,
    options: regions
      .filter(({ level }) => level !== 'county')
      .map(({ id, level, name }) => ({ value: String(id), label: level === 'township' ? `　${name}` : name })),
  },
  { key: 'category', label: '渠道类别', kind: 'choice', more: true, width: 160, options: categoryChoices },
  { key: 'agent', label: '代理商', kind: 'choice', more: true, width: 220, options: choices.agents },
  { key: 'manager', label: '渠道经理', kind: 'choice', more: true, width: 160, options: choices.managers },
  { key: 'grade', label: '分级', kind: 'text', more: true, width: 120 },
  { key: 'star', label: '星级', kind: 'choice', more: true, width: 120, options: starChoices },
]

/** The list's filter as the API takes it. */
export function outletFilterOf(filter: ListFilter): Readonly<Record<string, unknown>> {
  const { q, region, star, ...rest } = filter
  return {
    ...rest,
    ...(q ? { text: String(q) } : {}),
    ...(region ? { region: Number(region) } : {}),
    ...(star ? { star: Number(star) } : {}),
  }
}

export const outletSource: ListSource<OutletRow> = {
  queryKey: trpc.outlets.list.pathKey(),
  fetch: async ({ offset, limit, sort, filter }, signal) => {
    const asked = { offset, limit, filter: outletFilterOf(filter), ...(sort ? { sort } : {}) }
    // No figure of an outlet adds up; the foot says how many there are.
    return { ...(await client.outlets.list.query(asked, { signal })), sums: {} }
  },
}

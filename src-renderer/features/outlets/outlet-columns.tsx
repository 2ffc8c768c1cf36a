/** The columns of the list of outlets, its source and its filters. */

import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import type { Filter, FilterNode } from '../../ui/Filters.tsx'
import { askedOf } from '../../ui/filter-values.ts'
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
  { key: 'mnemonic', title: '助记码', width: 90, sortable: true, hidden: true, value: (row) => row.mnemonic },
  { key: 'address', title: '地址', width: 240, sortable: true, hidden: true, value: (row) => row.address },
  { key: 'remark', title: '备注', width: 200, sortable: true, hidden: true, value: (row) => row.remark },
]

/** A region as the register has it. */
interface RegionChoice {
  readonly id: number
  readonly parent: number | null
  readonly level: string
  readonly name: string
}

/** Marketing centres with their townships; the county itself is the whole list. */
export function regionTree(regions: readonly RegionChoice[]): FilterNode[] {
  const below = (parent: number | null): FilterNode[] =>
    regions
      .filter((region) => region.parent === parent)
      .flatMap(({ id, level, name }) => {
        const children = below(id)
        if (level === 'county') return children
        return [{ value: String(id), title: name, ...(children.length > 0 ? { children } : {}) }]
      })
  return below(null)
}

const more = { more: true, emptiable: true } as const
const part = (key: string, label: string): Filter => ({ key, label, kind: 'text', ...more })
const certain = (key: string, label: string): Filter => ({ key, label, kind: 'text', more: true })

/** Every field; the three used most in front. */
export const outletFilters = (
  choices: OutletChoices,
  regions: readonly RegionChoice[],
  grades: readonly string[],
): readonly Filter[] => [
  { key: 'type', label: '网点类型', kind: 'choices', width: 130, options: choices.types, emptiable: true },
  { key: 'status', label: '状态', kind: 'choices', width: 100, options: statusChoices },
  {
    key: 'region',
    label: '区域',
    kind: 'tree',
    width: 150,
    type: 'number',
    tree: regionTree(regions),
    emptiable: true,
  },
  certain('code', '网点编码'),
  certain('name', '网点名称'),
  part('otherCode', '识别码'),
  certain('mnemonic', '助记码'),
  { key: 'category', label: '渠道类别', kind: 'choices', more: true, options: categoryChoices },
  { key: 'agent', label: '代理商', kind: 'choices', options: choices.agents, ...more },
  certain('agentName', '代理商名称'),
  { key: 'manager', label: '渠道经理', kind: 'choices', options: choices.managers, ...more },
  {
    key: 'grade',
    label: '分级',
    kind: 'choices',
    options: grades.map((grade) => ({ value: grade, label: grade })),
    ...more,
  },
  { key: 'star', label: '星级', kind: 'choices', type: 'number', options: starChoices, ...more },
  part('contact', '负责人'),
  part('phone', '联系电话'),
  part('address', '地址'),
  { key: 'joinedOn', label: '入网日期', kind: 'dates', ...more },
  part('remark', '备注'),
]

/** How the list's filters are asked: their kinds do not depend on what can be chosen. */
const kinds = outletFilters({ types: [], agents: [], centres: [], townships: [], managers: [] }, [], [])

/** The list's filter as the API takes it. */
const outletFilterOf = (filter: ListFilter): Readonly<Record<string, unknown>> => askedOf(kinds, filter)

export const outletSource: ListSource<OutletRow> = {
  queryKey: trpc.outlets.list.pathKey(),
  fetch: async ({ offset, limit, sort, filter }, signal) => {
    const asked = { offset, limit, filter: outletFilterOf(filter), ...(sort ? { sort } : {}) }
    // No figure of an outlet adds up; the foot says how many there are.
    return { ...(await client.outlets.list.query(asked, { signal })), sums: {} }
  },
}

/** The columns of lists of agreements, their filters and their source. */

import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import {
  type Agreement,
  agreementState,
  agreementStateChoices,
  daysLeftWords,
  exclusiveWords,
} from './agreement-words.ts'

export const agreementColumns: readonly Column<Agreement>[] = [
  { key: 'number', title: '协议编号', width: 150, value: (row) => row.number, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 92,
    value: (row) => agreementState(row).label,
    show: (row) => <StateTag {...agreementState(row)} />,
    sortable: true,
  },
  { key: 'agentName', title: '代理商', width: 190, value: (row) => row.agentName, sortable: true },
  { key: 'exclusive', title: '性质', width: 68, value: (row) => exclusiveWords(row.exclusive), sortable: true },
  { key: 'from', title: '开始', width: 94, kind: 'date', value: (row) => row.from, sortable: true },
  { key: 'to', title: '到期', width: 94, kind: 'date', value: (row) => row.to, sortable: true },
  {
    key: 'daysLeft',
    title: '剩余',
    width: 92,
    value: (row) => (row.state === 'coming' ? null : daysLeftWords(row.daysLeft)),
    sortable: true,
  },
  { key: 'outlets', title: '网点', width: 170, value: (row) => row.outlets.join('、') },
  { key: 'managers', title: '渠道经理', width: 90, value: (row) => row.managers.join('、') },
  { key: 'renewedBy', title: '续签为', width: 130, value: (row) => row.renewedBy },
  { key: 'signedOn', title: '签订日期', width: 94, kind: 'date', value: (row) => row.signedOn, sortable: true },
  { key: 'renewalOf', title: '续自', width: 130, value: (row) => row.renewalOf, hidden: true },
  {
    key: 'endedOn',
    title: '终止日',
    width: 94,
    kind: 'date',
    value: (row) => row.endedOn,
    sortable: true,
    hidden: true,
  },
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent, sortable: true, hidden: true },
  {
    key: 'attachments',
    title: '附件',
    width: 60,
    kind: 'count',
    value: (row) => row.attachments || null,
    hidden: true,
  },
  { key: 'remark', title: '备注', width: 200, value: (row) => row.remark, hidden: true },
]

export const agreementFilters: readonly Filter[] = [
  { key: 'state', label: '状态', kind: 'choice', width: 120, options: agreementStateChoices },
  {
    key: 'exclusive',
    label: '性质',
    kind: 'choice',
    width: 100,
    options: [
      { value: 'yes', label: '专营' },
      { value: 'no', label: '非专营' },
    ],
  },
  { key: 'manager', label: '渠道经理', kind: 'text', width: 110 },
]

const text = (value: string | readonly string[] | undefined) => (typeof value === 'string' && value ? value : undefined)

/** All agreements, an agent's, or those that name an outlet. */
export function agreementSource(
  fixed: { readonly agent?: string; readonly outlet?: string } = {},
): ListSource<Agreement> {
  return {
    queryKey: [...trpc.agreements.list.pathKey(), fixed.agent ?? '', fixed.outlet ?? ''],
    fetch: async ({ offset, limit, sort, filter }, signal) => {
      const state = text(filter.state) as Agreement['state'] | undefined
      const typed = text(filter.q)
      const manager = text(filter.manager)
      const asked = {
        offset,
        limit,
        filter: {
          ...fixed,
          ...(state ? { state } : {}),
          ...(typed ? { text: typed } : {}),
          ...(manager ? { manager } : {}),
          ...(filter.exclusive ? { exclusive: filter.exclusive === 'yes' } : {}),
        },
        ...(sort ? { sort } : {}),
      }
      return { ...(await client.agreements.list.query(asked, { signal })), sums: {} }
    },
  }
}

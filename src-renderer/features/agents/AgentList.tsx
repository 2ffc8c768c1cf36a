/** 渠道 › 代理商: the list of agents. */

import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { askedOf } from '../../ui/filter-values.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { useRegisterActs } from '../register/useRegisterActs.ts'
import { type AgentRow, payerChoices, payerWords, tierChoices } from './agent-fields.ts'

const columns: readonly Column<AgentRow>[] = [
  { key: 'code', title: '代理商编码', width: 116, sortable: true, value: (row) => row.code },
  { key: 'name', title: '代理商名称', width: 230, sortable: true, value: (row) => row.name },
  { key: 'payerKind', title: '纳税人类型', width: 96, sortable: true, value: (row) => payerWords(row.payerKind) },
  { key: 'coreTier', title: '核心级别', width: 84, sortable: true, value: (row) => row.coreTier },
  { key: 'outlets', title: '网点数', width: 66, kind: 'count', sortable: true, value: (row) => row.outlets },
  { key: 'fundMember', title: '基金', width: 66, sortable: true, value: (row) => (row.fundMember ? '参加' : '不参加') },
  { key: 'payeeName', title: '收款户名', width: 200, sortable: true, value: (row) => row.payeeName },
  { key: 'bank', title: '开户行', width: 200, sortable: true, value: (row) => row.bank },
  { key: 'account', title: '银行账号', width: 170, sortable: true, value: (row) => row.account },
  { key: 'contact', title: '联系人', width: 78, sortable: true, value: (row) => row.contact },
  { key: 'phone', title: '联系电话', width: 112, sortable: true, value: (row) => row.phone },
  { key: 'mnemonic', title: '助记码', width: 90, sortable: true, hidden: true, value: (row) => row.mnemonic },
  { key: 'idNumber', title: '证件号码', width: 170, sortable: true, hidden: true, value: (row) => row.idNumber },
  { key: 'remark', title: '备注', width: 200, sortable: true, hidden: true, value: (row) => row.remark },
]

const part = (key: string, label: string): Filter => ({ key, label, kind: 'text', more: true, emptiable: true })
const certain = (key: string, label: string): Filter => ({ key, label, kind: 'text', more: true })

/** Every field; the three used most in front. */
const filters: readonly Filter[] = [
  { key: 'payerKind', label: '纳税人类型', kind: 'choices', width: 130, options: payerChoices },
  { key: 'coreTier', label: '核心级别', kind: 'choices', width: 120, options: tierChoices, emptiable: true },
  {
    key: 'fundMember',
    label: '业务发展基金',
    kind: 'choices',
    type: 'flag',
    width: 130,
    options: [
      { value: 'yes', label: '参加' },
      { value: 'no', label: '不参加' },
    ],
  },
  certain('code', '代理商编码'),
  certain('name', '代理商名称'),
  certain('mnemonic', '助记码'),
  part('idNumber', '证件号码'),
  part('payeeName', '收款户名'),
  part('bank', '开户行'),
  part('account', '银行账号'),
  part('contact', '联系人'),
  part('phone', '联系电话'),
  part('remark', '备注'),
]

const source: ListSource<AgentRow> = {
  queryKey: trpc.agents.list.pathKey(),
  fetch: async ({ offset, limit, sort, filter }, signal) => {
    const asked = { offset, limit, filter: askedOf(filters, filter), ...(sort ? { sort } : {}) }
    return { ...(await client.agents.list.query(asked, { signal })), sums: {} }
  },
}

export function AgentList() {
  const navigate = useNavigate()
  const { acts, begin } = useRegisterActs('agents', '代理商')
  return (
    <ListPage<AgentRow>
      list="agents"
      title="代理商"
      columns={columns}
      filters={filters}
      rowKey={(row) => row.code}
      source={source}
      onOpen={(row) => navigate(`/agents/${encodeURIComponent(row.code)}`)}
      acts={acts}
      empty={
        <EmptyState
          title="还没有代理商"
          text="代理商是网点背后的企业、个体工商户或个人，酬金付给他们，一个代理商可以有几个网点。"
          source="从 BOSS 导出的代理商表导入，或逐个新增。先有代理商，再导入网点。"
          {...begin}
        />
      }
    />
  )
}

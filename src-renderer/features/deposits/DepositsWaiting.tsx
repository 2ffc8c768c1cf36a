/** 保证金 › 待确认: deductions, returns and corrections that wait for a second person. */

import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { DepositLinks } from './DepositLinks.tsx'
import { entryColumns, useEntryActs } from './deposit-entries.tsx'
import type { DepositEntry } from './deposit-words.ts'

const columns: readonly Column<DepositEntry>[] = [
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 190, value: (row) => row.name, sortable: true },
  ...entryColumns.filter(({ key }) => !['balance', 'decidedBy', 'decision'].includes(key)),
]

const source: ListSource<DepositEntry> = {
  queryKey: [...trpc.deposits.waiting.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.deposits.waiting.query(undefined, { signal }), asked, {
      columns,
      sums: ['signed'],
      found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
    }),
}

export function DepositsWaiting() {
  const { acts, dialog } = useEntryActs()
  return (
    <>
      <ListPage<DepositEntry>
        list="deposits-waiting"
        title="待确认的保证金"
        columns={columns}
        searchHint="代理商：编码、名称、拼音首字母"
        rowKey={(row) => String(row.id)}
        source={source}
        batchActs={acts}
        above={<DepositLinks />}
        empty={<p className="quiet">没有待确认的扣除、退还或冲正。选中一笔可以确认、驳回、撤回、打印。</p>}
      />
      {dialog}
    </>
  )
}

/** One agent's deposits: balances by kind with their proof, and every entry; as a page and as a tab of the agent's. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import { Money } from '../../ui/Figure.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { DepositForm } from './DepositForm.tsx'
import { entryColumns, useEntryActs } from './deposit-entries.tsx'
import type { DepositAccount, DepositEntry } from './deposit-words.ts'
import '../ledgers/ledgers.css'

export function DepositPage() {
  const { agent = '' } = useParams()
  const asked = useQuery(trpc.deposits.account.queryOptions({ agent }))
  const account = asked.data
  if (asked.error && !account) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!account) return <p className="entrance-waiting">正在读取……</p>
  return (
    <ThingPage
      key={agent}
      kind="保证金"
      name={account.name}
      code={account.agent}
      facts={[
        ['余额', <Money key="balance" value={account.balance} />],
        ['大写', account.inWords],
        [
          '代理商',
          <Link key="agent" to={`/agents/${encodeURIComponent(agent)}`}>
            {account.name}
          </Link>,
        ],
      ]}
      tabs={[
        { key: 'entries', label: '账户', content: <AgentDeposits agent={agent} />, count: account.entries.length },
        { key: 'proof', label: '余额核对', content: <Proof account={account} /> },
      ]}
      back={{ to: '/deposits', label: '保证金' }}
    />
  )
}

/** The entries of an agent's deposits with all that can be done, also in a tab of the agent's page. */
export function AgentDeposits({ agent }: { readonly agent: string }) {
  const missing = useMissingRole(['clerk', 'finance'])
  const [doing, setDoing] = useState<'paid' | 'deducted' | 'returned'>()
  const account = useQuery(trpc.deposits.account.queryOptions({ agent })).data
  const { acts, dialog } = useEntryActs()
  const source = useMemo(
    (): ListSource<DepositEntry> => ({
      queryKey: [...trpc.deposits.account.pathKey(), agent, 'entries', account],
      fetch: async (asked) =>
        answerFromRows(account?.entries ?? [], asked, { columns: entryColumns, sums: [], found: () => true }),
    }),
    [agent, account],
  )
  const empty = account?.kinds.some(({ free }) => free !== '0.00') ? undefined : '没有可以动用的保证金'
  const acting: Act[] = [
    { key: 'pay', label: '登记缴存', tone: 'primary', disabled: missing, run: () => setDoing('paid') },
    { key: 'deduct', label: '申请扣除', disabled: missing ?? empty, run: () => setDoing('deducted') },
    { key: 'return', label: '申请退还', disabled: missing ?? empty, run: () => setDoing('returned') },
  ]
  return (
    <>
      <ListPage<DepositEntry>
        inTab
        searchless
        list="agent-deposits"
        title={`${agent}-保证金`}
        columns={entryColumns}
        rowKey={(row) => `${row.id ?? `期初 ${row.kind} ${row.receipt}`}`}
        source={source}
        acts={acting}
        batchActs={acts}
        empty={<p className="quiet">还没有缴过保证金。登记缴存后，选中一笔可以打印收据。</p>}
      />
      {doing ? <DepositForm act={doing} agent={agent} onClose={() => setDoing(undefined)} /> : null}
      {dialog}
    </>
  )
}

function Proof({ account }: { readonly account: DepositAccount }) {
  return (
    <div className="batch-tab">
      <p className="quiet">余额 = 缴存（含期初、转入，减去冲正、转出）− 扣除 − 退还；待确认的不算在内，但先占用。</p>
      <table className="plain-table fitted-table" aria-label="余额核对">
        <thead>
          <tr>
            <th>种类</th>
            <th className="figure">缴存</th>
            <th className="figure">扣除</th>
            <th className="figure">退还</th>
            <th className="figure">余额</th>
            <th className="figure">现在可动用</th>
          </tr>
        </thead>
        <tbody>
          {account.kinds.map(({ kind, paid, deducted, returned, balance, free }) => (
            <tr key={kind}>
              <td>{kind}</td>
              {[paid, deducted, returned, balance, free].map((amount, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns have no other name
                <td key={at} className="figure">
                  <Money value={amount} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={4}>合计 {account.inWords}</td>
            <td className="figure">
              <Money value={account.balance} />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The page of a channel manager: what he has to do, his outlets, stand-ins, transfers. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { Chart } from '../../ui/Chart.tsx'
import type { Column } from '../../ui/column.ts'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { ManagerForm } from './ManagerForm.tsx'
import { StandInForm } from './StandInForm.tsx'
import { StandIns, Transfers } from './StandIns.tsx'
import type { Manager } from './shapes.ts'
import { TransferForm } from './TransferForm.tsx'
import { workKind, workSaid } from './work-words.ts'
import '../register/register.css'

export function ManagerPage() {
  const { name = '' } = useParams()
  const { period } = useMonth()
  const missing = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<'edit' | 'standIn' | 'transfer'>()
  const asked = useQuery(trpc.channelManagers.get.queryOptions({ name, period }))
  const manager = asked.data
  if (asked.error && !manager) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!manager) return <p className="entrance-waiting">正在读取……</p>
  const nothing = manager.portfolio.length === 0 ? '他没有网点' : undefined
  const close = () => setAsking(undefined)
  return (
    <>
      <ThingPage
        key={name}
        kind="渠道经理"
        name={manager.name}
        code={manager.phone ?? ''}
        state={
          manager.left
            ? { label: `${manager.to} 离岗`, tone: 'plain' }
            : manager.standIn !== null
              ? { label: `由${manager.standIn}代理`, tone: 'late' }
              : { label: '在岗', tone: 'plain' }
        }
        acts={[
          { key: 'transfer', label: '转移', disabled: missing ?? nothing, run: () => setAsking('transfer') },
          { key: 'standIn', label: '请人代理', disabled: missing ?? nothing, run: () => setAsking('standIn') },
          { key: 'edit', label: '修改', shortcut: 'F2', disabled: missing, run: () => setAsking('edit') },
        ]}
        facts={[
          [
            '网点',
            <Link key="all" to={`/outlets?manager=${encodeURIComponent(name)}&status=planned,active,suspended`}>
              {manager.outlets}
            </Link>,
          ],
          ['在营', manager.active],
          ['核心代理商的', manager.core],
          ['近一年退出', manager.exits],
          [
            '待办',
            manager.late > 0 ? (
              <span key="work" className="late">{`${manager.work}（${manager.late} 件过期）`}</span>
            ) : (
              manager.work
            ),
          ],
          ['上级', manager.above ?? '—'],
          ...(manager.standsInFor.length > 0 ? [['代理', manager.standsInFor.join('、')] as [string, string]] : []),
        ]}
        tabs={[
          { key: 'todo', label: '待办', count: manager.todo.length, content: <Todo manager={manager} /> },
          { key: 'outlets', label: '网点', count: manager.portfolio.length, content: <Portfolio manager={manager} /> },
          { key: 'business', label: '放号', content: <Activations manager={manager} /> },
          { key: 'standIns', label: '代理', count: manager.standIns.length, content: <StandIns manager={manager} /> },
        ]}
        history={<Transfers manager={manager} />}
        back={{ to: '/channel-managers', label: '渠道经理' }}
      />
      {asking === 'edit' ? <ManagerForm known={manager} onClose={close} /> : null}
      {asking === 'standIn' ? <StandInForm manager={name} onClose={close} /> : null}
      {asking === 'transfer' ? <TransferForm manager={name} portfolio={manager.portfolio} onClose={close} /> : null}
    </>
  )
}

type Item = Manager['todo'][number]

function Todo({ manager }: { readonly manager: Manager }) {
  const navigate = useNavigate()
  const { today } = useSession()
  const columns: readonly Column<Item>[] = [
    { key: 'kind', title: '事项', width: 90, value: (item) => workKind(item.kind) },
    { key: 'said', title: '要做什么', width: 250, value: workSaid },
    { key: 'outlet', title: '网点', width: 110, value: (item) => item.outlet },
    { key: 'name', title: '网点名称', width: 220, value: (item) => item.name },
    {
      key: 'due',
      title: '期限',
      width: 110,
      kind: 'date',
      value: (item) => item.due,
      show: (item) => <span className={item.due !== null && item.due < today ? 'late' : ''}>{item.due ?? '—'}</span>,
    },
    {
      key: 'manager',
      title: '代谁办',
      width: 90,
      value: (item) => (item.manager === manager.name ? '' : item.manager),
    },
  ]
  return (
    <FittedGrid<Item>
      label="待办"
      columns={columns}
      total={manager.todo.length}
      rowAt={(index) => manager.todo[index]}
      rowKey={(item) => item.key}
      onOpen={(item) => navigate(item.to)}
      empty={<p className="quiet">没有要他办的事。协议快到期、档案有缺项、申诉没答复时，会列在这里。</p>}
    />
  )
}

type Kept = Manager['portfolio'][number]
const kept: readonly Column<Kept>[] = [
  { key: 'code', title: '网点编码', width: 120, value: (row) => row.code },
  { key: 'name', title: '网点名称', width: 260, value: (row) => row.name },
  { key: 'status', title: '状态', width: 80, value: (row) => stateWords(row.status) },
  { key: 'township', title: '乡镇', width: 120, value: (row) => row.township },
]

function Portfolio({ manager }: { readonly manager: Manager }) {
  const navigate = useNavigate()
  return (
    <FittedGrid<Kept>
      label="他的网点"
      columns={kept}
      total={manager.portfolio.length}
      rowAt={(index) => manager.portfolio[index]}
      rowKey={(row) => row.code}
      onOpen={(row) => navigate(`/outlets/${encodeURIComponent(row.code)}`)}
      empty={<p className="quiet">他没有网点。</p>}
    />
  )
}

function Activations({ manager }: { readonly manager: Manager }) {
  const { months, counts } = manager.activations
  return (
    <div className="register-money">
      <p className="quiet">他现在的网点十三个月的放号笔数（返销减一），末月与去年同月并列。</p>
      <Chart
        title="放号笔数"
        categoryTitle="账期"
        unit="笔"
        categories={months.map((month) => month.slice(2).replace('-', '/'))}
        series={[{ name: '放号', values: counts }]}
      />
    </div>
  )
}

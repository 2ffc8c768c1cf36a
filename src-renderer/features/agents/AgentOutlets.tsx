/** 网点: the outlets of an agent today. */

import { useNavigate } from 'react-router'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import type { Column } from '../../ui/column.ts'
import { Grid } from '../../ui/Grid.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { Agent } from './agent-fields.ts'
import '../register/register.css'

type OwnOutlet = Agent['outletList'][number]

const columns: readonly Column<OwnOutlet>[] = [
  { key: 'code', title: '网点编码', width: 130, value: (row) => row.code },
  { key: 'name', title: '网点名称', width: 280, value: (row) => row.name },
  {
    key: 'status',
    title: '状态',
    width: 80,
    value: (row) => stateWords(row.status),
    show: (row) => <StateTag label={stateWords(row.status)} tone={row.status === 'suspended' ? 'late' : 'plain'} />,
  },
]

export function AgentOutlets({ outlets }: { readonly outlets: readonly OwnOutlet[] }) {
  const navigate = useNavigate()
  return (
    <div className="register-history">
      <Grid<OwnOutlet>
        label="代理商的网点"
        columns={columns}
        total={outlets.length}
        rowAt={(index) => outlets[index]}
        rowKey={(row) => row.code}
        onOpen={(row) => navigate(`/outlets/${encodeURIComponent(row.code)}`)}
        empty={<p className="quiet">这个代理商还没有网点。在网点的档案里填上它的代理商，就会列在这里。</p>}
      />
    </div>
  )
}

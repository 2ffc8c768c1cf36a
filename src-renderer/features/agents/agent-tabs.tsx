/** The tabs of an agent's page, one line each; the history comes last by itself. */

import type { ThingTab } from '../../ui/ThingPage.tsx'
import { AgreementsOf } from '../agreements/AgreementList.tsx'
import { Attachments } from '../attachments/Attachments.tsx'
import { CompletenessTab } from '../completeness/CompletenessTab.tsx'
import { AgentDeposits } from '../deposits/DepositPage.tsx'
import { AgentFile } from './AgentFile.tsx'
import { AgentFund } from './AgentFund.tsx'
import { AgentMoney } from './AgentMoney.tsx'
import { AgentOutlets } from './AgentOutlets.tsx'
import type { Agent } from './agent-fields.ts'

const noFiles = '还没有附件。营业执照、身份证、开户许可的扫描件可以放在这里。'

export const agentTabs = (agent: Agent): readonly ThingTab[] => {
  const { code, outletList } = agent
  return [
    { key: 'file', label: '档案', content: <AgentFile agent={agent} /> },
    { key: 'outlets', label: '网点', count: outletList.length, content: <AgentOutlets outlets={outletList} /> },
    { key: 'agreements', label: '协议', content: <AgreementsOf agent={code} /> },
    { key: 'deposits', label: '保证金', content: <AgentDeposits agent={code} /> },
    { key: 'money', label: '结算', content: <AgentMoney code={code} /> },
    { key: 'fund', label: '基金', content: <AgentFund code={code} member={agent.fundMember} /> },
    { key: 'completeness', label: '完整性', content: <CompletenessTab subject="agent" code={code} /> },
    { key: 'papers', label: '附件', content: <Attachments subject={`agent:${code}`} canAdd empty={noFiles} /> },
  ]
}

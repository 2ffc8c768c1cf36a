/** Commission of a month for outlets that no agreement in force named. */
import { asFen, type Fen, yuan } from '../money.ts'
import type { CheckWords, Finding } from './check.ts'

export const noAgreement: CheckWords = {
  code: 'noAgreement',
  title: '没有有效协议却付酬金',
  why: '月初和月末都不在有效协议下的社会渠道网点当月有酬金：没有合同依据的付款审计不认。',
  act: '补签或续签协议；确实没有协议的，停止结算并说明已付的依据。',
}

export interface PaidOutlet {
  readonly outlet: string
  readonly name: string
  readonly agent: string
  readonly agentName: string
  readonly gross: Fen
  /** An agreement with its agent was in force at the month's beginning or end. */
  readonly agreed: boolean
}

/** One finding for each agent, with its outlets; `recorded`: whether the office keeps agreements at all. */
export function paidWithoutAgreement(outlets: readonly PaidOutlet[], recorded: boolean): Finding[] {
  if (!recorded) return outlets.length === 0 ? [] : [nothingRecorded(outlets)]
  const byAgent = new Map<string, PaidOutlet[]>()
  for (const outlet of outlets) {
    if (outlet.agreed || outlet.gross <= 0) continue
    const known = byAgent.get(outlet.agent)
    if (known) known.push(outlet)
    else byAgent.set(outlet.agent, [outlet])
  }
  return [...byAgent].map(([agent, own]) => ({
    key: agent,
    subject: `agent:${agent}`,
    name: own[0]!.agentName,
    said: `${own.length} 个网点没有有效协议，当月酬金 ${yuan(sum(own))} 元`,
    evidence: own.map(({ outlet, name, gross }): [string, string] => [outlet, `${name}，${yuan(gross)} 元`]),
    link: `/agents/${encodeURIComponent(agent)}`,
  }))
}

const sum = (outlets: readonly PaidOutlet[]): Fen => asFen(outlets.reduce((total, { gross }) => total + gross, 0))

function nothingRecorded(outlets: readonly PaidOutlet[]): Finding {
  return {
    key: 'nothing recorded',
    subject: 'agreements',
    name: '全部代理商',
    said: '系统里还没有登记任何协议，无从核对',
    evidence: [['有酬金的社会渠道网点', `${outlets.filter(({ gross }) => gross > 0).length} 个`]],
    link: '/agents',
  }
}

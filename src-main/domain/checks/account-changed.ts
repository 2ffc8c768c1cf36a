/** An agent's payee, bank or account changed within 30 days before a payment: the commonest way to lead money elsewhere. */
import { type Fen, yuan } from '../money.ts'
import { addDays, type IsoDate } from '../month.ts'
import type { CheckWords, Finding } from './check.ts'

export const accountChanged: CheckWords = {
  code: 'accountChanged',
  title: '付款前 30 天内改过收款账户',
  why: '付款前夕改户名、开户行或账号，是冒领最常见的做法。生效日或登记日在付款前 30 天内都算；还没有付的按今天付款看。',
  act: '向代理商本人打电话核实（用档案里原来的电话），看变更的依据和经办人；没有付的先缓发。',
}

const DAYS = 30
const FIELDS: Readonly<Record<string, string>> = { payeeName: '收款户名', bank: '开户行', account: '银行账号' }

export interface AgentPayment {
  readonly agent: string
  readonly name: string
  readonly amount: Fen
  /** The day of payment; null: not paid yet. */
  readonly paidOn: IsoDate | null
}

export interface AccountChange {
  readonly agent: string
  readonly field: string
  readonly before: string | null
  readonly value: string | null
  readonly from: IsoDate
  readonly recorded: IsoDate
  readonly user: string
}

/** One finding for each payment with such a change. Filling in what was blank is none; taking it away is. */
export function accountsChanged(
  payments: readonly AgentPayment[],
  changes: readonly AccountChange[],
  today: IsoDate,
): Finding[] {
  const byAgent = new Map<string, AccountChange[]>()
  for (const change of changes) {
    if (!FIELDS[change.field] || !change.before || change.before === change.value) continue
    const known = byAgent.get(change.agent)
    if (known) known.push(change)
    else byAgent.set(change.agent, [change])
  }
  return payments.flatMap(({ agent, name, amount, paidOn }) => {
    const until = paidOn ?? today
    const since = addDays(until, -DAYS)
    const within = (day: IsoDate) => day >= since && day <= until
    const found = (byAgent.get(agent) ?? []).filter(({ from, recorded }) => within(from) || within(recorded))
    if (found.length === 0) return []
    const paid = paidOn === null ? '还没有付' : `${paidOn} 付款`
    return {
      key: agent,
      subject: `agent:${agent}`,
      name,
      said: `${yuan(amount)} 元，${paid}，之前 30 天内改过${[...new Set(found.map(({ field }) => FIELDS[field]))].join('、')}`,
      evidence: found.map(({ field, before, value, from, recorded, user }): [string, string] => [
        FIELDS[field] ?? field,
        `${before} → ${value || '（空）'}，${from} 起生效，${user} 于 ${recorded} 登记`,
      ]),
      link: `/agents/${encodeURIComponent(agent)}?tab=history`,
      people: [...new Set(found.map(({ user }) => user))],
    }
  })
}

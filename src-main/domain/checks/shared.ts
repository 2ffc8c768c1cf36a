/** Agents that share what should be one's own: an account, an id number, a phone; or are paid under a colleague's name. */
import { bareNumber, type CheckWords, type Finding, sharing } from './check.ts'

export const sharedAccount: CheckWords = {
  code: 'sharedAccount',
  title: '几家代理商共用一个收款账户',
  why: '一个银行账号收几家代理商的酬金，可能是挂名代理商，也可能是有人代收。',
  act: '要代理商书面说明并留存；确属一家的，按变更归并到一个代理商。',
}
export const sharedIdNumber: CheckWords = {
  code: 'sharedIdNumber',
  title: '几家代理商证件号码相同',
  why: '同一证件登记成几家代理商，会把一个人的收入拆开计税，也会重复享受政策。',
  act: '核对证照；是同一家的归并，是录错的改正。',
}
export const sharedPhone: CheckWords = {
  code: 'sharedPhone',
  title: '几家代理商联系电话相同',
  why: '电话相同的几家，可能由同一人实际控制；付款核实的电话也就失去意义。',
  act: '打电话核实各是谁在用，录错的改正，同一人控制的登记说明。',
}
export const staffPayee: CheckWords = {
  code: 'staffPayee',
  title: '收款户名与本单位人员同名',
  why: '酬金付到与系统用户或渠道经理同名的户头，要排除员工自办网点、代收酬金。',
  act: '核实是否同一人；是的按规定回避并报告，不是的写明身份证尾号。',
}

export interface RegisteredAgent {
  readonly code: string
  readonly name: string
  readonly payeeName: string | null
  readonly account: string | null
  readonly idNumber: string | null
  readonly phone: string | null
}

const link = (code: string) => `/agents/${encodeURIComponent(code)}`

/** One finding for each value that several agents have, in the name of the first. */
function shared(agents: readonly RegisteredAgent[], what: 'account' | 'idNumber' | 'phone', word: string): Finding[] {
  return [...sharing(agents, (agent) => bareNumber(agent[what]))].map(([value, group]) => ({
    key: value,
    subject: `agent:${group[0]!.code}`,
    name: group.map(({ name }) => name).join('、'),
    said: `${group.length} 家代理商的${word}都是 ${group[0]![what]}`,
    evidence: group.map(({ code, name, payeeName }): [string, string] => [
      code,
      `${name}${what === 'account' ? `，收款户名 ${payeeName ?? '（空）'}` : ''}`,
    ]),
    link: link(group[0]!.code),
  }))
}

export const accountsShared = (agents: readonly RegisteredAgent[]): Finding[] => shared(agents, 'account', '银行账号')
export const idNumbersShared = (agents: readonly RegisteredAgent[]): Finding[] => shared(agents, 'idNumber', '证件号码')
export const phonesShared = (agents: readonly RegisteredAgent[]): Finding[] => shared(agents, 'phone', '联系电话')

/** Agents paid under the name of a user or a channel manager; `staff`: name → what he is. */
export function staffPaid(agents: readonly RegisteredAgent[], staff: ReadonlyMap<string, string>): Finding[] {
  return agents.flatMap(({ code, name, payeeName, account }) => {
    const who = payeeName === null ? undefined : staff.get(payeeName.trim())
    if (who === undefined) return []
    return {
      key: code,
      subject: `agent:${code}`,
      name,
      said: `收款户名“${payeeName}”与${who}同名`,
      evidence: [
        ['收款户名', payeeName ?? ''],
        ['银行账号', account ?? '（空）'],
      ] as [string, string][],
      link: link(code),
      people: [payeeName!.trim()],
    }
  })
}

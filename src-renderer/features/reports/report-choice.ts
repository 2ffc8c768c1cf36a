/** Which report, and of whom: kept in the address, so that a statement's page can open its own print. */

import type { Month } from '../../../src-main/domain/month.ts'

export type ReportName = 'statements' | 'summary' | 'payments' | 'bridge' | 'coming-due'

export interface ReportKind {
  readonly name: ReportName
  readonly title: string
  /** What it is, for whom. */
  readonly about: string
  readonly paper: string
}

/** The reports of a month, in the order in which they are used. */
export const reportKinds: readonly ReportKind[] = [
  {
    name: 'statements',
    title: '酬金结算单',
    about: '每个网点一页，写明每笔酬金怎样算出；多网点的代理商另有一页汇总。给代理商签字盖章。',
    paper: 'A4 纵向',
  },
  {
    name: 'summary',
    title: '酬金汇总表',
    about: '全部代理商和网点，按政策分列，合计有大写。给负责人签字、附报账单。',
    paper: 'A4 横向',
  },
  {
    name: 'payments',
    title: '代理商付款表',
    about: '付给谁、多少、哪个账号。给财务付款。',
    paper: 'A4 横向',
  },
  {
    name: 'bridge',
    title: '酬金环比说明',
    about: '每个网点比上月多了少了多少，各是什么原因，合计分毫不差。给负责人看。',
    paper: 'A4 横向',
  },
  {
    name: 'coming-due',
    title: '待付分期表',
    about: '已开始、还没到期的分期酬金，按月、按政策、按代理商，满额和预计。做预算用。',
    paper: 'A4 横向',
  },
]

export interface ReportChoice {
  readonly kind: ReportKind
  readonly agents: readonly string[]
  readonly outlets: readonly string[]
}

const codes = (text: string | null): string[] => (text ? text.split(',').filter(Boolean) : [])

/** The choice in the address: `?report=statements&agents=D0001,D0002&outlets=056410010`. */
export function readChoice(params: URLSearchParams): ReportChoice {
  const kind = reportKinds.find(({ name }) => name === params.get('report')) ?? reportKinds[0]!
  return { kind, agents: codes(params.get('agents')), outlets: codes(params.get('outlets')) }
}

/** The address of a choice; nothing chosen means all of the month. */
export function writeChoice({ kind, agents, outlets }: ReportChoice): URLSearchParams {
  const params = new URLSearchParams({ report: kind.name })
  if (agents.length > 0) params.set('agents', agents.join(','))
  if (outlets.length > 0) params.set('outlets', outlets.join(','))
  return params
}

/** Whom to print for: values of the choice box, `agent D0001` and `outlet 056410010`. */
export const whoValues = ({ agents, outlets }: Pick<ReportChoice, 'agents' | 'outlets'>): string[] => [
  ...agents.map((code) => `agent ${code}`),
  ...outlets.map((code) => `outlet ${code}`),
]

/** The choice box's values back as codes. */
export function whoCodes(values: readonly string[]): Pick<ReportChoice, 'agents' | 'outlets'> {
  const of = (kind: string) =>
    values.filter((value) => value.startsWith(`${kind} `)).map((value) => value.slice(kind.length + 1))
  return { agents: of('agent'), outlets: of('outlet') }
}

/** The question to the back office; absent lists mean everybody. */
export function asked(period: Month, { kind, agents, outlets }: ReportChoice) {
  return {
    name: kind.name,
    period,
    ...(agents.length > 0 ? { agents: [...agents] } : {}),
    ...(outlets.length > 0 ? { outlets: [...outlets] } : {}),
  }
}

/** The Chinese words of requests: kinds, manners, states, fields, conditions, open work. */
import type { CheckedItem, ChecklistFinding } from '../checklist.ts'
import { dateFromNumber } from '../month.ts'
import type { AgreementAct, MannerItem, RequestKind, RequestManner, RequestState, RequestSubject } from '../request.ts'
import { payerKindWords } from './paying-words.ts'
import { stateWords } from './terms.ts'

const kinds: Readonly<Record<RequestKind, string>> = {
  admission: '准入',
  change: '变更',
  suspension: '暂停',
  resumption: '复业',
  exit: '退出',
}

export const requestKindWords = (kind: RequestKind): string => kinds[kind]

const agreementActs: Readonly<Record<AgreementAct, string>> = {
  add: '协议签订',
  renew: '协议续签',
  correct: '协议更正',
  end: '协议终止',
}

interface Matter {
  readonly kind: RequestKind
  /** Where it is about an agreement. */
  readonly agreement?: { readonly act: AgreementAct } | null | undefined
}

/** What is asked: 退出, 变更, 协议续签. */
export const matterWords = ({ kind, agreement }: Matter): string =>
  agreement ? agreementActs[agreement.act] : kinds[kind]

/** 网点准入审批表, 代理商信息变更备案表, 专营协议签订审批表: the title of the printed form. */
export function formTitle(
  asked: Matter & { readonly subject: RequestSubject; readonly manner: RequestManner },
): string {
  const { kind, subject, manner, agreement } = asked
  const thing = subject === 'agent' ? '代理商' : '网点'
  const what = agreement
    ? `专营${agreementActs[agreement.act]}`
    : `${thing}${kind === 'change' ? '信息变更' : kinds[kind]}`
  return `${what}${manner === 'approval' ? '审批表' : '备案表'}`
}

const manners: Readonly<Record<RequestManner, string>> = { approval: '报批', notice: '报备' }

export const mannerWords = (manner: RequestManner): string => manners[manner]

const states: Readonly<Record<RequestState, string>> = {
  asked: '待审批',
  approved: '已批准，待生效',
  effective: '已生效',
  rejected: '已驳回',
  withdrawn: '已撤回',
}

/** The state; an admission that is approved and not active waits for its code. */
export function requestStateWords(
  state: RequestState,
  about: { kind: RequestKind; activeFrom: string | null },
): string {
  return state === 'approved' && about.kind === 'admission' && about.activeFrom === null
    ? '已批准，待编码'
    : states[state]
}

export const requestStateChoices = Object.entries(states).map(([value, label]) => ({ value, label }))
export const requestKindChoices = [
  ...Object.entries(kinds).map(([value, label]) => ({ value, label })),
  { value: 'agreement', label: '协议' },
]

const outletFields: Readonly<Record<string, string>> = {
  name: '网点名称',
  mnemonic: '助记码',
  category: '渠道类别',
  type: '网点类型',
  agent: '代理商',
  status: '状态',
  star: '星级',
  grade: '分级',
  region: '区域',
  address: '地址',
  contact: '负责人',
  phone: '联系电话',
  manager: '渠道经理',
  joinedOn: '入网日期',
  remark: '备注',
}

const agentFields: Readonly<Record<string, string>> = {
  name: '代理商名称',
  payerKind: '纳税人类型',
  idNumber: '证件号码',
  payeeName: '收款户名',
  bank: '开户行',
  account: '银行账号',
  'agreement.number': '协议编号',
  'agreement.renewalOf': '续自',
  'agreement.exclusive': '性质',
  'agreement.signedOn': '签订日期',
  'agreement.from': '开始日期',
  'agreement.to': '到期日期',
  'agreement.outlets': '网点',
  'agreement.remark': '备注',
  'agreement.endedOn': '终止日（仍有效）',
}

/** The label of a field on requests and their forms. */
export const requestFieldWords = (subject: RequestSubject, field: string): string =>
  (subject === 'agent' ? agentFields : outletFields)[field] ?? field

/** Fields of an admission in the order of its form. */
export const admissionOrder: readonly string[] = Object.keys(outletFields)

/** An item of the table of 报批 and 报备. */
export function mannerItemWords(item: MannerItem): string {
  const [subject, field] = item.split('.')
  if (field === undefined) return `网点${kinds[item as RequestKind]}`
  if (item === 'outlet.status') return '网点其他状态变更'
  if (subject === 'agreement') return `专营${agreementActs[field as AgreementAct]}`
  return `${subject === 'agent' ? '代理商：' : '网点：'}${requestFieldWords(subject as RequestSubject, field)}`
}

/** What a stored value that refers to nothing says: the words of identifiers, a day, or the text itself. */
export function sayRequested(field: string, value: string | null): string | null {
  if (value === null) return null
  switch (field) {
    case 'status':
      return stateWords(value)
    case 'category':
      return value === 'own' ? '自有' : '社会'
    case 'agreement.exclusive':
      return value === 'yes' ? '专营' : '非专营'
    case 'payerKind':
      return payerKindWords(value)
    case 'joinedOn':
      return /^\d{8}$/.test(value) ? dateFromNumber(Number(value)) : value
    default:
      return value
  }
}

const findings: Readonly<Record<ChecklistFinding, string>> = {
  met: '符合',
  missing: '未填',
  notANumber: '不是数字',
  notYesNo: '请答是或否',
  short: '不达标',
  no: '不符合',
}

export const findingWords = (finding: ChecklistFinding): string => findings[finding]

/** The answer with its unit: 35 平方米, 是. */
export function answerWords({ kind, answer, unit }: Pick<CheckedItem, 'kind' | 'answer' | 'unit'>): string {
  if (answer === '') return '—'
  if (kind === 'yesNo') return answer === 'yes' ? '是' : answer === 'no' ? '否' : answer
  return kind === 'number' && unit ? `${answer} ${unit}` : answer
}

/** What is asked: 不少于 20 平方米, 必填. */
export function conditionWords({ kind, least, unit, required }: Omit<CheckedItem, 'answer' | 'finding'>): string {
  const parts = [
    least === undefined ? '' : `不少于 ${least}${unit ? ` ${unit}` : ''}`,
    kind === 'yesNo' && required ? '须为“是”' : '',
    required ? '必填' : '选填',
  ]
  return parts.filter(Boolean).join('，')
}

const openWork: Readonly<Record<string, string>> = {
  instalments: '未到期的分期酬金',
  unsettledMonths: '还没有结账的月份',
  payments: '还没有付清的酬金',
  fund: '业务发展基金余额',
  deposit: '保证金余额',
  agreement: '有效的专营协议',
  dispute: '未了结的申诉',
  adjustment: '待确认的调整',
}

export const openWorkWords = (kind: string): string => openWork[kind] ?? kind

const deposits: Readonly<Record<string, string>> = {
  return: '退还',
  deduct: '抵扣后退还余额',
  keep: '保留，代理商还有别的网点',
  none: '没有保证金',
}
const funds: Readonly<Record<string, string>> = { payOut: '结清退还', keep: '保留在账户', none: '没有参加基金' }

export const depositWords = (how: string): string => deposits[how] ?? how
export const fundWords = (how: string): string => funds[how] ?? how
export const depositChoices = Object.entries(deposits).map(([value, label]) => ({ value, label }))
export const fundChoices = Object.entries(funds).map(([value, label]) => ({ value, label }))

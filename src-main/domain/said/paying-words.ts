/** The words for payments: their states, what is done to them, what an auditor asks, what is wrong in a bank's answer. */

import { type Details, list, text } from './detail-words.ts'
import { monthWords } from './terms.ts'

const states: Record<string, string> = {
  awaitingInvoice: '待票',
  claimed: '已报账',
  paid: '已付',
  held: '缓发',
  returned: '退回',
}

/** 待票, 已报账, 已付, 缓发, 退回. */
export const paymentStateWords = (state: string): string => states[state] ?? state

const acts: Record<string, string> = {
  claim: '报账',
  unclaim: '撤出报账单',
  pay: '登记已付',
  return: '登记退回',
  reissue: '重新发放',
  hold: '缓发',
  release: '解除缓发',
  reopen: '随反结账退回',
  file: '放进付款文件',
}

/** What was done to a payment. */
export const paymentActWords = (act: string): string => acts[act] ?? act

const invoiceKinds: Record<string, string> = {
  special: '增值税专用发票',
  ordinary: '增值税普通发票',
  agency: '税务代开发票',
  other: '其他票据',
}

export const invoiceKindWords = (kind: string): string => invoiceKinds[kind] ?? kind

/** The kinds of invoice as choices. */
export const invoiceKindChoices = Object.entries(invoiceKinds).map(([value, label]) => ({ value, label }))

const payerKinds: Record<string, string> = { enterprise: '企业', soleTrader: '个体工商户', person: '自然人' }

/** Who is paid: 企业, 个体工商户, 自然人. */
export const payerKindWords = (kind: string): string => payerKinds[kind] ?? kind

const lineStates: Record<string, string> = { open: '待银行回盘', paid: '已付', returned: '退回', cancelled: '已作废' }

/** The state of a transfer in a payment file. */
export const lineStateWords = (state: string): string => lineStates[state] ?? state

const payeeFields: Record<string, string> = { payeeName: '收款户名', bank: '开户行', account: '银行账号' }

/** What is worth a second look before money goes out. */
export function payeeWarningWords(warning: Details): string {
  const agent = text(warning.agent)
  switch (warning.code) {
    case 'ACCOUNT_CHANGED': {
      const who = warning.own === true ? '您自己' : text(warning.user)
      return `${agent} 的${payeeFields[text(warning.field)] ?? '收款资料'}最近 30 天内改过（${who}改，自 ${text(warning.from)} 起），请向代理商核实。`
    }
    case 'SHARED_ACCOUNT':
      return `${agent} 的账号 ${text(warning.account)} 与 ${list(warning.agents).join('、')} 相同，请核实是不是同一收款人。`
    case 'OTHER_THAN_STATEMENT':
      return `${agent} 现在的收款户名或账号与${list(warning.periods).map(monthWords).join('、')}结算单上的不同；文件按现在的资料付。`
    case 'SAME_AS_RETURNED':
      return `${agent} 的账号 ${text(warning.account)} 正是上次被银行退回的那个，还没有改。`
    case 'NO_BANK':
      return `${agent} 没有开户行，有的银行不收。`
    default:
      return `${agent} 的收款资料请再核对一次。`
  }
}

const resultFaults: Record<string, (value: string) => string> = {
  NO_TRANSFER: (value) => `付款文件里没有这一笔${value ? `（${value}）` : ''}。请核对参考号，或账号和金额。`,
  SEVERAL_TRANSFERS: (value) => `账号${value ? ` ${value}` : ''}有几笔同样金额的付款，分不清是哪一笔。请用业务参考号。`,
  AMOUNT_DIFFERS: (value) => `金额 ${value} 与付款文件里的不同。`,
  ACCOUNT_DIFFERS: (value) => `账号 ${value} 与付款文件里的不同。`,
  UNKNOWN_OUTCOME: (value) => (value ? `看不懂“${value}”是付成了还是退回。` : '没有写付成了还是退回。'),
  NO_REASON: () => '退回没有写原因。',
  NOT_AN_AMOUNT: (value) => `“${value}”不是金额。`,
  LONG_NUMBER: () => '账号在表格里成了数字，后几位已丢失。请从银行重新导出，账号列用文本。',
  ALREADY_RETURNED: (value) => `${value} 已登记退回，要重新发放后才能再付。`,
  CANCELLED_TRANSFER: (value) => `${value} 已作废，银行却付了。请先核实，再手工登记。`,
  TWICE: (value) => `${value} 在文件里有两行。`,
  BAD_DATE: (value) => `“${value}”不是日期，或者还没有到。`,
}

/** What is wrong in a row of the bank's answer. */
export function resultFaultWords(fault: Details): string {
  const say = resultFaults[text(fault.code)]
  return `第 ${text(fault.row)} 行：${say ? say(text(fault.value)) : '这一行不对。'}`
}

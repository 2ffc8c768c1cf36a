/** The words for refusals about paying: invoices, claim sheets, payment files, the bank's answer. */

import { type Details, list, number, text } from './detail-words.ts'
import { lineStateWords, paymentActWords, paymentStateWords, resultFaultWords } from './paying-words.ts'
import { monthWords } from './terms.ts'

const few = (value: unknown): string => {
  const all = list(value)
  return all.length > 8 ? `${all.slice(0, 8).join('、')} 等 ${all.length} 家` : all.join('、')
}

const who = (d: Details): string => (text(d.agent) ? `代理商 ${text(d.agent)}` : '这家代理商')

const whose = (d: Details): string =>
  text(d.agent) ? `代理商 ${text(d.agent)} ${text(d.period) ? monthWords(text(d.period)) : ''}的付款` : '这笔付款'

const nowIs = (word: string): string => (word ? `现在是“${word}”，` : '现在')

export const payingRefusals = {
  PAYMENT_STATE: (d: Details) =>
    `${whose(d)}${nowIs(paymentStateWords(text(d.state)))}不能${paymentActWords(text(d.act)) || '做这一步'}。请刷新后看它走到了哪一步。`,
  NOTHING_PAYABLE: (d: Details) => `${who(d)} ${monthWords(text(d.period))}没有应付的，不用发放。`,
  IN_PAYMENT_FILE: (d: Details) =>
    `${whose(d)}已在付款文件 ${text(d.number)} 里，等银行回盘。请先登记结果，或作废那个文件。`,
  LINE_DONE: (d: Details) =>
    `${text(d.reference) || '这一笔付款'}${nowIs(lineStateWords(text(d.state)))}不能再登记。请刷新后再看。`,
  CLAIM_INCOMPLETE: (d: Details) => {
    const missing = list(d.missing).length ? `发票不够：${few(d.missing)}` : ''
    const small = list(d.small).length ? `不到最低发放金额：${few(d.small)}` : ''
    return `还不能报账。${[missing, small].filter(Boolean).join('；')}。请等发票或以后合并，也可以写明原因照样报。`
  },
  INVOICE_EXISTS: (d: Details) =>
    `发票 ${text(d.number)} 已经登记过（代理商 ${text(d.agent)}），不能再用。请核对号码；登记错了请先作废那一张。`,
  SUM_DIFFERS: (d: Details) =>
    `各月分摊的金额合计 ${text(d.sum)} 元，与发票金额 ${text(d.amount)} 元不等，或有一笔不大于 0。请改成相等。`,
  ON_CLAIM_SHEET: (d: Details) => `发票 ${text(d.invoice)} 的付款已在报账单 ${text(d.number)} 上。请先取消那张报账单。`,
  ACCOUNT_MISSING: (d: Details) => `没有收款户名或银行账号：${few(d.agents)}。请先在代理商资料里补上，或不选它们。`,
  WARNINGS_UNSEEN: (d: Details) =>
    `有 ${Array.isArray(d.warnings) ? d.warnings.length : 0} 处收款资料要先核实，文件没有生成。请看清楚并确认后再生成。`,
  RESULT_REJECTED: (d: Details) => {
    const faults = Array.isArray(d.faults) ? (d.faults as Details[]) : []
    return `回盘文件有 ${number(d.count) || faults.length} 行不对，一笔都没有登记。${faults.slice(0, 3).map(resultFaultWords).join('')}`
  },
  UNKNOWN_FIELD: (d: Details) =>
    `模板里有认不出的内容：${list(d.fields)
      .map((field) => (field === '{' ? '单独的花括号' : `{${field}}`))
      .join('、')}。可以用的是：${list(d.known)
      .map((field) => `{${field}}`)
      .join('、')}。`,
  NOTHING_TO_WRITE: () => '没有可以写进文件的：这些代理商都没有手机号。请先在代理商资料里补上联系电话。',
  ALREADY_PAID: (d: Details) =>
    `${monthWords(text(d.period))}已有 ${number(d.count)} 家代理商付了款，不能反结账。请在未结账的月份里做调整。`,
} as const satisfies Record<string, (d: Details) => string>

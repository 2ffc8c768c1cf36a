/** What an act or a job is about, in words. */

import { kindWords, monthWords, thingWords } from './terms.ts'

const nouns: Record<string, string> = {
  county: '县',
  province: '省公司',
  city: '市公司',
  settings: '设置',
  term: '类型',
  'factors.grade': '分级系数',
  'factors.star': '星级系数',
  fund: '基金比例',
  statements: '酬金结算单',
  summary: '酬金汇总表',
  payments: '代理商付款表',
  bridge: '酬金环比说明',
  'coming-due': '待付分期表',
  calendar: '工作日历',
  agreementReminders: '协议到期提醒',
  coreTiers: '核心级别',
  fileNeeds: '档案要求',
  agreements: '协议',
  requests: '申请',
}

/** `settlement:2026-10` → `结算 2026年10月`; `user:李明` → `用户 李明`. */
export function subjectWords(subject: string | null): string | null {
  if (subject === null) return null
  const [noun = '', ...rest] = subject.split(':')
  const word = thingWords(noun) || nouns[noun]
  if (word === undefined || rest.length === 0) return kindWords(monthWords(subject))
  return [word, ...rest.map((part) => nouns[part] ?? monthWords(part))].join(' ')
}

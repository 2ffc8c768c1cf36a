/** The parts that refusals' sentences are made of: file names, states, fields at fault, lists of findings. */

import type { Problem } from '../problem.ts'
import { problemSentence } from '../problem-words.ts'
import { type ClosingPoint, closingPointWords } from './closing-words.ts'
import { type Details, text } from './detail-words.ts'
import { fieldWords, monthWords, stateWords } from './terms.ts'

/** `，现在是“待复核”` where the details name a state, else nothing. */
export function stateNow(d: Details): string {
  const state = text(d.state ?? d.status)
  return state ? `，现在是“${stateWords(state)}”` : ''
}

/** The steps of a month in order, and what brings it there. */
const steps: readonly (readonly [state: string, act: string])[] = [
  ['open', ''],
  ['calculated', '试算'],
  ['checking', '发出网点核对'],
  ['reviewed', '复核'],
  ['approved', '审批'],
  ['closed', '结账'],
]

/** What a month must go through first, or that it must be sent back, from its state and those that are wanted. */
export function missingStep(d: Details): string {
  const order = steps.map(([state]) => state)
  const now = order.indexOf(text(d.state))
  const wanted = (Array.isArray(d.wanted) ? d.wanted : []).map((state) => order.indexOf(text(state)))
  const [first] = wanted.filter((at) => at >= 0).toSorted((a, b) => a - b)
  if (now < 0 || first === undefined) return ''
  if (first < now) return '要改先退回，写明原因。'
  const acts = steps
    .slice(now + 1, first + 1)
    .filter(([state]) => state !== 'checking' || steps[first]![0] === 'checking')
  return acts.length === 0 ? '' : `请先${acts.map(([, act]) => act).join('、')}。`
}

/** The month that the details name, or what to say instead. */
export const periodOr = (d: Details, other: string): string => (text(d.period) ? monthWords(text(d.period)) : other)

/** The file's own name; folders stay out of the sentence. */
export function fileName(d: Details): string {
  const name = text(d.file ?? d.fileName ?? d.path)
    .split(/[\\/]/)
    .at(-1)
  return name ? `“${name}”` : '这个文件'
}

const locks: Record<string, string> = {
  store: '导入、试算或结账',
  import: '导入',
  calculate: '试算',
  settlement: '结算',
  backup: '备份',
  close: '结账',
  undo: '撤销',
  checks: '稽核检查',
}

/** What a lock is held for; nothing for one without a word. */
export const lockWords = (lock: string): string => locks[lock.split(':')[0] ?? ''] ?? ''

const inputFaults: Record<string, string> = {
  mnemonic: '只能用字母和数字',
  phone: '不是电话号码，只能是数字、横线和分机的“转”',
  account: '只能是数字',
  ofAnother: '已经是别的网点的',
  empty: '没有填',
  zero: '应大于 0',
  twice: '重复了',
  taken: '已经有了',
  future: '还没有到',
  past: '已经过了',
  notCore: '不能在这里申请',
  ownHasAgent: '应为空，自有营业厅没有代理商',
  notOwn: '不是自有营业厅',
  beforeLast: '早于最近一次变动',
  nobody: '没有人符合条件',
  month: '不是月份',
  date: '不是日期',
  money: '不是金额',
  fen: '不是金额',
  decimal: '不是数字',
  too_small: '没有填或太小',
  too_big: '太长或太大',
  invalid_type: '没有填或类型不对',
  invalid_format: '格式不对',
  unrecognized_keys: '有多余的内容',
}

/** The field at fault of INVALID_INPUT: from {field, reason} or {expected, value}, or from the first of zod's issues. */
export function inputFault(d: Details): string {
  if (d.reason === 'lastAdmin') return '至少要留一个有“系统管理”角色的用户。请先给别人加上这个角色。'
  const first = Array.isArray(d.issues) ? ((d.issues[0] ?? {}) as Details) : {}
  const field = fieldWords(text(d.field).split('.').at(-1) ?? '')
  const fault = [d.reason, d.expected, first.message, first.code].map((one) => inputFaults[text(one)]).find(Boolean)
  const value = text(d.value)
  return `${field ? `“${field}”` : '有一项'}${fault ?? '填得不对'}${value ? `：${value}` : ''}。请改正后再保存。`
}

/** What keeps a month from closing, in words. */
export function closingFaults(value: unknown): string {
  return ((Array.isArray(value) ? value : []) as ClosingPoint[])
    .slice(0, 5)
    .map((point) => closingPointWords(point).text)
    .join('；')
}

/** The first three problems of a policy. */
export function policyFaults(value: unknown): string {
  return ((Array.isArray(value) ? value : []) as Problem[])
    .slice(0, 3)
    .map((problem) => problemSentence(problem))
    .join('；')
}

/** What a row of the record is about and what it says, in words as far as there are any. */

import { fieldWords, kindWords, monthWords, roleWords, thingWords } from '../../api/terms.ts'

const nouns: Record<string, string> = {
  county: '县',
  settings: '设置',
  term: '类型',
  'factors.grade': '分级系数',
  'factors.star': '星级系数',
  fund: '基金比例',
}

/** `settlement:2026-10` → `结算 2026年10月`; `user:李明` → `用户 李明`. */
export function subjectText(subject: string | null): string | null {
  if (subject === null) return null
  const [noun = '', ...rest] = subject.split(':')
  const word = thingWords(noun) || nouns[noun]
  if (word === undefined || rest.length === 0) return kindWords(monthWords(subject))
  return [word, ...rest.map((part) => nouns[part] ?? monthWords(part))].join(' ')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(valueText).join('、')
  if (typeof value === 'object') return detailText(value) ?? '—'
  const text = String(value)
  return roleWords(kindWords(monthWords(text)))
}

/** `编码：5101，名称：临江县分公司`; null where nothing was recorded. */
export function detailText(detail: unknown): string | null {
  if (typeof detail !== 'object' || detail === null)
    return detail === undefined || detail === null ? null : valueText(detail)
  const parts = Object.entries(detail).map(([key, value]) => `${fieldWords(key) || key}：${valueText(value)}`)
  return parts.length > 0 ? parts.join('，') : null
}

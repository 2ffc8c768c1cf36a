/** What a row of the record says, in words as far as there are any. */

import { fieldWords, kindWords, monthWords, roleWords } from '../../../src-main/domain/said/terms.ts'

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

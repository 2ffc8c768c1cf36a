/** What a row of the record says, in words as far as there are any; what has no word on a screen stays in the store's record. */

import { fieldWords, kindWords, monthWords, roleWords } from '../../../src-main/domain/said/terms.ts'

const adjustments: Readonly<Record<string, string>> = {
  bonus: '奖励',
  penalty: '处罚',
  correction: '更正',
  dispute: '申诉',
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) {
    const said = value.map(valueText).filter((each) => each !== null)
    return said.length > 0 ? said.join('、') : null
  }
  if (typeof value === 'object') return detailText(value)
  const text = String(value)
  return adjustments[text] ?? roleWords(kindWords(monthWords(text)))
}

/** `编码：5101，名称：临江县分公司`; null where nothing was recorded that has words. */
export function detailText(detail: unknown): string | null {
  if (typeof detail !== 'object' || detail === null)
    return detail === undefined || detail === null ? null : valueText(detail)
  const parts = Object.entries(detail).flatMap(([key, value]) => {
    // a key that is no identifier of ours is the office's own word, such as a grade
    const name = fieldWords(key) || (/^[a-z][A-Za-z]+$/.test(key) ? '' : key)
    const said = name === '' ? null : valueText(value)
    return said === null ? [] : [`${name}：${said}`]
  })
  return parts.length > 0 ? parts.join('，') : null
}

/** A mapping in words: 网点编码用“厅点”；业务类型没写时填放号；“开户”当作放号；网点按工号认；只要 县=甲。 */

import { columnWords, type LedgerKind } from './ledger-kind.ts'
import type { Mapping } from './shapes.ts'

const list = (words: readonly string[], most = 4): string =>
  words.length > most ? `${words.slice(0, most).join('、')} 等 ${words.length} 个` : words.join('、')

export function mappingWords(kind: LedgerKind, mapping: Mapping): string {
  const said: string[] = []
  if (mapping.headerRow) said.push(`表头在第 ${mapping.headerRow} 行`)
  if (mapping.headerRows === 2) said.push('表头有两行')
  const columns = Object.entries(mapping.columns ?? {})
  const own = columns.flatMap(([key, heading]) =>
    heading !== null && heading !== columnWords(kind, key) ? [`${columnWords(kind, key)}用“${heading}”`] : [],
  )
  if (own.length > 0) said.push(list(own))
  const none = columns.flatMap(([key, heading]) => (heading === null ? [columnWords(kind, key)] : []))
  if (none.length > 0) said.push(`不取${list(none)}`)
  for (const [key, text] of Object.entries(mapping.constants ?? {}))
    if (text !== '') said.push(`${columnWords(kind, key)}没写时填“${text}”`)
  for (const words of Object.values(mapping.values ?? {}))
    for (const [theirs, ours] of Object.entries(words)) if (ours !== '') said.push(`“${theirs}”当作${ours}`)
  if (mapping.outletCodes) said.push(`网点按${mapping.outletCodes}认`)
  for (const { heading, include, exclude } of mapping.filters ?? []) {
    if (include?.length) said.push(`只要“${heading}”是${list(include)}的`)
    if (exclude?.length) said.push(`不要“${heading}”是${list(exclude)}的`)
  }
  if (mapping.periodFromFileName) said.push('账期用文件名里的月份')
  return said.length > 0 ? said.join('；') : '和自己认的一样'
}

/** Tells rows of totals, signatures, counts and repeated headings from rows of data. */

import type { Cell } from '../cell.ts'
import { cellText, isBlank, matchKey } from './read-text.ts'

export type LeftOutKind = 'grandTotal' | 'subtotal' | 'signature' | 'heading'

const grandTotal =
  /^(?:合计|总计|共计|总合计|总和|汇总|TOTAL|合计数|金额合计|全县合计|全市合计|(?:合计|总计|总)(?:数|金额|笔数|户数|数量))(?:[:(].*|\d.*)?$|^.{1,12}(?:合计|总计|共计)[:]?$/
const subtotal = /^(?:小计|本页合计|本页小计|页计|累计|本月合计|本日合计|SUBTOTAL)(?:[:(].*|\d.*)?$|^.{1,12}小计[:]?$/
const signature =
  /^(?:制表|填表|填报|编制|审核|复核|审批|核准|负责人|单位负责人|部门负责人|经办|经手人|主管|领导|会计|出纳|财务|签字|签章|签名|盖章|打印|导出|统计|查询|生成|报表|数据来源)(?:人|员|单位|部门|时间|日期|日|条件|范围|签字|签章|盖章|[()])*(?::|$|(?<=时间|日期|日)\d|.{0,20}(?:审核|复核|制表|负责人))/
const count =
  /^第\d+页(?:[,/]?共\d+页)?$|^共\d+页(?:[,/]?第\d+页)?$|^总?(?:记录|条|行|笔|户)数:?\d[\d,]*$|^["'「『[(]*(?:共|总共)计?:?\d[\d,]*|^["'「『[(]*\d[\d,]*(?:条|行|笔)(?:记录|数据)?["'」』\])。.]*$/
const remark =
  /^(?:说明|备注|注|附注|注意|填表说明|填报说明|提示)\d?[:、.]|^(?:以下空白|以下无数据|以下无正文|END|EOF)$/

/** Words long enough to be a sentence of data's own are no totals' label. */
const labelLimit = 40

/**
 * What kind of row this is that is not data; undefined when it is data.
 * @param cells the row; @param places the columns that may say so beside the row's first filled one: those that data must fill
 * or that could not be read, so that a remark like 上月合计 does not throw a row of data out.
 * @param headings comparable forms of the file's headings by column, for headings that repeat on every page.
 */
export function leftOutKind(
  cells: readonly Cell[],
  places: Iterable<number>,
  headings: readonly string[],
): LeftOutKind | undefined {
  const first = cells.findIndex((cell) => !isBlank(cell ?? null))
  if (first < 0) return undefined
  if (repeatsHeadings(cells, first, headings)) return 'heading'
  const label = kindOfLabel(cells[first] ?? null)
  if (label !== undefined) return label
  for (const place of places) {
    const kind = kindOfLabel(cells[place] ?? null)
    if (kind === 'grandTotal' || kind === 'subtotal') return kind
  }
  return undefined
}

/** More than half of the row's texts are the headings of their columns; the first must be, or looking on is not worth it. */
function repeatsHeadings(cells: readonly Cell[], first: number, headings: readonly string[]): boolean {
  const same = (i: number): boolean => matchKey(cellText(cells[i] ?? null)) === headings[i]
  if (typeof cells[first] !== 'string' || !same(first)) return false
  const filled = cells.flatMap((cell, i) => (isBlank(cell ?? null) ? [] : [i]))
  return filled.length >= 2 && filled.filter(same).length * 2 > filled.length
}

function kindOfLabel(cell: Cell): LeftOutKind | undefined {
  if (typeof cell !== 'string' || cell.length > 300) return undefined
  // Codes, numbers and dates, which is what most rows begin with.
  const code = cell.charCodeAt(0)
  if (code >= 0x30 && code <= 0x39 && !/[条行笔]/.test(cell)) return undefined
  const text = matchKey(cell)
  if (text.length <= labelLimit) {
    if (subtotal.test(text)) return 'subtotal'
    if (count.test(text)) return 'signature'
    if (grandTotal.test(text)) return 'grandTotal'
  }
  if (signature.test(text) || remark.test(text)) return 'signature'
  return undefined
}

/** The first filled cells of a row, for the list of what was left out. */
export function rowText(cells: readonly Cell[]): string {
  const texts: string[] = []
  for (const cell of cells) {
    const text = cell === null ? '' : cellText(cell).trim()
    if (text !== '') texts.push(text)
    if (texts.length === 6) break
  }
  return texts.join(' ')
}

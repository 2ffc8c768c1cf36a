/** Finding the headings and what they name. */

import { describe, expect, it } from 'vitest'
import type { Cell } from '../cell.ts'
import { kinds } from '../kinds/kinds.ts'
import { findHeader, type Header } from './header.ts'
import { fingerprintOf, headingKey } from './headings.ts'
import type { Mapping } from './request.ts'

const find = (
  rows: (readonly Cell[])[],
  mapping?: Mapping,
  given: string[] = [],
  kind = kinds.entries,
): Header | undefined =>
  findHeader(
    kind,
    rows.map((cells, i) => ({ row: i + 1, cells })),
    mapping,
    new Set(given),
  )
const mapped = (header: Header | undefined): string =>
  (header?.columns ?? []).map(({ key, heading, how }) => `${heading}→${key}(${how})`).join(' ')

describe('headings', () => {
  it.each([
    ['金额', '金额', 0],
    [' 金 额 ', '金额', 0],
    ['金额（元）', '金额', 0],
    ['金额(万元)', '金额', 4],
    ['金额（单位：万元）', '金额', 4],
    ['金额/元', '金额', 0],
    ['金额/万元', '金额', 4],
    ['金额\n(分)', '金额', -2],
    ['*网点编码', '网点编码', 0],
    ['网点编码*（必填）', '网点编码', 0],
    ['网点编码：', '网点编码', 0],
    ['本月/数量', '本月/数量', 0],
  ])('%j is %s with shift %i', (text, short, shift) => {
    expect(headingKey(text)).toMatchObject({ short, shift })
  })

  it('has no alias twice in a kind, so that no heading names two columns equally', () => {
    for (const kind of Object.values(kinds)) {
      const names = kind.columns.flatMap((column) =>
        [column.heading, ...column.aliases].map((each) => headingKey(each).short),
      )
      const exact = new Set(kind.columns.map((column) => headingKey(column.heading).short))
      for (const column of kind.columns)
        for (const alias of column.aliases)
          expect(exact.has(headingKey(alias).short), `${kind.key} ${alias}`).toBe(false)
      expect(new Set(names).size, kind.key).toBe(names.length)
    }
  })

  it('knows a layout again by its headings', () => {
    expect(fingerprintOf(['业务日期', '金额(元)'])).toBe(fingerprintOf([' 业务日期 ', '金额（元）']))
    expect(fingerprintOf(['业务日期', '金额'])).not.toBe(fingerprintOf(['金额', '业务日期']))
  })
})

describe('the header row', () => {
  const data: Cell[] = ['2026-10-01', 'WD0001', '放号', 30]

  it('is found below title rows, exactly or by aliases', () => {
    const header = find([
      ['2026年10月业务明细表'],
      ['单位：元', null, null, '打印日期：2026-11-01'],
      ['受理时间', '渠道编码', '业务类型', '金额(元)', '序号'],
      data,
    ])
    expect(header).toMatchObject({ row: 3, found: true, unmatched: ['序号'] })
    expect(mapped(header)).toBe(
      '受理时间→date(alias) 渠道编码→outlet(alias) 业务类型→businessType(exact) 金额(元)→amount(exact)',
    )
  })

  it('prefers an exact heading to an alias, and earlier aliases to later ones', () => {
    const header = find([['网点', '渠道编码', '网点编码', '业务类型', '日期', '业务日期'], data])
    expect(mapped(header)).toContain('网点编码→outlet(exact)')
    expect(mapped(header)).toContain('业务日期→date(exact)')
    expect(mapped(find([['网点', '渠道编码', '业务类型', '日期'], data]))).toContain('渠道编码→outlet(alias)')
  })

  it('may have two levels, flattened', () => {
    const header = find([
      ['业务明细'],
      ['受理信息', null, '渠道编码', '本月业务', null, null],
      ['受理日期', '受理人', null, '业务类型', '数量', '金额(万元)'],
      data,
    ])
    expect(header).toMatchObject({ row: 3, found: true })
    expect(header?.headings).toEqual([
      '受理信息/受理日期',
      '受理信息/受理人',
      '渠道编码',
      '本月业务/业务类型',
      '本月业务/数量',
      '本月业务/金额(万元)',
    ])
    expect(header?.columns.find(({ key }) => key === 'amount')).toMatchObject({ index: 5, shift: 4 })
  })

  it('follows a mapping: headings, what not to take, the row', () => {
    const rows: Cell[][] = [
      ['日期A', '店', '业务类型', '金额', '应收'],
      ['日期A', '店', '业务类型', '金额', '应收'],
      data,
    ]
    const header = find(rows, { headerRow: 2, columns: { date: '日期 A', outlet: '店', amount: '应收', remark: null } })
    expect(header?.row).toBe(2)
    expect(mapped(header)).toBe(
      '日期A→date(mapping) 店→outlet(mapping) 业务类型→businessType(exact) 应收→amount(mapping)',
    )
  })

  it('does without columns that are given from outside', () => {
    expect(
      find(
        [
          ['网点编码', '数量'],
          ['WD0001', 3],
        ],
        undefined,
        ['period', 'businessType'],
      )?.found,
    ).toBe(true)
  })

  it('says what is missing, what was found and what looks like it', () => {
    const header = find([['某月报表'], ['日期', '渠道编码号', '业务类型', '备注'], data])
    expect(header).toMatchObject({ row: 2, found: false, missing: ['网点编码'], unmatched: ['渠道编码号'] })
    expect(header?.likely).toEqual([{ heading: '渠道编码号', key: 'outlet' }])
    expect(find([['甲', '乙'], ['丙']])).toMatchObject({ row: 1, found: false, headings: ['甲', '乙'] })
    expect(find([])).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { type ImportChoices, noChoices } from './import-choices.ts'
import type { Inspected, InspectedSheet } from './shapes.ts'
import { autoSheets, membersNotRead, notRead, sheetInView, sheetName, shownSheets } from './sheet-choice.ts'

const column = { key: 'outlet', heading: '网点编码', required: true, type: 'text', outlet: true, note: null }
const sheet = (label: string, heading: string, hidden = false): InspectedSheet =>
  ({
    sheet: label,
    hidden,
    saved: null,
    rows: [{ row: 1, cells: [heading, '金额'] }],
    header: {
      row: 1,
      headings: [heading, '金额'],
      columns: heading === '网点编码' ? [{ key: 'outlet', heading, index: 0, how: 'exact', shift: 0 }] : [],
      likely: [],
    },
  }) as unknown as InspectedSheet
const inspected = (...sheets: InspectedSheet[]): Inspected =>
  ({ file: '甲.xlsx', sheets, columns: [column], oneOf: [], monthInName: null }) as unknown as Inspected
const choices = (part: Partial<ImportChoices> = {}): ImportChoices => ({ ...noChoices, ...part })

describe('which sheets are read', () => {
  const book = inspected(
    sheet('藏', '网点编码', true),
    sheet('说明', '随便'),
    sheet('上', '网点编码'),
    sheet('下', '网点编码'),
  )

  it('is the first visible one that fits; the others that would fit are named', () => {
    expect(shownSheets(book, choices())).toEqual(['上'])
    expect(notRead(book, choices())).toEqual(['下'])
    expect(notRead(book, choices({ allSheets: true }))).toEqual([])
    expect(shownSheets(book, choices({ allSheets: true }))).toEqual(['上', '下'])
  })

  it('is what was named, with the file before it where there are several', () => {
    expect(sheetName(['甲.xlsx'], 0, '下')).toBe('下')
    expect(sheetName(['甲.xlsx', '乙.xlsx'], 1, '下')).toBe('乙.xlsx/下')
    expect(shownSheets(book, choices({ sheets: ['下'] }))).toEqual(['下'])
    expect(shownSheets(book, choices({ sheets: ['甲.xlsx/下', '乙.xlsx/上'] }))).toEqual(['下'])
    expect(shownSheets(book, choices({ sheets: ['乙.xlsx/下'] }))).toEqual(['上'])
  })

  it('follows the columns that were chosen by hand', () => {
    const mapping = { columns: { outlet: '随便' } }
    expect(shownSheets(book, choices({ mapping }))).toEqual(['说明'])
    expect(sheetInView(book, choices(), undefined)?.sheet).toBe('上')
    expect(sheetInView(book, choices(), '说明')?.sheet).toBe('说明')
  })

  it('is one of each member of a .zip, and members without one are named', () => {
    const zip = inspected(
      sheet('一.xlsx/表', '网点编码'),
      sheet('二.csv/二', '网点编码'),
      sheet('读我.txt/读我', '随便'),
    )
    expect(autoSheets(zip, choices())).toEqual(['一.xlsx/表', '二.csv/二'])
    expect(membersNotRead(zip, choices())).toEqual(['读我.txt'])
    expect(membersNotRead(inspected(sheet('表', '网点编码')), choices())).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { chooseColumns, givenKeys, samplesOf, stillMissing, withColumn } from './column-choice.ts'
import type { InspectedSheet, KindColumn } from './shapes.ts'

const column = (key: string, heading: string, required = false): KindColumn => ({
  key,
  heading,
  required,
  type: 'text',
  outlet: false,
  note: null,
  example: null,
  words: null,
})
const columns = [
  column('date', '业务日期'),
  column('period', '账期'),
  column('outlet', '网点编码', true),
  column('amount', '金额'),
]
const headings = ['受理日期', '厅点', '实收额', '应收']
const header = {
  row: 2,
  headings,
  fingerprint: '0123456789abcdef',
  found: false,
  columns: [{ key: 'date', heading: '受理日期', index: 0, how: 'alias' as const, shift: 0 }],
  unmatched: ['厅点', '实收额', '应收'],
  likely: [{ heading: '实收额', key: 'amount' }],
  missing: ['网点编码'],
}
const shown = (chosen: ReturnType<typeof chooseColumns>) =>
  chosen.map(({ column: { key }, heading, how, likely }) => [key, heading, how, likely])

describe('which heading a column takes', () => {
  it('is the one found, with guesses for those left', () => {
    expect(shown(chooseColumns(columns, header, {}, undefined))).toEqual([
      ['date', '受理日期', 'alias', null],
      ['period', null, 'none', null],
      ['outlet', null, 'none', null],
      ['amount', null, 'none', '实收额'],
    ])
  })

  it('is the one chosen, which no other has then; the others stay as they are', () => {
    const first = withColumn(chooseColumns(columns, header, {}, undefined), {}, 'outlet', '厅点')
    expect(first.columns).toEqual({ date: '受理日期', outlet: '厅点' })
    const second = withColumn(chooseColumns(columns, header, first, undefined), first, 'period', '受理日期')
    expect(second.columns).toEqual({ date: null, outlet: '厅点', period: '受理日期' })
    expect(shown(chooseColumns(columns, header, second, first))).toEqual([
      ['date', null, 'none', null],
      ['period', '受理日期', 'chosen', null],
      ['outlet', '厅点', 'saved', null],
      ['amount', null, 'none', '实收额'],
    ])
  })

  it('is none where the person said so, and no guess is offered again', () => {
    const chosen = chooseColumns(columns, header, { columns: { amount: null, date: null } }, undefined)
    expect(shown(chosen)[3]).toEqual(['amount', null, 'none', null])
    expect(shown(chosen)[0]).toEqual(['date', null, 'none', null])
  })

  it('says that a chosen heading was the likely one', () => {
    const chosen = chooseColumns(columns, header, { columns: { amount: '实收额' } }, undefined)
    expect(shown(chosen)[3]).toEqual(['amount', '实收额', 'likely', null])
  })

  it('forgets a heading that the file has not', () => {
    const chosen = chooseColumns(columns, header, { columns: { date: '别的表的列' } }, undefined)
    expect(shown(chosen)[0]).toEqual(['date', '受理日期', 'alias', null])
  })
})

describe('what is missing', () => {
  const oneOf = [['date', 'period']]
  it('is said until a column, a constant or a month gives it', () => {
    const none = chooseColumns(columns, { ...header, columns: [] }, {}, undefined)
    expect(stillMissing(none, oneOf, new Set())).toEqual(['网点编码', '业务日期或账期'])
    const given = givenKeys({ constants: { outlet: 'W1', amount: '' }, periodFromFileName: true }, undefined, '2026-10')
    expect([...given]).toEqual(['outlet', 'period'])
    expect(stillMissing(none, oneOf, given)).toEqual([])
    expect(givenKeys({ periodFromFileName: true }, undefined, null).size).toBe(0)
  })
})

it('shows the first different texts below the headings', () => {
  const rows = [['标题'], headings, ['', '东厅', '3'], ['', '东厅', '4'], ['', ' 西厅 ', '5']]
  const sheet = { header, rows: rows.map((cells, at) => ({ row: at + 1, cells })) } as unknown as InspectedSheet
  expect(samplesOf(sheet, '厅点')).toEqual(['东厅', '西厅'])
  expect(samplesOf(sheet, '实收额', 2)).toEqual(['3', '4'])
  expect(samplesOf(sheet, '没有')).toEqual([])
})

/** Sheets asked for by name: alone, of one file, of one member of a .zip; and the words of a sheet's columns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspect } from './inspect.ts'
import { partsOf } from './parts.ts'
import { runPipeline } from './pipeline.ts'
import type { IngestRequest, IngestSource } from './request.ts'
import { sheetValues } from './values.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-sheets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const heads = ['账期', '网点编码', '业务类型', '金额']

function book(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>): Uint8Array {
  const made = utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows.map((row) => [...row])), name)
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

function file(fileName: string, bytes: Uint8Array): IngestSource {
  const path = join(folder, `${Math.random()}`)
  writeFileSync(path, bytes)
  return { path, fileName }
}

const outlets = new Map([['W1', 1]])
const types = new Map([['放号', 7]])

function read(sources: readonly IngestSource[], part: Partial<IngestRequest> = {}) {
  const lookups = { outlets, agents: new Map(), businessTypes: types, outletTypes: new Map() }
  return runPipeline({ kind: 'volumes', sources, lookups, ...part }, { parts: (source) => partsOf(source), chunk() {} })
}

const row = (month: number, amount: number) => [month, 'W1', '放号', amount]

describe('sheets by name', () => {
  const one = () =>
    file('一.xlsx', book({ 上: [heads, row(202601, 1)], 下: [heads, row(202602, 2)], 说明: [['随便']] }))
  const two = () => file('二.xlsx', book({ 上: [heads, row(202603, 4)], 下: [heads, row(202604, 8)] }))

  it('reads each sheet that is named, in every file or only in the one before the slash', () => {
    expect(read([one(), two()], { sheet: '下' }).sums.amount).toBe(1000)
    expect(read([one()], { sheets: ['上', '下'] }).sums.amount).toBe(300)
    expect(read([one(), two()], { sheets: ['一.xlsx/上', '一.xlsx/下', '二.xlsx/下'] }).sums.amount).toBe(1100)
    // A file that no name speaks of is read by itself.
    expect(read([one(), two()], { sheets: ['二.xlsx/下'] }).sums.amount).toBe(900)
  })

  it('refuses a sheet that is not there, and one that was named and does not fit', () => {
    expect(() => read([one()], { sheets: ['上', '左'] })).toThrow('SHEET_NOT_FOUND')
    expect(() => read([one(), two()], { sheets: ['一.xlsx/上', '三.xlsx/上'] })).toThrow('SHEET_NOT_FOUND')
    expect(() => read([one()], { sheets: ['上', '说明'] })).toThrow('COLUMNS_MISSING')
  })

  it('names a sheet of one member of a .zip; a text file is called like itself', () => {
    const zip = () =>
      file(
        '十月.zip',
        zipSync({
          '甲.xlsx': book({ 上: [heads, row(202601, 1)], 下: [heads, row(202602, 2)] }),
          '里/乙.csv': strToU8(`${heads.join(',')}\n${row(202603, 4).join(',')}\n`),
          '读我.csv': strToU8('这里没有数据\n'),
        }),
      )
    const seen = inspect({ source: zip(), kind: 'volumes', countTo: 100 }, (source) => partsOf(source))
    expect(seen.sheets.map(({ sheet, filled }) => [sheet, filled.rows])).toEqual([
      ['甲.xlsx/上', 2],
      ['甲.xlsx/下', 2],
      ['乙.csv/乙', 2],
      ['读我.csv/读我', 1],
    ])
    expect(() => read([zip()])).toThrow('COLUMNS_MISSING')
    const result = read([zip()], { sheets: ['甲.xlsx/下', '乙.csv/乙'] })
    expect(result.sums.amount).toBe(600)
    expect(result.sources.map(({ sheet }) => sheet)).toEqual(['甲.xlsx/下', '乙.csv/乙'])
    expect(read([zip()], { sheet: '甲.xlsx/下' }).sums.amount).toBe(200)
  })
})

describe('the words of a sheet', () => {
  const many = [
    '全县业务',
    heads.join(','),
    ...Array.from({ length: 50 }, (_, i) => `2026-10,W${i},${i % 3 ? '放号' : '　放　号'},-`),
  ]
  const source = () => file('多.csv', strToU8([...many, '合计,,,99'].join('\n')))

  it('counts them below the headings, alike as filters compare them, and says when there is more', () => {
    const of = (rows: number, most: number) =>
      sheetValues({ source: source(), kind: 'volumes', sheet: '多', rows, most }, (each) => partsOf(each))
    const all = of(1000, 10)
    expect(all).toMatchObject({ rows: 50, whole: true })
    expect(all.columns[2]).toEqual({
      heading: '业务类型',
      values: [{ text: '放　号', count: 50 }],
      blanks: 0,
      more: false,
    })
    expect(all.columns[1]).toMatchObject({ more: true })
    expect(all.columns[1]?.values).toHaveLength(10)
    expect(all.columns[3]).toMatchObject({ blanks: 50, values: [] })
    expect(of(20, 100)).toMatchObject({ rows: 20, whole: false })
    expect(() => sheetValues({ source: source(), kind: 'volumes', sheet: '少', rows: 1, most: 1 }, partsOf)).toThrow(
      'SHEET_NOT_FOUND',
    )
  })
})

/** Looking into files, archives of files, and the workbook of mistakes that goes back and comes again. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import exceljs from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mistakeWords } from '../../domain/said/mistake-words.ts'
import { ingest, inspectWorkbook, writeMistakes } from './client.ts'
import { findingRows } from './mistakes.ts'
import type { IngestRequest, IngestResult, Lookups } from './request.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mistakes-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lookups: Lookups = {
  outlets: new Map([['00123', 1]]),
  agents: new Map(),
  businessTypes: new Map([['放号', 7]]),
  outletTypes: new Map(),
}

function bytes(sheets: Record<string, unknown[][]>): Uint8Array {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name)
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', bookSST: true }) as ArrayBuffer)
}

function file(name: string, content: Uint8Array | string): { path: string; fileName: string } {
  const path = join(folder, name)
  writeFileSync(path, content)
  return { path, fileName: name }
}

const table = [
  ['十月业务明细'],
  [],
  ['业务日期', '渠道编码', '业务类型', '金额', '流水号', '店里写的'],
  ['2026-10-01', '00123', '放号', 30, 'A1', '好'],
  ['2026-10-02', '00999', '放号', '壹佰', 'A2', '错'],
  ['2026-10-03', '00123', '放号', 20, 'A3', '好'],
  ['2026-10-03', '00123', '放号', 20, 'A3', '重'],
  ['2026-10-04', '00123', '放号', -5, 'A5', '提醒'],
]

const run = (request: Omit<IngestRequest, 'kind' | 'lookups'>): Promise<IngestResult> =>
  ingest({ kind: 'entries', lookups, ...request }, { onChunk() {} })

/** The rows with errors, as they are given back. */
const wrong = (result: IngestResult) =>
  findingRows(result).map(({ layout, rows }) => ({
    layout,
    rows: rows.filter(({ problems }) => problems.some(({ level }) => level === 'error')),
  }))

describe('the workbook of mistakes', () => {
  it('holds the wrong rows in the layout of the file, marked, and imports again when mended', async () => {
    const source = file('补录.xlsx', bytes({ 明细: table }))
    const result = await run({ sources: [source] })
    expect(result.rows).toMatchObject({ taken: 3, rejected: 2 })
    const out = join(folder, '补录（有错）.xlsx')
    const answer = await writeMistakes({ sheets: wrong(result), omitted: 0, out })
    expect(answer).toEqual({ rows: 2, omitted: 0 })

    const book = new exceljs.Workbook()
    await book.xlsx.readFile(out)
    const sheet = book.getWorksheet('明细')!
    const shown = (row: number): unknown[] => (sheet.getRow(row).values as unknown[]).slice(1)
    expect(shown(1)).toEqual(['十月业务明细'])
    expect(shown(3)).toEqual([...table[2]!, '错误说明'])
    expect(shown(4)).toEqual([
      '2026-10-02',
      '00999',
      '放号',
      '壹佰',
      'A2',
      '错',
      '“渠道编码”没有这个网点；“金额”不是数字',
    ])
    expect(shown(5)).toEqual(['2026-10-03', '00123', '放号', 20, 'A3', '重', '“流水号”与第 6 行重复'])
    expect(sheet.getCell('B4').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(sheet.getCell('B4').note).toBe('“渠道编码”没有这个网点')
    expect(sheet.getCell('A4').fill).not.toMatchObject({ pattern: 'solid' })

    sheet.getCell('B4').value = '00123'
    sheet.getCell('D4').value = 100
    sheet.getCell('E5').value = 'A4'
    await book.xlsx.writeFile(out)
    const again = await run({ sources: [{ path: out, fileName: '补录（有错）.xlsx' }] })
    expect(again.rows).toMatchObject({ taken: 2, rejected: 0 })
    expect(again.sources[0]?.unmatched).toEqual(['店里写的'])

    sheet.getCell('B4').value = '00888'
    await book.xlsx.writeFile(out)
    const mended = { path: out, fileName: 'x' }
    const third = await run({ sources: [mended] })
    const twice = join(folder, 'third.xlsx')
    await writeMistakes({ sheets: wrong(third), omitted: 0, out: twice })
    const rows = utils.sheet_to_json<unknown[]>(read(readFileSync(twice)).Sheets.明细!, { header: 1 })
    expect(rows[2]).toEqual([...table[2]!, '错误说明'])
    expect(rows[3]?.at(-1)).toBe('“渠道编码”没有这个网点')
  })

  it('can be made of a CSV, keeps ids as text and says what it leaves out, in a line that is no data', async () => {
    const source = file('a.csv', '业务日期,渠道编码,业务类型\n2026-10-01,00124,放号\n2026-10-01,00125,放号\n')
    const result = await run({ sources: [source] })
    const out = join(folder, 'csv.xlsx')
    const [first] = wrong(result)
    const sheets = [{ layout: first!.layout, rows: first!.rows.slice(0, 1) }]
    expect(await writeMistakes({ sheets, omitted: 1234, out })).toEqual({ rows: 1, omitted: 1234 })
    const sheet = read(readFileSync(out)).Sheets.Sheet1 ?? Object.values(read(readFileSync(out)).Sheets)[0]!
    expect(sheet.B2).toMatchObject({ t: 's', v: '00124' })
    expect(sheet.A3.v).toContain('还有 1,234 行不对')
    const again = await run({ sources: [{ path: out, fileName: 'csv.xlsx' }] })
    expect(again.rows).toMatchObject({ read: 1, rejected: 1 })
    expect(again.leftOut.rows).toMatchObject([{ row: 3, reason: 'signature' }])
  })

  it('refuses where it cannot be written', async () => {
    const source = file('b.csv', '业务日期,渠道编码,业务类型\n2026-10-01,00124,放号\n')
    const sheets = wrong(await run({ sources: [source] }))
    const out = join(folder, 'none', 'x.xlsx')
    await expect(writeMistakes({ sheets, omitted: 0, out })).rejects.toMatchObject({ code: 'WRITE_FAILED' })
  })

  it('says what the store knows in its own words', () => {
    expect(mistakeWords({ code: 'DUPLICATE_IN_STORE', column: '流水号', level: 'error' })).toBe('“流水号”已经导入过')
    expect(
      mistakeWords({ code: 'NOT_ONE_OF', column: '状态', level: 'error', details: { allowed: ['在网', '停机'] } }),
    ).toBe('“状态”请填：在网、停机')
    expect(mistakeWords({ code: 'X', column: '', level: 'warning', details: { words: '怪' } })).toBe('怪（提醒）')
  })
})

describe('a .zip of workbooks', () => {
  it('is one source: its members are read in order, and findings say which', async () => {
    const one = bytes({ Sheet1: table.slice(2, 4) })
    const csv = strToU8('业务日期,渠道编码,业务类型,流水号\n2026-10-05,00123,放号,B1\n2026-10-05,00321,放号,B2\n')
    const source = file(
      '十月.zip',
      zipSync({ '甲/一.xlsx': one, '甲/二.csv': csv, '__MACOSX/甲/._一.xlsx': csv, '说明.pdf': csv }),
    )
    const result = await run({ sources: [source] })
    expect(result.rows).toMatchObject({ read: 3, taken: 2, rejected: 1 })
    expect(result.sources.map(({ fileName, sheet }) => `${fileName} ${sheet}`)).toEqual([
      '十月.zip 一.xlsx/Sheet1',
      expect.stringMatching(/^十月\.zip 二\.csv\//),
    ])
    expect(result.problems.kept).toMatchObject([{ source: 0, row: 3, code: 'UNKNOWN_OUTLET' }])
    const out = join(folder, 'zip.xlsx')
    expect(await writeMistakes({ sheets: wrong(result), omitted: 0, out })).toEqual({ rows: 1, omitted: 0 })
  })

  it('without workbooks is none, and leaves nothing behind', async () => {
    // unpacked where only this test looks
    const own = mkdtempSync(join(folder, 'unpacked-'))
    vi.stubEnv('TMPDIR', own)
    const source = file('图.zip', zipSync({ '图.png': strToU8('x') }))
    await expect(run({ sources: [source] })).rejects.toMatchObject({ code: 'NOT_A_WORKBOOK' })
    const broken = file('坏.zip', zipSync({ '坏.xlsx': strToU8('PK\u0003\u0004 not really') }))
    await expect(run({ sources: [broken] })).rejects.toMatchObject({ name: 'Refusal' })
    vi.unstubAllEnvs()
    expect(readdirSync(own)).toEqual([])
  })
})

describe('looking into a file', () => {
  it('shows sheets, first rows, headings and which kinds fit', async () => {
    const source = file('两页.xlsx', bytes({ 说明: [['填表说明'], ['请勿改动']], 明细: table }))
    const { sheets } = await inspectWorkbook({ source })
    expect(sheets.map(({ sheet, fits }) => [sheet, fits.map(({ kind }) => kind)])).toEqual([
      ['说明', []],
      ['明细', ['entries']],
    ])
    expect(sheets[1]?.rows.slice(0, 2)).toEqual([
      { row: 1, cells: ['十月业务明细'] },
      { row: 3, cells: table[2] },
    ])
    const asked = await inspectWorkbook({ source, kind: 'volumes', given: ['period'] })
    expect(asked.sheets[1]?.header).toMatchObject({
      row: 3,
      found: true,
      unmatched: ['业务日期', '流水号', '店里写的'],
    })
    expect(asked.sheets[0]?.header).toMatchObject({ found: false, missing: ['网点编码', '业务类型'] })
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as SheetJs from '@e965/xlsx'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { afterAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import { openWorkbook } from '../read/open.ts'
import { type Sheet, type SheetColumn, type SheetRow, writeXlsx } from './sheet-stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-write-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const newPath = () => join(folder, `测试${++files}.xlsx`)

const COLUMNS: readonly SheetColumn[] = [
  { heading: '网点编码', type: 'text' },
  { heading: '日期', type: 'date' },
  { heading: '月份', type: 'month' },
  { heading: '金额', type: 'money', sum: true },
  { heading: '笔数', type: 'integer', sum: true },
  { heading: '分钟', type: 'decimal' },
  { heading: '原样', type: 'any' },
]

const ROWS: readonly SheetRow[] = [
  ['056410001', '2026-10-31', '2026-10', 1_234, 1, '3.5', 7],
  ['=1+1', 20261001, 202609, -5, -2, 0.1, '文字'],
  ['第一行\n第二行 <b>&"', '', null, 100_000_001, 0, '12345678901234567.5', undefined],
  [],
  ['+86', '1899-12-31', '2026-08', '壹佰', '１', 'abc', 1.59e17],
]

function sheet(rows: Iterable<SheetRow> | AsyncIterable<SheetRow>, more: Partial<Sheet> = {}): Sheet {
  return {
    name: '网点/清单',
    columns: COLUMNS,
    rows,
    title: '标题',
    totals: '合计',
    closing: [['制表人：王芳']],
    ...more,
  }
}

function parts(path: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  )
}

function read(path: string, name: string): Map<number, Cell[]> {
  const workbook = openWorkbook(path)
  const rows = new Map<number, Cell[]>()
  workbook.read(name, (row, cells) => {
    rows.set(row, [...cells])
    return true
  })
  workbook.close()
  return rows
}

describe.each(['inline', 'shared'] as const)('writeXlsx with %s strings', (strings) => {
  it('writes ids as text, money, dates and numbers as numbers, the same for every reader', async () => {
    const path = newPath()
    const written = await writeXlsx(path, [sheet(ROWS)], { strings })
    expect(written).toMatchObject({ rows: 5, sheets: ['网点 清单'] })

    const ours = read(path, '网点 清单')
    expect(ours.get(1)?.[0]).toBe('标题')
    expect(ours.get(2)).toEqual(COLUMNS.map((column) => column.heading))
    expect(ours.get(3)).toEqual(['056410001', { kind: 'date', serial: 46_326 }, '2026-10', 12.34, 1, 3.5, 7])
    expect(ours.get(4)).toEqual(['=1+1', { kind: 'date', serial: 46_296 }, '2026-09', -0.05, -2, 0.1, '文字'])
    expect(ours.get(5)).toEqual(['第一行\n第二行 <b>&"', null, null, 1_000_000.01, 0, '12345678901234567.5'])
    expect(ours.get(6) ?? []).toEqual([])
    expect(ours.get(7)).toEqual(['+86', '1899-12-31', '2026-08', '壹佰', '１', 'abc', 1.59e17])
    expect(ours.get(8)).toEqual(['合计', null, null, 1_000_012.3, -1])
    expect(ours.get(9)).toEqual(['制表人：王芳'])

    const sheetJs = SheetJs.read(readFileSync(path))
    expect(sheetJs.SheetNames).toEqual(['网点 清单'])
    const grid = SheetJs.utils.sheet_to_json<unknown[]>(sheetJs.Sheets['网点 清单']!, {
      header: 1,
      raw: true,
      blankrows: true,
      defval: null,
    })
    expect(grid[2]).toEqual(['056410001', 46_326, '2026-10', 12.34, 1, 3.5, 7])
    expect(grid[4]?.[0]).toBe('第一行\n第二行 <b>&"')
    expect(sheetJs.Sheets['网点 清单']!.D3).toMatchObject({ t: 'n', v: 12.34, w: '12.34' })
    expect(sheetJs.Sheets['网点 清单']!.B3.w).toBe('2026-10-31')

    const hucre = await readXlsx(readFileSync(path))
    expect(hucre.sheets[0]?.name).toBe('网点 清单')
    expect(hucre.sheets[0]?.rows[2]?.slice(2)).toEqual(['2026-10', 12.34, 1, 3.5, 7])
    expect(hucre.sheets[0]?.rows[6]?.[3]).toBe('壹佰')
  })

  it('is a sound zip with well-formed XML for others too', async () => {
    const path = newPath()
    await writeXlsx(path, [sheet(ROWS), sheet([], { name: '空' })], { strings })
    if (spawnSync('python3', ['--version']).status !== 0) return
    const script =
      'import sys,zipfile,xml.dom.minidom as m\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n[m.parseString(z.read(n)) for n in z.namelist()]\nprint(len(z.namelist()))'
    expect(Number(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }))).toBe(
      strings === 'shared' ? 8 : 7,
    )
  })

  it('gives back any text exactly', async () => {
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
    const awkward = fc.constantFrom(
      '_x0041_',
      '_x005F_',
      ' a ',
      '\t',
      '\n',
      'a\r\nb',
      '\u0000',
      '\ufffe',
      '=A1',
      '😀',
      ' ',
      '\u3000',
      "'",
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(texts, awkward), { minLength: 1, maxLength: 40 }), async (values) => {
        const path = newPath()
        await writeXlsx(
          path,
          [{ name: 's', columns: [{ heading: 'h', type: 'text' }], rows: values.map((value) => [value]) }],
          { strings },
        )
        const rows = read(path, 's')
        expect(values.map((_, n) => rows.get(n + 2)?.[0])).toEqual(values)
        rmSync(path)
      }),
      { numRuns: 40 },
    )
  })
})

describe('writeXlsx', () => {
  it('goes on with further sheets where one is full, and ends only the last with totals', async () => {
    const path = newPath()
    function* numbers(): Generator<SheetRow> {
      for (let n = 1; n <= 7; n++) yield [`a${n}`, null, null, 100]
    }
    const written = await writeXlsx(path, [sheet(numbers(), { name: '明细' })], { rowsPerSheet: 3, strings: 'shared' })
    expect(written).toMatchObject({ rows: 7, sheets: ['明细', '明细(2)', '明细(3)'] })
    const counts = written.sheets.map((name) => read(path, name))
    expect(counts.map((rows) => [...rows.values()].filter((row) => String(row[0]).startsWith('a')).length)).toEqual([
      3, 3, 1,
    ])
    expect(counts.map((rows) => rows.size)).toEqual([5, 5, 5])
    expect(counts[2]?.get(4)).toEqual(['合计', null, null, 7, 0])
  })

  it('fills an Excel sheet to its last row before it begins another', { timeout: 120_000 }, async () => {
    const path = newPath()
    function* numbers(): Generator<SheetRow> {
      for (let n = 0; n < 1_048_576; n++) yield [n]
    }
    const { sheets } = await writeXlsx(
      path,
      [{ name: 'n', columns: [{ heading: 'n', type: 'integer' }], rows: numbers() }],
      { level: 1 },
    )
    expect(sheets).toEqual(['n', 'n(2)'])
    const first = parts(path)['xl/worksheets/sheet1.xml']!
    expect(first).toContain('<row r="1048576"><c r="A1048576" s="4"><v>1048574</v></c></row></sheetData>')
    expect(first).toContain('<autoFilter ref="A1:A1048576"/>')
    expect(parts(path)['xl/worksheets/sheet2.xml']).toContain(
      '<row r="2"><c r="A2" s="4"><v>1048575</v></c></row></sheetData>',
    )
    rmSync(path)
  })

  it('freezes the headings, offers filters, gives widths, repeats headings on paper, marks what looks like a formula', async () => {
    const path = newPath()
    await writeXlsx(path, [sheet(ROWS)])
    const all = parts(path)
    const xml = all['xl/worksheets/sheet1.xml']!
    expect(xml).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<autoFilter ref="A2:G7"/><mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells>')
    expect(xml).toContain('<col min="1" max="1" width="16" customWidth="1"/>')
    expect(xml).toContain('<c r="A4" s="2" t="inlineStr"><is><t>=1+1</t></is></c>')
    expect(xml).not.toContain('<f>')
    expect(all['xl/workbook.xml']).toContain(`'网点 清单'!$A$2:$G$7`)
    expect(all['xl/workbook.xml']).toContain(`'网点 清单'!$2:$2`)
    expect(all['xl/styles.xml']).toContain('quotePrefix="1"')
  })

  it('takes rows from an asynchronous source and says how far it is', async () => {
    const path = newPath()
    async function* rows(): AsyncGenerator<SheetRow> {
      for (let n = 0; n < 20_000; n++) yield [`id${n}`, 20261001]
    }
    const seen: number[] = []
    expect((await writeXlsx(path, [sheet(rows())], { onProgress: (count) => seen.push(count) })).rows).toBe(20_000)
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  it('writes the same bytes for the same rows', async () => {
    const [one, two] = [newPath(), newPath()]
    await writeXlsx(one, [sheet(ROWS)], { strings: 'shared' })
    await writeXlsx(two, [sheet(ROWS)], { strings: 'shared' })
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  })

  it('lets others in after every few hundred rows', async () => {
    let row = 0
    function* rows(): Generator<SheetRow> {
      for (; row < 60_000; row++) yield [`0564${row}`, 20261001 + (row % 28), '2026-10', row, 1, '1.5', row]
    }
    let last = 0
    let most = 0
    let going = true
    const watch = () => {
      most = Math.max(most, row - last)
      last = row
      if (going) setImmediate(watch)
    }
    setImmediate(watch)
    await writeXlsx(newPath(), [sheet(rows())], { strings: 'shared' })
    going = false
    expect(most).toBeLessThan(1_000)
  })

  it('leaves nothing behind when it is cancelled or its source fails, and keeps the file that was there', async () => {
    const path = newPath()
    writeFileSync(path, 'before')
    const before = readdirSync(folder)
    const stop = new AbortController()
    function* endless(): Generator<SheetRow> {
      for (let n = 0; ; n++) {
        if (n === 5_000) stop.abort()
        yield [`x${n}`, 20261001, '2026-10', n]
      }
    }
    await expect(writeXlsx(path, [sheet(endless())], { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    let closed = false
    function* broken(): Generator<SheetRow> {
      try {
        yield ['a']
        throw new Error('source')
      } finally {
        closed = true
      }
    }
    await expect(writeXlsx(path, [sheet(broken())])).rejects.toThrow('source')
    expect(closed).toBe(true)
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(path, 'utf8')).toBe('before')
  })

  it('says so when the file cannot be written', async () => {
    const missing = writeXlsx(join(folder, '没有', 'a.xlsx'), [sheet([])])
    await expect(missing).rejects.toBeInstanceOf(Refusal)
    await expect(missing).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    const directory = join(folder, '目录.xlsx')
    mkdirSync(directory)
    await expect(writeXlsx(directory, [sheet([])])).rejects.toBeInstanceOf(Refusal)
  })
})

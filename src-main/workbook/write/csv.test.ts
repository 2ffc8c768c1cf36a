import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Cell } from '../cell.ts'
import { openWorkbook } from '../read/open.ts'
import { csvField, writeCsv } from './csv.ts'
import type { SheetRow } from './sheet-stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('csvField', () => {
  it.each([
    ['通讯', '通讯'],
    ['a,b', '"a,b"'],
    ['他说"好"', '"他说""好"""'],
    ['a\nb', '"a\nb"'],
    [' a', '" a"'],
    ['=1+1', "'=1+1"],
    ['+8613800000000', "'+8613800000000"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['', ''],
  ])('%j becomes %j', (text, field) => expect(csvField(text)).toBe(field))
})

describe('writeCsv', () => {
  it('writes numbers as numbers, ids as they are, dates and months readable, with a mark', async () => {
    const path = join(folder, '清单.csv')
    const count = await writeCsv(path, {
      columns: [
        { heading: '网点编码', type: 'text' },
        { heading: '金额', type: 'money' },
        { heading: '数量', type: 'integer' },
        { heading: '分钟', type: 'decimal' },
        { heading: '日期', type: 'date' },
        { heading: '账期', type: 'month' },
      ],
      rows: [
        ['056410001', -1_205, -1, '-3.5', 20261031, 202610],
        ['=cmd', 5, '壹', 'x', '2026-10-01', '2026-10'],
        [null, 0, undefined, '', null, null],
      ],
    })
    expect(count).toBe(3)
    expect(readFileSync(path, 'utf8')).toBe(
      "\ufeff网点编码,金额,数量,分钟,日期,账期\r\n056410001,-12.05,-1,-3.5,2026-10-31,2026-10\r\n'=cmd,0.05,壹,x,2026-10-01,2026-10\r\n,0.00,,,,\r\n",
    )
  })

  it('gives back any text that is not a formula', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '通', '"', ',', '\n', ' ', '1', ';', '\t', '😀'),
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          text.map((each) => `x${each}`),
          { minLength: 1, maxLength: 20 },
        ),
        async (texts) => {
          const path = join(folder, 'property.csv')
          await writeCsv(path, {
            columns: [
              { heading: 'a', type: 'text' },
              { heading: 'b', type: 'text' },
            ],
            rows: texts.map((each) => [each, 'z']),
          })
          const back: Cell[] = []
          const workbook = openWorkbook(path)
          workbook.read(workbook.sheets[0]!.name, (_row, cells) => {
            back.push(cells[0] ?? null)
            return true
          })
          workbook.close()
          expect(back.slice(1)).toEqual(texts)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const stop = new AbortController()
    function* rows(): Generator<SheetRow> {
      for (let n = 0; ; n++) {
        if (n === 9_000) stop.abort()
        yield [`网点${n}`]
      }
    }
    const before = readdirSync(folder)
    const writing = writeCsv(
      join(folder, 'x.csv'),
      { columns: [{ heading: 'a', type: 'text' }], rows: rows() },
      { signal: stop.signal },
    )
    await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(folder)).toEqual(before)
  })
})

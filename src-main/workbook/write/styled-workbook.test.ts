import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, expect, it } from 'vitest'
import { writeStyled, writeTemplate } from '../ingest/client.ts'
import type { StyledSheet } from './styled-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-styled-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SHEET: StyledSheet = {
  name: '结算单',
  widths: [6, 30, 16],
  footer: '&C第 &P 页',
  headingRow: 2,
  rows: [
    {
      height: 30,
      across: true,
      cells: [{ value: '酬金结算单', align: 'center', size: 16, bold: true, colour: 'FFB35900' }],
    },
    {
      height: 21,
      cells: ['序号', '条款', '金额'].map((value) => ({
        value,
        align: 'left' as const,
        border: 'ruled' as const,
        fill: 'FFF0F2F4',
      })),
    },
    {
      height: 37,
      cells: [
        { value: 1, align: 'center', format: '0' },
        { value: '=1+1', align: 'left', indent: true },
        { value: -12.5, align: 'right', format: '#,##0.00;[Red]-#,##0.00', border: 'hair' },
      ],
    },
  ],
}

it('writes sheets as they are described, from the worker', async () => {
  const out = join(folder, 'a.xlsx')
  await writeStyled({ sheets: [SHEET, { ...SHEET, name: '另一张' }], out })
  const book = new exceljs.Workbook()
  await book.xlsx.readFile(out)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['结算单', '另一张'])
  const sheet = book.worksheets[0]!
  expect(sheet.getCell('A1').isMerged && sheet.getCell('C1').isMerged).toBe(true)
  expect(sheet.getCell('A1').font).toMatchObject({ size: 16, bold: true, color: { argb: 'FFB35900' } })
  expect(sheet.getCell('B2')).toMatchObject({ border: { top: { style: 'thin' }, bottom: { style: 'thin' } } })
  // Text that looks like a formula stays text; money is a number.
  expect([sheet.getCell('B3').value, sheet.getCell('B3').numFmt]).toEqual(['=1+1', '@'])
  expect([sheet.getCell('C3').value, sheet.getCell('C3').numFmt]).toEqual([-12.5, '#,##0.00;[Red]-#,##0.00'])
  expect(sheet.getRow(3).height).toBe(37)
  expect(sheet.getColumn(2).width).toBe(30)
  expect(sheet.pageSetup).toMatchObject({ paperSize: 9, fitToWidth: 1, printTitlesRow: '2:2' })
  expect(sheet.headerFooter.oddFooter).toBe('&C第 &P 页')
})

it('leaves nothing behind where it cannot write, and says so', async () => {
  const out = join(folder, 'no', 'b.xlsx')
  await expect(writeStyled({ sheets: [SHEET], out })).rejects.toMatchObject({ code: 'WRITE_FAILED' })
  await expect(writeTemplate({ kind: 'entries', lists: {}, out })).rejects.toMatchObject({ code: 'WRITE_FAILED' })
  expect(readdirSync(folder)).toEqual(['a.xlsx'])
})

/**
 * Opens what we write in LibreOffice and looks at what it saw. Slow, so only when asked, and it needs `soffice` on the PATH
 * (Debian: libreoffice-calc-nogui): DESK_OFFICE=1 npx vitest run src-main/workbook/write/libreoffice.test.ts
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { kindKeys, kinds } from '../kinds/kinds.ts'
import { writeXlsx } from './sheet-stream.ts'
import { templateWorkbook } from './template.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-office-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OFFICE = 'soffice'
const asked = process.env.DESK_OFFICE === '1'
const installed = asked && spawnSync(OFFICE, ['--version']).status === 0
if (asked && !installed)
  throw new Error('LibreOffice is not installed: no soffice on the PATH (Debian: libreoffice-calc-nogui)')

/** What LibreOffice shows on the first sheet, as it would print it, cells between tabs. */
function shown(path: string): string[] {
  const args = [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true',
    '--outdir',
    folder,
    path,
  ]
  execFileSync(OFFICE, args, { stdio: 'ignore', timeout: 120_000 })
  return readFileSync(join(folder, basename(path).replace('.xlsx', '.csv')), 'utf8')
    .replace(/\n$/, '')
    .split('\n')
}

describe.skipIf(!installed)('in LibreOffice', () => {
  it.each(['inline', 'shared'] as const)(
    'a list shows its texts, dates and amounts (%s strings)',
    { timeout: 180_000 },
    async (strings) => {
      const path = join(folder, `${strings}.xlsx`)
      await writeXlsx(
        path,
        [
          {
            name: '网点/清单',
            title: '十月清单',
            totals: '合计',
            columns: [
              { heading: '网点编码', type: 'text' },
              { heading: '日期', type: 'date' },
              { heading: '账期', type: 'month' },
              { heading: '金额', type: 'money', sum: true },
              { heading: '笔数', type: 'integer', sum: true },
              { heading: '流水号', type: 'text' },
            ],
            rows: [
              ['056410001', 20261031, 202610, 123_456_789, 1, '202610011219181888'],
              ['=1+1', '2026-02-28', '2026-02', -5, -2, '<&>'],
            ],
          },
        ],
        { strings },
      )
      expect(shown(path)).toEqual([
        '十月清单\t\t\t\t\t',
        '网点编码\t日期\t账期\t金额\t笔数\t流水号',
        '056410001\t2026-10-31\t2026-10\t1,234,567.89\t1\t202610011219181888',
        '=1+1\t2026-02-28\t2026-02\t-0.05\t-2\t<&>',
        '合计\t\t\t1,234,567.84\t-1\t',
      ])
    },
  )

  it('a template opens with its headings', { timeout: 180_000 }, async () => {
    const path = join(folder, 'template.xlsx')
    writeFileSync(path, await templateWorkbook('controlTotals'))
    expect(shown(path)[0]).toBe('*账期\t*台账\t业务类型\t*笔数\t金额\t网点编码')
  })

  it('all templates keep headings, notes and drop-down lists when it saves them', { timeout: 180_000 }, async () => {
    const { default: exceljs } = await import('exceljs')
    const out = join(folder, 'saved')
    const paths = await Promise.all(
      kindKeys.map(async (kind) => {
        const path = join(folder, `${kind}.xlsx`)
        writeFileSync(path, await templateWorkbook(kind))
        return path
      }),
    )
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      out,
    ]
    execFileSync(OFFICE, [...args, ...paths], { stdio: 'ignore', timeout: 170_000 })
    for (const kind of kindKeys) {
      const workbook = new exceljs.Workbook()
      await workbook.xlsx.readFile(join(out, `${kind}.xlsx`))
      const sheet = workbook.worksheets[0]!
      const { columns } = kinds[kind]
      const headings = columns.map((_, at) => sheet.getCell(1, at + 1).text.replace('*', ''))
      expect(headings).toEqual(columns.map(({ heading }) => heading))
      expect(columns.every((_, at) => sheet.getCell(1, at + 1).note)).toBe(true)
      const offered = columns.map((_, at) => sheet.getCell(2, at + 1).dataValidation?.type === 'list')
      const chosen = columns.map((column) => column.type === 'choice' || ('to' in column && /Type$/.test(column.to)))
      expect(offered).toEqual(chosen)
    }
  })
})

/** Opens what we write in LibreOffice, where it is installed (Debian: libreoffice-calc-nogui), and looks at what it saw. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeXlsx } from './sheet-stream.ts'
import { templateWorkbook } from './template.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-office-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OFFICE = 'soffice'
const installed = spawnSync(OFFICE, ['--version']).status === 0
if (!installed) console.log('LibreOffice is not installed: its reading of our workbooks is not checked here')

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
    expect(shown(path)[0]).toBe('*账期\t*台账\t业务类型\t*笔数\t金额')
  })
})

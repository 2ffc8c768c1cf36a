/** Wrong rows come back in the user's own layout, and mended ones bring just what was missing; pastes and several files. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'

beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会', 'W2,东街店,社会'])
})
afterEach(() => office.close())

const clerk = () => office.as('王芳')
const lend = (name: string, bytes: string | Uint8Array): string => {
  const path = join(office.dataDir, name)
  writeFileSync(path, bytes)
  return office.desk.office.files.lendUpload(path).id
}

test('store duplicates and wrong cells come back; the mended workbook brings what was missing', async () => {
  await office.importText('entries', [HEAD, '2026-10-01,W1,放号,1391,1,0,A1'])
  const lines = [
    '业务明细表,,,,,,',
    HEAD,
    '2026-10-01,W1,放号,1391,1,0,A1',
    '2026-10-02,W2,放号,1392,1,0,A2',
    '2026-10-03,W9,放号,1393,1,0,A3',
  ]
  const answer = await office.importText('entries', lines, { onlyValid: true })
  expect(answer.rows).toEqual({ read: 3, added: 1, updated: 0, skipped: 0, rejected: 2 })
  const written = await clerk().ledgers.mistakes({ mistakes: answer.mistakes! })
  expect(written).toMatchObject({ rows: 2, omitted: 0 })
  expect(written.name).toMatch(/待改\.xlsx$/)

  const path = office.desk.office.files.export(written.export).path
  const book = await new exceljs.Workbook().xlsx.readFile(path)
  const sheet = book.worksheets[0]!
  expect(sheet.getRow(1).getCell(1).value).toBe('业务明细表')
  expect(sheet.getRow(2).getCell(8).value).toBe('错误说明')
  expect(sheet.getRow(3).getCell(8).value).toBe('已经导入过（第 2 批）')
  expect(sheet.getRow(4).getCell(2).value).toBe('W9')
  sheet.getRow(4).getCell(2).value = 'W2'
  const mended = join(office.dataDir, 'mended.xlsx')
  await book.xlsx.writeFile(mended)
  const again = await clerk().ledgers.import({
    kind: 'entries',
    upload: office.desk.office.files.lendUpload(mended).id,
    duplicates: 'skip',
  })
  expect(again.rows).toEqual({ read: 2, added: 1, updated: 0, skipped: 1, rejected: 0 })
  expect(again.mistakes).toBeNull()
})

test('a refused import gives its wrong rows back, an unknown id nothing', async () => {
  const refused = await refusal(office.importText('entries', [HEAD, '2026-10-03,W9,放号,1393,1,壹佰,A3']))
  const id = String(refused.details.mistakes)
  const out = join(office.dataDir, 'wrong.xlsx')
  const command = office.desk.caller({ user: '王芳', roles: ['clerk'] })
  expect(await command.ledgers.errorFile({ mistakes: id, file: out })).toMatchObject({ rows: 1 })
  expect(await refusalCode(clerk().ledgers.mistakes({ mistakes: 'nothing' }))).toBe('NOT_FOUND')
})

test('a dry run is compared with the store and leaves nothing behind', async () => {
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W1,任务量,60'])
  const { read } = office.desk.office.store
  const content = () =>
    JSON.stringify(['batches', 'terms', 'indicator_values'].map((t) => read.all(`SELECT * FROM ${t}`)))
  const before = content()
  const lines = ['账期,网点编码,指标,值', '2026-10,W1,任务量,60', '2026-10,W2,在岗人数,3']
  const answer = await office.importText('indicators', lines, { dryRun: true, onlyValid: true })
  expect(answer.rows).toMatchObject({ added: 1, rejected: 1 })
  expect(answer.errors).toMatchObject([{ row: 2, code: 'DUPLICATE_IN_STORE' }])
  expect(answer.report.created).toEqual([{ kind: 'indicator', name: '在岗人数' }])
  expect(content()).toBe(before)
})

test('text pasted from a spreadsheet is a batch like any other', async () => {
  const pasted = `${HEAD}\n2026-10-01,W1,放号,1391,1,0,A1\n2026-10-02,W2,代收费,"1392",1,5.50,A2`.replaceAll(',', '\t')
  const answer = await clerk().ledgers.import({ kind: 'entries', pasted })
  expect(answer.rows.added).toBe(2)
  expect(answer.totals.sums).toEqual({ quantity: 2, amount: '5.50' })
  expect(await refusalCode(clerk().ledgers.import({ kind: 'entries', pasted }))).toBe('SAME_FILE')
  const batch = await clerk().ledgers.batch({ id: answer.batch! })
  expect(batch.file).toBe('粘贴的内容')
  expect(await refusalCode(clerk().ledgers.import({ kind: 'entries' }))).toBe('INVALID_INPUT')
  expect(await refusalCode(clerk().ledgers.import({ kind: 'entries', pasted, upload: 'x' }))).toBe('INVALID_INPUT')
})

test('several files are one batch whose rows know their file, and each is known again', async () => {
  const one = lend('一.csv', `${HEAD}\r\n2026-10-01,W1,放号,1391,1,0,A1\r\n`)
  const two = lend('二.csv', `${HEAD}\r\n2026-10-01,W1,放号,1392,1,0,A2\r\n2026-10-01,W9,放号,1393,1,0,A3\r\n`)
  const answer = await clerk().ledgers.import({ kind: 'entries', uploads: [one, two], onlyValid: true })
  expect(answer.rows).toMatchObject({ added: 2, rejected: 1 })
  expect(answer.errors).toMatchObject([{ row: 3, file: '二.csv', code: 'UNKNOWN_OUTLET' }])
  const { rows } = await clerk().ledgers.rows({ id: answer.batch!, offset: 0, limit: 10 })
  expect(rows.map(({ file, sheetRow }) => [file, sheetRow])).toEqual([
    ['一.csv', 2],
    ['二.csv', 2],
  ])
  const again = lend('又一.csv', `${HEAD}\r\n2026-10-01,W1,放号,1392,1,0,A2\r\n2026-10-01,W9,放号,1393,1,0,A3\r\n`)
  expect(await refusal(clerk().ledgers.import({ kind: 'entries', upload: again }))).toMatchObject({
    code: 'SAME_FILE',
    details: { file: '二.csv' },
  })
  const more = `${HEAD}\r\n2026-10-01,W1,放号,1394,1,0,A4\r\n`
  const twins = [lend('三.csv', more), lend('四.csv', more)]
  expect(await refusalCode(clerk().ledgers.import({ kind: 'entries', uploads: twins }))).toBe('SAME_FILE')
})

test('a .zip of workbooks is one batch', async () => {
  const text = (row: string) => new TextEncoder().encode(`\uFEFF${HEAD}\r\n${row}\r\n`)
  const zip = zipSync({
    'a.csv': text('2026-10-01,W1,放号,1391,1,0,A1'),
    'b.csv': text('2026-10-01,W2,放号,1392,1,0,A2'),
  })
  const answer = await clerk().ledgers.import({ kind: 'entries', upload: lend('十月.zip', zip) })
  expect(answer.rows.added).toBe(2)
  expect(answer.report.sources.map(({ sheet }) => sheet.split('/')[0])).toEqual(['a.csv', 'b.csv'])
})

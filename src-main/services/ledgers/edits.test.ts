/** Mending on the screen: wrong rows shown from the store, cells laid over the file, the record of it, and what is not allowed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'
import { editedRows } from './edits.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会', 'W2,东街店,社会'])
})
afterEach(() => office.close())

const HEAD = '账期,网点编码,业务类型,数量,金额'
const LINES = [HEAD, '2026-10,W1,放号,1,30.00', '2026-10,W2,放号,1,壹佰', '2026-10,W9,代收费,1,壹佰']
const clerk = () => office.as('王芳')
const stored = () =>
  office.desk.office.store.read.all(
    `SELECT n.row, o.code, n.quantity, n.amount FROM volumes n JOIN outlets o ON o.id = n.outlet
     JOIN batches b ON b.id = n.batch AND b.state = 'active' ORDER BY n.row`,
  )
const volumes = (lines: readonly string[], options: Record<string, unknown> = {}) => {
  const file = join(office.dataDir, '十月.csv')
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`)
  const { id } = office.desk.office.files.lendUpload(file)
  return clerk().ledgers.import({ kind: 'volumes', upload: id, ...options })
}

test('a check’s wrong rows are shown, mended and imported; the batch tells what was mended', async () => {
  const check = await volumes(LINES, { dryRun: true, onlyValid: true })
  const mistakes = check.findings!
  expect(check.mistakes).toBe(mistakes)
  const page = await clerk().ledgers.wrongRows({ mistakes })
  expect(page).toMatchObject({ total: 2, omitted: 0, several: false })
  expect(page.headings.map(({ heading }) => heading)).toEqual(HEAD.split(','))
  expect(page.rows.map(({ row, cells }) => [row, cells.at(-1)])).toEqual([
    [3, '壹佰'],
    [4, '壹佰'],
  ])
  expect(page.facets).toContainEqual({ level: 'error', code: 'NOT_A_NUMBER', column: '金额', count: 2 })
  const filtered = await clerk().ledgers.wrongRows({ mistakes, code: 'UNKNOWN_OUTLET' })
  expect(filtered.rows.map(({ row }) => row)).toEqual([4])
  const same = await clerk().ledgers.matchingCells({ mistakes, column: '金额', value: '壹佰' })
  expect(same).toHaveLength(2)

  const edits = [
    ...same.map((place) => ({ ...place, column: '金额', value: '100' })),
    { row: 4, column: '网点编码', value: 'W2' },
  ]
  const again = await volumes(LINES, { dryRun: true, onlyValid: true, edits })
  expect(again).toMatchObject({ rows: { added: 3, rejected: 0 }, mistakes: null })
  const { batch, report } = await volumes(LINES, { edits: [...edits].reverse() })
  expect(report.edits).toMatchObject({ count: 3 })
  expect(report.edits?.kept).toContainEqual(
    expect.objectContaining({ row: 4, column: '网点编码', was: 'W9', value: 'W2' }),
  )
  const byScreen = stored()
  await clerk().ledgers.undo({ id: batch!, reason: '比一比' })
  const hand = LINES.map((line) => line.replace('壹佰', '100').replace('W9', 'W2'))
  await volumes([...hand])
  expect(stored()).toEqual(byScreen)
})

test('only rows in which something was found are edited, and each cell once', async () => {
  const place = { row: 3, column: '金额', value: '100' }
  const refused = async (edits: readonly (typeof place & { file?: string })[]) => refusal(volumes(LINES, { edits }))
  expect(await refused([place])).toMatchObject({ code: 'EDIT_REFUSED', details: { reason: 'noFinding', row: 3 } })
  await volumes(LINES, { dryRun: true, onlyValid: true })
  for (const [edits, reason] of [
    [[{ ...place, row: 2 }], 'noFinding'],
    [[place, { ...place, value: '99' }], 'twice'],
    [[{ ...place, column: '没有' }], 'noColumn'],
    [[{ ...place, file: '别的.csv' }], 'noFile'],
  ] as const)
    expect(await refused(edits)).toMatchObject({ code: 'EDIT_REFUSED', details: { reason } })
  expect(stored()).toEqual([])
})

test('the door to the wrong rows outlives a restart; the mended workbook brings what was missing', async () => {
  const { batch } = await volumes(LINES, { onlyValid: true })
  await office.reopen()
  const { key, total } = await clerk().ledgers.wrongRows({ batch: batch! })
  expect(total).toBe(2)
  const out = join(office.dataDir, '待改.xlsx')
  const local = office.desk.caller({ user: '王芳', roles: ['clerk'] })
  expect(await local.ledgers.errorFile({ mistakes: key, file: out })).toMatchObject({ rows: 2, omitted: 0 })
  const book = await new exceljs.Workbook().xlsx.readFile(out)
  const sheet = book.worksheets[0]!
  expect(sheet.getCell('F2').value).toBe('“金额”不是数字')
  sheet.getCell('E2').value = 100
  sheet.getCell('E3').value = 50
  sheet.getCell('B3').value = 'W1'
  // somebody left a row of the batch in
  sheet.addRow(['2026-10', 'W1', '放号', 1, 30])
  await book.xlsx.writeFile(out)
  const upload = () => office.desk.office.files.lendUpload(out).id
  // whoever says that such rows are errors, hears of it; nothing said, only what was missing is taken
  const strict = await refusal(clerk().ledgers.import({ kind: 'volumes', upload: upload(), duplicates: 'error' }))
  expect(strict).toMatchObject({ code: 'IMPORT_REJECTED' })
  const mended = await clerk().ledgers.import({ kind: 'volumes', upload: upload() })
  expect(mended.rows).toEqual({ read: 3, added: 2, updated: 0, skipped: 1, rejected: 0 })
  expect(stored()).toHaveLength(3)
})

test('findings are bounded: the oldest checks go, those of batches stay', async () => {
  const { batch } = await volumes(LINES, { onlyValid: true })
  const check = (n: number) =>
    volumes([HEAD, `2026-10,W9,放号,${n},1`], { dryRun: true, onlyValid: true }).then(({ findings }) => findings!)
  const oldest = await check(1)
  for (let n = 0; n < 9; n++)
    office.desk.office.store.write((db) =>
      db.run(
        `INSERT INTO import_findings (key, kind, user, at, files, sheets, edits, facets, wrong)
         SELECT key || ?, kind, user, at, files, sheets, edits, facets, wrong FROM import_findings WHERE key = ?`,
        String(n),
        oldest,
      ),
    )
  const newest = await check(2)
  expect(await refusal(clerk().ledgers.wrongRows({ mistakes: oldest }))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await clerk().ledgers.wrongRows({ mistakes: newest })).toMatchObject({ total: 1 })
  expect(await clerk().ledgers.wrongRows({ batch: batch! })).toMatchObject({ total: 2 })
})

test('a source row of a figure says that it was mended on the screen', async () => {
  const { batch } = await volumes(LINES, { onlyValid: true })
  await clerk().ledgers.undo({ id: batch!, reason: '再来' })
  await volumes(LINES, { edits: [{ row: 3, column: '金额', value: '100' }], onlyValid: true })
  const { read } = office.desk.office.store
  const [second] = read.all<{ batch: number }>(
    "SELECT id AS batch FROM batches WHERE state = 'active' AND kind = 'volumes'",
  )
  const edited = editedRows(read)
  const place = {
    batch: second!.batch,
    file: '十月.csv',
    sheet: read.get<{ sheet: string }>('SELECT sheet FROM batch_files WHERE batch = ?', second!.batch)!.sheet,
  }
  expect([2, 3].map((row) => edited({ ...place, row }))).toEqual([false, true])
})

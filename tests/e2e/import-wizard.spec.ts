/** The wizard of 导入 in a real browser: pastes, several files, a .zip, headings and columns by hand, saved mappings, overwriting. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { complaints, expect, test } from './support/desk.ts'
import { ask, barriers, beginImport, enter } from './support/sample.ts'

interface Batch {
  readonly id: number
  readonly rows: { read: number; added: number; updated: number; skipped: number; rejected: number }
  readonly periods: readonly { period: string; rows: number; quantity: number; amount: string }[]
}

type Cells = readonly (string | number)[]

const csv = (rows: readonly Cells[]): string => rows.map((row) => row.join(',')).join('\r\n')

/** Begins an import of a kind on its file step. */
async function begin(page: Page, kind: string, title: string): Promise<void> {
  await beginImport(page, kind)
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

/** Ctrl+V with what Excel puts on the clipboard, wherever the focus is. */
async function paste(page: Page, rows: readonly Cells[]): Promise<void> {
  const text = rows.map((row) => row.join('\t')).join('\r\n')
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', copied)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
}

async function choose(page: Page, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const payload = Object.entries(files).map(([name, content]) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  }))
  await page.locator('input[type=file]').setInputFiles(payload)
}

const found = (page: Page) => page.getByLabel('核对结果')

async function pick(page: Page, label: string, title: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(title, { exact: true }).click()
}

/** Imports what was checked; answers the batch as the back office tells it. */
async function importIt(page: Page): Promise<Batch> {
  await page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }).click()
  const said = page.getByText(/第 \d+ 批已导入/)
  await expect(said).toBeVisible()
  const id = Number(/第 (\d+) 批/.exec((await said.textContent()) ?? '')?.[1])
  return await ask<Batch>(page, 'ledgers.batch', { id })
}

test('every way into the office', async ({ desk, page }) => {
  desk.init('王芳')
  const said = complaints(page)
  await enter(desk, page, '王芳')

  // A paste whose cell has a line end and quotes in it.
  await begin(page, 'outlets', '导入网点')
  const outletHeads = ['网点编码', '网点名称', '渠道类别', '地址', '联系电话']
  await paste(page, [
    outletHeads,
    ['W1', '城关店', '社会', '"东街\n""老""楼 12 号"', '13800000001'],
    ['W2', '南门店', '社会', '南门', '13800000002'],
    ['W3', '北街店', '社会', '北街', '13800000003'],
  ])
  await expect(found(page)).toContainText('新增3')
  await importIt(page)
  expect(await ask(page, 'outlets.get', { code: 'W1' })).toMatchObject({ address: '东街 "老"楼 12 号' })

  await begin(page, 'outletCodes', '导入网点识别码')
  // 7001 is a clerk's number of one outlet and the recharging number of another.
  await paste(page, [
    ['网点编码', '识别码类型', '识别码'],
    ['W1', '工号', '7001'],
    ['W2', '工号', '7002'],
    ['W3', '空充主号', '7001'],
  ])
  await importIt(page)

  // Two files as one batch: both months are told, nothing is asked.
  const volumeHeads = ['账期', '网点编码', '业务类型', '数量', '金额']
  const volumes = (month: string, amount: number) =>
    csv([volumeHeads, [month, 'W1', '代收费', 2, amount], [month, 'W2', '代收费', 3, 5]])
  await begin(page, 'volumes', '导入汇总业务量')
  await choose(page, { '八月.csv': volumes('2026-08', 10), '九月.csv': volumes('2026-09', 20.5) })
  await expect(found(page)).toContainText('可以导入4')
  await expect(page.getByRole('table', { name: '按账期' })).toContainText('2026年9月2525.50')
  expect((await importIt(page)).periods).toMatchObject([
    { period: '2026-08', rows: 2, quantity: 5, amount: '15.00' },
    { period: '2026-09', rows: 2, quantity: 5, amount: '25.50' },
  ])

  // A .zip: the member that is no table is left out, and that is said; the month comes from the name.
  await begin(page, 'volumes', '导入汇总业务量')
  const bare = csv([volumeHeads.slice(1), ['W3', '代收费', 4, 1.25]])
  await choose(page, {
    '汇总2026年10月.zip': zipSync({ '各网点.csv': strToU8(bare), '读我.txt': strToU8('给各网点的说明') }),
  })
  await expect(page.getByLabel('用文件名里的2026年10月')).toBeChecked()
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await expect(page.getByText('里没有读：读我.txt')).toBeVisible()
  expect((await importIt(page)).periods).toMatchObject([{ period: '2026-10', rows: 1, quantity: 4, amount: '1.25' }])

  // Headings that a sample above them hides, the row chosen by hand; then everything else that a mapping holds.
  const layout = (rows: readonly Cells[]) =>
    csv([
      ['网点编码', '业务日期', '业务类型', '金额', '县'],
      ['（填在下面）', '', '', '', ''],
      ['点号', '受理日', '办的', '收了', '归属'],
      ...rows,
    ])
  await begin(page, 'entries', '导入业务明细')
  await choose(page, {
    '市里的表.csv': layout([
      ['7001', '2026-10-01', '开户', '10.00', '甲县'],
      ['7002', '2026-10-02', '开户', '20.50', '甲县'],
      ['7002', '2026-10-03', '代收费', '30.25', '甲县'],
      ['8888', '2026-10-04', '开户', '99.00', '乙县'],
    ]),
  })
  await expect(found(page)).toContainText('不对')
  await page.getByRole('button', { name: '改表头' }).click()
  await page.getByLabel('第 3 行是表头').check()
  await expect(page.getByText('这一行里一列也没有认出来', { exact: false })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('alert')).toContainText('网点编码、业务类型、业务日期或账期')
  await page.getByRole('button', { name: '可能是“点号”，用它' }).click()
  await pick(page, '业务日期用文件里的哪一列', '受理日')
  await pick(page, '业务类型用文件里的哪一列', '办的')
  await pick(page, '金额用文件里的哪一列', '收了')
  await page.getByLabel('品牌没写时填').fill('神州行')
  await page.getByLabel('文件里用网点的哪一种码').click()
  await page.locator('.ant-select-dropdown:visible').getByText('工号（2/3 个对得上）').click()
  await page.getByRole('button', { name: '业务类型的词' }).click()
  await pick(page, '“开户”当作', '放号')
  await page.getByRole('button', { name: '好了' }).click()
  await page.getByRole('button', { name: '按某一列只要一部分行' }).click()
  await page.getByLabel('第 1 条筛选的词').click()
  await page.locator('.ant-select-dropdown:visible').getByText('甲县（3）').click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('读 3 行，不导入 1 行')).toBeVisible()
  await page.getByLabel('对应的名称').fill('市里的表')
  await page.getByRole('button', { name: '存下列的对应' }).click()
  await expect(page.getByLabel('存下的对应')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '核对', exact: true }).click()
  for (const count of ['可以导入3', '筛掉1', '金额合计60.75']) await expect(found(page)).toContainText(count)
  await expect(page.getByText('按存下的“市里的表”读取')).toBeVisible()
  const mapped = await importIt(page)
  const stored = await ask<{ rows: Record<string, string | number>[] }>(page, 'ledgers.rows', { id: mapped.id })
  expect(stored.rows.map(({ outlet, businessType, brand }) => [outlet, businessType, brand])).toEqual([
    ['W1', '放号', '神州行'],
    ['W2', '放号', '神州行'],
    ['W2', '代收费', '神州行'],
  ])

  // The next one with these headings goes straight to the check, and is read the same.
  await begin(page, 'entries', '导入业务明细')
  await choose(page, {
    '下一张.csv': layout([
      ['7001', '2026-11-01', '开户', '1.50', '甲县'],
      ['7001', '2026-11-01', '开户', '9', '丙县'],
    ]),
  })
  await expect(page.getByText('按存下的“市里的表”读取')).toBeVisible()
  expect((await importIt(page)).periods).toMatchObject([{ period: '2026-11', rows: 1, quantity: 1, amount: '1.50' }])

  // Saved mappings get another name, or go.
  await begin(page, 'entries', '导入业务明细')
  await page.getByRole('button', { name: '管理存下的对应' }).click()
  await page.getByRole('button', { name: '“市里的表”改名' }).click()
  await page.getByLabel('新的名称').fill('全市清单')
  await page.keyboard.press('Enter')
  // The cell reads 全市清单 while it is being typed; its buttons say so only once the store has it.
  await expect(page.getByRole('button', { name: '不要“全市清单”' })).toBeVisible()
  expect(await ask(page, 'ledgers.mappings', { kind: 'entries' })).toMatchObject([{ name: '全市清单' }])
  await page.getByRole('button', { name: '不要“全市清单”' }).click()
  await page.getByRole('button', { name: '不要了' }).click()
  await expect(page.getByText('还没有。', { exact: false })).toBeVisible()

  // A blank cell keeps what is known, or clears it, as chosen.
  await begin(page, 'outlets', '导入网点')
  await paste(page, [outletHeads, ['W2', '南门店', '社会', '', '13800000002'], ['W3', '北街店', '社会', '', '']])
  await expect(found(page)).toContainText('没有变化2')
  await pick(page, '空白的格子', '把原来的清掉')
  await expect(found(page)).toContainText('改动2')
  await importIt(page)
  expect(await ask(page, 'outlets.get', { code: 'W3' })).toMatchObject({ address: null, phone: null })
  expect(await ask(page, 'outlets.get', { code: 'W2' })).toMatchObject({ address: null, phone: '13800000002' })

  // Rows that are there already: refused as a whole, or the file's in their place.
  await begin(page, 'volumes', '导入汇总业务量')
  const mended = join(desk.folder, '八月更正.csv')
  writeFileSync(mended, volumes('2026-08', 99))
  await page.locator('input[type=file]').setInputFiles(mended)
  await expect(found(page)).toContainText('不对2')
  await pick(page, '重复的行', '用文件里的换掉')
  await expect(found(page)).toContainText('换掉1')
  const over = await importIt(page)
  expect(over.rows).toMatchObject({ updated: 1, skipped: 1, rejected: 0 })
  expect(said).toEqual([])
})

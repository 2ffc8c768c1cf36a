/** Mistakes in a real browser: mended in place and in bulk, sent back as a workbook, and rows that are there already, field by field. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import exceljs from 'exceljs'
import { complaints, expect, test } from './support/desk.ts'
import { ask, barriers, beginImport, enter, isRefusal, sampleCounty } from './support/sample.ts'

const HEAD = '账期,网点编码,业务类型,数量,金额'

async function check(page: Page, kind: string, path: string): Promise<void> {
  await beginImport(page, kind)
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByLabel('核对结果')).toBeVisible()
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).click()
}

const batches = async (page: Page) =>
  (await ask<{ rows: { id: number; rows: Record<string, number> }[] }>(page, 'ledgers.batches', { kind: 'volumes' }))
    .rows

test('wrong rows are mended on the screen, given back as a workbook, and told apart from their file', async ({
  desk,
  page,
}) => {
  sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  const listed = await ask<{ rows: { code: string }[] }>(page, 'outlets.list', { filter: { category: 'partner' } })
  const [a = '', b = '', c = ''] = listed.rows.map(({ code }) => code)
  const file = (name: string, lines: readonly string[]): string => {
    const path = join(desk.folder, name)
    writeFileSync(path, `\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`)
    return path
  }
  const first = file('汇总.csv', [
    `2026-10,${a},放号,1,10.00`,
    `2026-10,${b},放号,1,壹佰`,
    `2026-10,${c},放号,1,壹佰`,
    `2026-10,${a},宽带,1,贰佰`,
    `2026-10,没有的,宽带,1, 5.00`,
  ])
  await check(page, 'volumes', first)
  const counts = page.getByLabel('核对结果')
  await expect(counts).toContainText('不对4')
  const wrong = page.getByRole('grid', { name: '不对的' })
  await expect(wrong).toHaveAttribute('aria-rowcount', '5')
  expect(await barriers(page)).toEqual([])

  // Levels and filters: only the wrong rows, only one kind of mistake.
  await choose(page, '按毛病筛选', '没有这个网点')
  await expect(wrong).toHaveAttribute('aria-rowcount', '2')
  await page.getByLabel('按毛病筛选').hover()
  await page.locator('.ant-select-clear').last().click()
  await expect(wrong).toHaveAttribute('aria-rowcount', '5')
  await page.getByText('整理过的', { exact: false }).click()
  await expect(page.getByRole('table', { name: '整理过的格子' })).toContainText('6： 5.00')
  await page.getByText('不对的 4 处').click()

  // In bulk, the number said before; then one cell by typing, one given back by Esc, one by F2.
  await page.getByRole('button', { name: '成批替换' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText('“金额”写着“壹佰”的有 2 行')
  await dialog.getByLabel('都改成').fill('100')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByLabel('第 3 行“金额”', { exact: false }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('第 5 行“金额”：贰佰')).toBeFocused()
  await page.keyboard.type('20')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('第 5 行“金额”：贰佰')).toBeFocused()
  await page.keyboard.type('200')
  await page.keyboard.press('Tab')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(b)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '导入 1 行' })).toHaveAccessibleDescription(/改过的 4 格还没有核对/)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Control+s')
  await expect(counts).toContainText('不对0')
  await expect(counts).toContainText('金额合计415.00')

  // A cell given back to its file is wrong again; mended once more it goes in, and the batch tells of it.
  const mended = page.getByRole('table', { name: '改过的格子' })
  await page.getByText('在屏幕上改过的格子 4 个').click()
  await expect(mended.getByRole('row', { name: /没有的/ })).toContainText(b)
  await page.getByRole('button', { name: '第 5 行“金额”改回文件里的' }).click()
  await expect(counts).toContainText('不对1')
  await page.getByLabel('第 5 行“金额”：贰佰').focus()
  await page.keyboard.type('300')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '重新核对（改了 1 格）' }).click()
  await expect(counts).toContainText('金额合计515.00')
  await page.getByRole('button', { name: '导入 5 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  await page.getByRole('button', { name: '看这一批' }).click()
  await expect(mended.getByRole('row', { name: /贰佰/ })).toContainText('300')
  const [batch] = await batches(page)
  const kept = await ask<{ rows: { outlet: string; amount: string }[] }>(page, 'ledgers.rows', { id: batch?.id })
  expect(kept.rows.map(({ outlet, amount }) => [outlet, amount])).toEqual([
    [a, '10.00'],
    [b, '100.00'],
    [c, '100.00'],
    [a, '300.00'],
    [b, '5.00'],
  ])

  // Only the right rows; the others come back as a workbook, mended they bring just what was missing.
  const second = file('十一月.csv', [`2026-11,${a},放号,1,1.00`, `2026-11,${b},放号,1,错`])
  await check(page, 'volumes', second)
  await page.getByLabel('只导入正确的行').check()
  await page.getByRole('button', { name: '只导入正确的 1 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  await page.getByRole('button', { name: '看这一批' }).click()
  await expect(page.getByText('有 1 行不对，没有导入', { exact: false })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载待改的表' }).click()
  const back = join(desk.folder, '待改.xlsx')
  await (await download).saveAs(back)
  const book = await new exceljs.Workbook().xlsx.readFile(back)
  const sheet = book.worksheets[0]
  expect(sheet?.getCell('F2').value).toBe('“金额”不是数字')
  if (sheet) sheet.getCell('E2').value = 2
  await book.xlsx.writeFile(back)
  await check(page, 'volumes', back)
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()

  // What is there already is overwritten by choice: said field by field before and after.
  await check(page, 'volumes', file('更正.csv', [`2026-11,${a},放号,1,7.00`, `2026-11,${c},放号,1,8.00`]))
  await expect(counts).toContainText('不对1')
  await choose(page, '重复的行', '用文件里的换掉')
  const changes = page.getByRole('grid', { name: '已有的改动' })
  await expect(changes.getByRole('row', { name: /金额.*1\.00.*7\.00/ })).toBeVisible()
  await page.getByRole('button', { name: '导入 2 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  await page.getByRole('button', { name: '看这一批' }).click()
  await expect(changes.getByRole('row', { name: /金额.*1\.00.*7\.00/ })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  const [last] = await batches(page)
  expect(last?.rows).toMatchObject({ added: 1, updated: 1, rejected: 0 })
  expect(said.filter((one) => !isRefusal(one))).toEqual([])
})

/** Importing in a real browser: checked before, refused whole, the right rows on request, the batch page, undone, reconciled. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { complaints, expect, test } from './support/desk.ts'
import {
  ask,
  barriers,
  beginImport,
  countText,
  downloadedRows,
  enter,
  goTo,
  isRefusal,
  moneyText,
  sampleCounty,
} from './support/sample.ts'

const period = '2026-10'

interface Batch {
  readonly id: number
  readonly kind: string
  readonly state: string
  readonly rows: { read: number; added: number; updated: number; skipped: number; rejected: number }
  readonly periods: readonly { period: string; rows: number; quantity: number; amount: string }[]
}

interface Reconciled {
  readonly type: string | null
  readonly theirs: { count: number; amount: string }
  readonly ours: { count: number; amount: string }
  readonly difference: { count: number; amount: string }
  readonly agrees: boolean
}

/** Chooses a file on the file step; the check begins by itself. */
async function choose(page: Page, kind: string, path: string): Promise<void> {
  await beginImport(page, kind)
  await page.locator('input[type=file]').setInputFiles(path)
}

/** Imports a file that has nothing wrong, to the end. */
async function importWhole(page: Page, kind: string, path: string): Promise<void> {
  await choose(page, kind, path)
  await page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
}

const batches = async (page: Page) => (await ask<{ rows: Batch[] }>(page, 'ledgers.batches', {})).rows

test('a month’s entries: checked, imported, looked at, reconciled, undone', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  await page.keyboard.press('Control+i')
  await expect(page.getByRole('button', { name: '业务明细', exact: false }).first()).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '业务明细', exact: false }).first().click()
  const before = (await batches(page)).length
  await page.locator('input[type=file]').setInputFiles(file('entries', period))
  const found = page.getByLabel('核对结果')
  await expect(found).toContainText('不对0')
  await expect(page.getByText('合计行与各行相加一致')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  // The check has stored nothing.
  expect(await batches(page)).toHaveLength(before)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  const [batch] = await batches(page)
  if (!batch) throw new Error('no batch')
  await page.keyboard.press('Enter')

  const month = batch.periods[0]
  await expect(page.getByRole('heading', { name: `业务明细 第 ${batch.id} 批` })).toBeVisible()
  const byMonth = page.getByRole('table', { name: '按账期' })
  for (const shown of [
    '2026年10月',
    countText(month?.rows ?? -1),
    countText(month?.quantity ?? -1),
    moneyText(month?.amount ?? ''),
  ])
    await expect(byMonth).toContainText(shown)
  expect(await barriers(page)).toEqual([])

  await page.getByRole('tab', { name: '行（' }).click()
  const rows = page.getByRole('grid', { name: `第 ${batch.id} 批的行` })
  await expect(rows).toHaveAttribute('aria-rowcount', String(batch.rows.added + 1))
  await expect(rows.locator('.grid-foot')).toContainText(moneyText(month?.amount ?? ''))
  await rows.focus()
  await page.keyboard.press('End')
  const last = await ask<{ rows: Record<string, string | number>[] }>(page, 'ledgers.rows', {
    id: batch.id,
    offset: batch.rows.added - 1,
    limit: 1,
  })
  const row = last.rows[0] ?? {}
  await expect(
    rows.getByRole('row', {
      name: new RegExp(`${row.sheetRow}.*${row.outlet}.*${row.businessType}`),
    }),
  ).toBeVisible()

  await importWhole(page, 'controlTotals', file('controlTotals', period))
  await goTo(page, '/ledgers/reconcile')
  await page.getByLabel('账期', { exact: true }).fill(period)
  await page.getByLabel('账期', { exact: true }).press('Enter')
  const table = page.getByRole('grid', { name: '2026年10月对账' })
  const lines = await ask<Reconciled[]>(page, 'ledgers.reconcile', { period })
  expect(lines.some(({ agrees }) => agrees)).toBe(true)
  for (const line of lines.filter(({ type }) => type !== null)) {
    const shown = table.getByRole('row', { name: line.type ?? '' })
    for (const side of [line.theirs, line.ours, line.difference]) {
      await expect(shown).toContainText(countText(side.count))
      await expect(shown).toContainText(moneyText(side.amount))
    }
    await expect(shown).toContainText(line.agrees ? '一致' : '有差异')
  }
  expect(await barriers(page)).toEqual([])

  // The same file is never taken twice; its batch is named.
  await choose(page, 'entries', file('entries', period))
  await expect(page.getByRole('alert')).toContainText(`已经导入过（第 ${batch.id} 批）`)
  await page.getByRole('link', { name: `看第 ${batch.id} 批` }).click()

  await page.getByRole('button', { name: '撤销本批' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '撤销本批' })).toBeDisabled()
  await dialog.getByLabel('原因').fill('导错了月份')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已撤销', { exact: true })).toBeVisible()
  await expect(page.getByText('导错了月份').first()).toBeVisible()
  const undo = page.getByRole('button', { name: '撤销本批' })
  await expect(undo).toHaveAccessibleDescription('这一批已经撤销了')
  expect((await batches(page)).find(({ id }) => id === batch.id)?.state).toBe('undone')
  await importWhole(page, 'entries', file('entries', period))
  expect(said.filter((one) => !isRefusal(one))).toEqual([])
})

test('a file with mistakes is refused whole, its wrong rows said and saved; the right ones go in on request', async ({
  desk,
  page,
}) => {
  const { file, faulty } = sampleCounty(desk)
  await enter(desk, page, '王芳')
  await importWhole(page, 'entries', file('entries', period))
  const before = await batches(page)

  await choose(page, 'entries', faulty('entries', period))
  const wrong = page.getByRole('grid', { name: '不对的' })
  await expect(wrong.getByRole('row', { name: /不是数字.*壹佰/ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /没有这个网点/ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /不是日期/ })).toBeVisible()
  await expect(page.getByText('整个文件都不会导入', { exact: false })).toBeVisible()
  const next = page.getByRole('button', { name: /^导入 / })
  await expect(next).toHaveAttribute('aria-disabled', 'true')
  expect(await barriers(page)).toEqual([])

  const total = Number(await wrong.getAttribute('aria-rowcount')) - 1
  await page.getByLabel('按列筛选').click()
  await page.locator('.ant-select-item-option', { hasText: '金额' }).click()
  await expect(wrong).toHaveAttribute('aria-rowcount', '2')
  await page.getByLabel('按列筛选').hover()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载清单' }).click()
  const [heads, ...listed] = await downloadedRows(await download)
  expect(heads).toEqual(['行号', '列', '表里写的', '哪里不对，怎么改'])
  expect(listed).toHaveLength(1)
  expect(listed[0]?.[2]).toBe('壹佰')
  expect(await batches(page)).toEqual(before)

  await page.getByLabel('只导入正确的行').check()
  await page.getByRole('button', { name: /^只导入正确的 \d+ 行$/ }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  const [batch] = await batches(page)
  expect(batch?.rows.rejected).toBe(total)
  await expect(
    page.getByText(`新增 ${batch?.rows.added} 行，没有导入不对的 ${batch?.rows.rejected} 行。`),
  ).toBeVisible()
  // Rows are found by their place though some in between were left out.
  const added = batch?.rows.added ?? 0
  const tail = await ask<{ rows: unknown[] }>(page, 'ledgers.rows', { id: batch?.id, offset: added - 1, limit: 10 })
  expect(tail.rows).toHaveLength(1)
  await page.getByRole('button', { name: '看这一批' }).click()
  await expect(page.getByRole('grid', { name: '不对的' }).getByRole('row', { name: /已经导入过/ })).toBeVisible()
})

test('rows that are there already are refused as a whole, or skipped on request', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  await enter(desk, page, '王芳')
  await importWhole(page, 'entries', file('entries', period))
  await goTo(page, '/ledgers')
  await page.getByRole('button', { name: '导出台账' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('账期').fill(period)
  await dialog.getByLabel('账期').press('Enter')
  await dialog.getByText('CSV', { exact: true }).click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '导出', exact: true }).click()
  const again = join(desk.folder, 'again.csv')
  await (await download).saveAs(again)
  const [batch] = await batches(page)
  if (!batch) throw new Error('no batch')

  await choose(page, 'entries', again)
  const found = page.getByLabel('核对结果')
  await expect(found).toContainText(`不对${countText(batch.rows.added)}`)
  await expect(page.getByRole('grid', { name: '不对的' })).toContainText(`已经导入过（第 ${batch.id} 批）`)
  await page.getByLabel('重复的行').click()
  await page.locator('.ant-select-item-option', { hasText: '跳过重复行' }).click()
  await expect(found).toContainText(`重复跳过${countText(batch.rows.added)}`)
  const next = page.getByRole('button', { name: '导入 0 行' })
  await expect(next).toHaveAccessibleDescription(/系统里都已经有了/)

  // One new row among them is taken alone.
  const lines = readFileSync(again, 'utf8').trimEnd().split(/\r?\n/)
  const [heads = '', first = ''] = lines
  const at = heads.split(',').indexOf('流水号')
  const fresh = first.split(',').map((cell, column) => (column === at ? 'XIN-0001' : cell))
  const more = join(desk.folder, 'more.csv')
  writeFileSync(more, [...lines, fresh.join(','), ''].join('\r\n'))
  await choose(page, 'entries', more)
  await expect(found).toContainText('可以导入1')
  await page.getByLabel('重复的行').click()
  await page.locator('.ant-select-item-option', { hasText: '跳过重复行' }).click()
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
  const [second] = await batches(page)
  expect(second?.rows).toMatchObject({ added: 1, skipped: batch.rows.added, rejected: 0 })
})

test('a file with headings of its own: the missing column is pointed out, and nothing else is asked', async ({
  desk,
  page,
}) => {
  sampleCounty(desk)
  await enter(desk, page, '王芳')
  const { rows } = await ask<{ rows: { code: string }[] }>(page, 'outlets.list', { filter: { category: 'partner' } })
  const own = join(desk.folder, '自己的表.csv')
  const lines = rows.slice(0, 5).map(({ code }, at) => `${code},放号,1${at}.50,2026-10-0${at + 1}`)
  writeFileSync(own, ['甲乙丙,业务类型,金额,业务日期', ...lines, ''].join('\r\n'))
  expect(readFileSync(own, 'utf8')).toContain('甲乙丙')

  await choose(page, 'entries', own)
  await expect(page.getByRole('alert')).toContainText('表里缺少列：网点编码')
  await page.getByLabel('网点编码用文件里的哪一列').click()
  await page.getByTitle('甲乙丙', { exact: true }).click()
  await page.getByRole('button', { name: '核对', exact: true }).click()
  const found = page.getByLabel('核对结果')
  await expect(found).toContainText('金额合计62.50')
  await page.getByLabel('对应的名称').fill('自己的表')
  await page.getByRole('button', { name: '存下列的对应' }).click()
  await expect(page.getByText('列的对应已存下', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: '导入 5 行' }).click()
  await expect(page.getByText(/第 \d+ 批已导入：新增 5 行/)).toBeVisible()
  const [batch] = await batches(page)
  expect(batch?.periods).toMatchObject([{ period, rows: 5, quantity: 5, amount: '62.50' }])

  // The next file with these headings is read by itself.
  const next = join(desk.folder, '下一张.csv')
  writeFileSync(next, ['甲乙丙,业务类型,金额,业务日期', `${rows[0]?.code},宽带,7.00,2026-10-09`, ''].join('\r\n'))
  await choose(page, 'entries', next)
  await expect(page.getByText('按存下的“自己的表”读取', { exact: false })).toBeVisible()
  await expect(found).toContainText('金额合计7.00')
})

test('a template is downloaded by kind; what is no workbook is said plainly', async ({ desk, page }) => {
  sampleCounty(desk)
  await enter(desk, page, '王芳')
  await goTo(page, '/ledgers')
  await page.getByRole('button', { name: '下载模板' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载对账数模板' }).click()
  const [heads] = await downloadedRows(await download)
  expect(heads).toEqual(['*账期', '*台账', '业务类型', '*笔数', '金额', '网点编码'])
  await page.keyboard.press('Escape')

  const picture = join(desk.folder, '照片.xlsx')
  writeFileSync(picture, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1]))
  await choose(page, 'entries', picture)
  await expect(page.getByRole('alert')).toContainText('不是表格文件')
  await expect(page.getByText('什么都没有导入。')).toBeVisible()
})

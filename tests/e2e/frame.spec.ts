/** The frame in a real browser: first run, people and their roles, keys, the find box, the closed month, accessibility. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { complaints, type Desk, expect, PASSWORD, signIn, test } from './support/desk.ts'

/** What a checker finds that keeps somebody from using the page. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')}`))
}

/** Runs a procedure of the sample county as one of its people. */
function call(desk: Desk, user: string, procedure: string, input: object): void {
  const answer = desk.run(['call', procedure, JSON.stringify(input), '--data', desk.dataDir, '--user', user])
  expect(answer.code, answer.stderr).toBe(0)
}

test('a county is set up by keyboard alone, then a second person whose limits are said', async ({ desk, page }) => {
  const said = complaints(page)
  await page.goto(await desk.open())
  await expect(page.getByText('建立本县')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('县分公司编码')).toBeFocused()
  await page.keyboard.type('5101')
  await page.keyboard.press('Enter')
  await page.keyboard.type('临江县分公司')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('用户名')).toBeFocused()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.type('王芳')
  await page.keyboard.press('Enter')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByText('临江县分公司（5101）')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: '我要办的' })).toBeVisible()
  await expect(page.getByText('导入代理商')).toBeVisible()
  expect(await barriers(page)).toEqual([])

  await page.keyboard.press('Control+9')
  await page.getByRole('button', { name: '新增用户' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('用户名').fill('李强')
  await dialog.getByLabel('密码').fill('123')
  await dialog.getByRole('button', { name: '新增' }).click()
  await expect(dialog.getByRole('alert')).toContainText('至少用 6 个字符')
  await dialog.getByLabel('密码').fill(PASSWORD)
  await dialog.getByRole('button', { name: '新增' }).click()
  await expect(page.getByRole('row', { name: /李强/ })).toContainText('渠道管理员')
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: '王芳' }).click()
  await page.getByText('退出登录').click()
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  await signIn(page, '李强')
  await page.keyboard.press('Control+9')
  await expect(page.getByText('用户由有“系统管理”角色的人来管')).toBeVisible()
  // The refused password is the one request that a browser reports as failed.
  expect(said.filter((one) => !one.includes('400'))).toEqual([])
})

test('the sample county of the first run; keys reach places, the find box finds by pinyin, composing triggers nothing', async ({
  desk,
  page,
}) => {
  await page.goto(await desk.open())
  await page.getByText('先看样例县').click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '建立样例县' }).click()
  await expect(page.getByText('样例工作簿')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: '去登录' }).click()
  await signIn(page, '管理员', 'channel-desk')
  await expect(page.getByRole('heading', { name: '我要办的' })).toBeVisible()
  await page.evaluate(() => {
    const press = { key: '9', code: 'Digit9', ctrlKey: true, bubbles: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', { ...press, isComposing: true }))
    document.body.dispatchEvent(new KeyboardEvent('keydown', { ...press, keyCode: 229 }))
  })
  await expect(page.getByRole('heading', { name: '我要办的' })).toBeVisible()
  await page.keyboard.press('Control+9')
  await expect(page.getByRole('tab', { name: '用户' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: '查找' })).toBeFocused()
  await page.keyboard.type('gzt')
  await expect(page.getByRole('option', { name: /工作台/ })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '我要办的' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: '查找' })).toBeFocused()
  await page.keyboard.type('yd')
  await expect(page.getByRole('option', { name: /网点/ }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
})

test('a closed month shows a lock and tints the bar; the record says who did what', async ({ desk, page }) => {
  desk.demo('small')
  const workbooks = join(desk.folder, 'workbooks')
  const entries = readdirSync(workbooks).find((name) => name.startsWith('entries-2026-08')) ?? ''
  const imported = desk.run(['import', 'entries', join(workbooks, entries), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  const period = '2026-08'
  call(desk, '王芳', 'settlements.calculate', { period })
  call(desk, '李强', 'settlements.review', { period })
  call(desk, '李强', 'settlements.approve', { period })
  const said = complaints(page)
  await page.goto(await desk.open())
  await signIn(page, '李强')
  const bar = page.locator('.month-bar')
  await expect(bar.getByText('2026年8月').or(bar.locator('input'))).toHaveCount(1)
  await expect(bar.locator('input')).toHaveValue('2026年8月')
  await expect(bar).not.toHaveClass(/closed/)
  await expect(page.getByText('去结账')).toBeVisible()
  // a page left open would go on asking, and complain of the door that is closed
  await page.goto('about:blank')
  await desk.close()
  call(desk, '李强', 'settlements.close', { period })
  await page.goto(await desk.open())
  await signIn(page, '李强')
  // the month in work is now the one after it
  await expect(bar.locator('input')).toHaveValue('2026年9月')
  await page.getByRole('button', { name: '上个月' }).click()
  await expect(bar.locator('input')).toHaveValue('2026年8月')
  await expect(bar).toHaveClass(/closed/)
  await expect(bar).toContainText('已结账')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Control+9')
  await page.getByRole('tab', { name: '操作记录' }).click()
  const record = page.getByRole('grid', { name: '操作记录' })
  await expect(record.getByRole('row', { name: /李强.*结账/ }).first()).toBeVisible()
  await page.getByRole('tab', { name: '备份与核验' }).click()
  await page.getByRole('button', { name: '开始核验' }).click()
  await expect(page.getByText('全部相符')).toBeVisible()
  expect(said).toEqual([])
})

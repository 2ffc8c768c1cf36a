/**
 * A township changes its centre and a channel manager's work goes to a stand-in and then to another for good, by two people:
 * the clerk acts, and the other manager, signed in himself, sees it on the screens that he has open.
 */
import type { Page } from '@playwright/test'
import { expect, PASSWORD, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, isRefusal, sampleCounty, take } from './support/sample.ts'

interface Region {
  readonly id: number
  readonly name: string
  readonly parent: number | null
  readonly partner: number
}
interface Managers {
  readonly rows: readonly { readonly name: string; readonly outlets: number; readonly work: number }[]
}
interface Outlets {
  readonly total: number
  readonly rows: readonly { readonly code: string; readonly name: string }[]
}

test('regions move by date; a manager is stood in for, then hands everything over', async ({ desk, browser }) => {
  sampleCounty(desk)
  const before = call<Managers>(desk, '王芳', 'channelManagers.list', {}).rows
  const from = before.find(({ outlets }) => outlets > 5)
  const to = before.find(({ outlets }) => outlets > 0 && outlets < 5)
  if (!from || !to) throw new Error('the sample has no two managers, one with few outlets')
  call(desk, '管理员', 'users.add', { name: to.name, roles: ['clerk'], password: PASSWORD })
  const address = await desk.open()
  const { page, said } = await personAt(browser, address, '王芳')
  const other = await personAt(browser, address, to.name)
  const tree = () => ask<Region[]>(page, 'regions.tree', {})
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  const dialog = page.getByRole('dialog')

  await test.step('a township goes to another centre; its history says why', async () => {
    await goTo(other.page, '/regions')
    expect(await centreOf(other.page, '高峰乡')).not.toBe('城南营销中心')
    await goTo(page, '/regions')
    await row('高峰乡').getByRole('button', { name: '移动' }).click()
    await dialog.getByLabel('归属').fill('城南')
    await take(page, '城南')
    await dialog.getByLabel('原因').fill('片区调整')
    await dialog.getByRole('button', { name: '移动' }).click()
    await expect(dialog).toBeHidden()
    const regions = await tree()
    const moved = regions.find(({ name }) => name === '高峰乡')
    expect(regions.find(({ id }) => id === moved?.parent)?.name).toBe('城南营销中心')
    await row('高峰乡').getByRole('button', { name: '历史' }).click()
    await expect(page.getByLabel('区域的历史')).toContainText('片区调整')
    await page.keyboard.press('Escape')
    await expect(page.getByLabel('区域的历史')).toBeHidden()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('one with outlets in it cannot be closed, and the message names them', async () => {
    await row('高峰乡').getByRole('button', { name: '撤销' }).click()
    await dialog.getByLabel('原因').fill('试')
    await dialog.getByRole('button', { name: '撤销' }).click()
    await expect(dialog.getByRole('alert')).toContainText('个没有退出的网点：056410')
    await dialog.getByRole('button', { name: '不做了' }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('a township of the national list is added to a centre', async () => {
    await page.getByRole('button', { name: '从全国名录添加' }).click()
    await page.getByRole('checkbox', { name: '添加五显镇' }).check()
    await page.getByRole('button', { name: '添加 1 个' }).click()
    await expect(page.getByRole('button', { name: '添加 0 个' })).toBeVisible()
    expect((await tree()).map(({ name }) => name)).toContain('五显镇')
  })

  await test.step('the colleague sees both on the page that he has had open', async () => {
    await expect(other.page.getByRole('row', { name: /^五显镇/ })).toBeVisible()
    expect(await centreOf(other.page, '高峰乡')).toBe('城南营销中心')
  })

  const managers = async () => (await ask<Managers>(page, 'channelManagers.list')).rows
  const now = async (name: string) => (await managers()).find((one) => one.name === name)
  const todo = other.page.getByRole('grid', { name: '待办' })
  const held = new Map((await managers()).map((one) => [one.name, one]))
  const work = (name: string) => held.get(name)?.work ?? 0

  await test.step('somebody stands in for a time: the work is asked of him, and he sees whose it is', async () => {
    await goTo(other.page, `/channel-managers/${encodeURIComponent(to.name)}`)
    await expect(other.page.getByRole('tab', { name: `待办（${work(to.name)}）` })).toBeVisible()
    await goTo(page, `/channel-managers/${encodeURIComponent(from.name)}`)
    await page.getByRole('button', { name: '请人代理' }).click()
    await dialog.getByLabel('代理人').fill(to.name)
    await take(page, to.name)
    const start = dialog.getByLabel('从哪天起')
    await expect(start).toHaveValue(/^\d{4}-\d{2}-\d{2}$/)
    await dialog.getByLabel('到哪天止').fill(await start.inputValue())
    await page.keyboard.press('Enter')
    await dialog.getByLabel('原因').fill('休假')
    await dialog.getByRole('button', { name: '登记' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(`由${to.name}代理`).first()).toBeVisible()
    expect(work(from.name)).toBeGreaterThan(0)
    expect((await now(from.name))?.work).toBe(0)
    expect((await now(to.name))?.work).toBe(work(from.name) + work(to.name))
    await expect(other.page.getByRole('tab', { name: `待办（${work(from.name) + work(to.name)}）` })).toBeVisible()
    await expect(todo.getByRole('row').filter({ hasText: from.name }).first()).toBeVisible()
  })

  const [outlet] = (await ask<Outlets>(page, 'outlets.list', { filter: { manager: from.name } })).rows
  await test.step('the colleague is filling in the file of one of those outlets', async () => {
    await goTo(other.page, `/outlets/${outlet?.code}`)
    await expect(other.page.getByRole('heading', { name: outlet?.name ?? '' })).toBeVisible()
    await other.page.keyboard.press('F2')
    await other.page.getByLabel('联系电话').fill('13900001111')
    await expect(other.page.getByLabel('渠道经理')).toHaveValue(from.name)
  })

  await test.step('for good: what goes along is said before, and kept', async () => {
    await page.getByRole('button', { name: '转移' }).click()
    await dialog.getByLabel('转给').fill(to.name)
    await take(page, to.name)
    await expect(dialog.getByText(`将转移 ${from.outlets} 个网点`)).toBeVisible()
    await dialog.getByLabel('原因').fill('调整分工')
    await dialog.getByRole('button', { name: '转移' }).click()
    await expect(dialog).toBeHidden()
    expect(await now(from.name)).toMatchObject({ outlets: 0, work: 0 })
    expect((await now(to.name))?.outlets).toBe(from.outlets + to.outlets)
    await page.getByRole('tab', { name: '历史' }).click()
    await expect(page.getByRole('button', { name: '打印交接清单' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the colleague’s form shows its new manager, with what he had typed; his own page the whole', async () => {
    await expect(other.page.getByLabel('渠道经理')).toHaveValue(to.name)
    await expect(other.page.getByLabel('联系电话')).toHaveValue('13900001111')
    await other.page.keyboard.press('Control+s')
    await expect(other.page.getByText('已保存，从')).toBeVisible()
    expect(await ask(page, 'outlets.get', { code: outlet?.code })).toMatchObject({
      manager: to.name,
      phone: '13900001111',
    })
    await goTo(other.page, `/channel-managers/${encodeURIComponent(to.name)}?tab=outlets`)
    const portfolio = other.page.getByRole('grid', { name: '他的网点' })
    await expect(portfolio).toHaveAttribute('aria-rowcount', String(from.outlets + to.outlets + 1))
    await other.page.getByRole('tab', { name: '历史' }).click()
    await expect(other.page.getByRole('row', { name: new RegExp(`${from.name}.*调整分工.*王芳`) })).toBeVisible()
  })
  expect([...said, ...other.said].filter((one) => !isRefusal(one))).toEqual([])
})

/** The centre under which a township stands on the open page of regions. */
async function centreOf(page: Page, township: string): Promise<string | undefined> {
  const rows = page.getByRole('table', { name: '区域和网点数' }).getByRole('row')
  await expect(rows.filter({ hasText: township })).toHaveCount(1)
  const names = (await rows.allInnerTexts()).map((text) => text.trim().split(/\s+/))
  const at = names.findIndex(([name]) => name === township)
  return names.slice(0, at).findLast(([, level]) => level === '区域营销中心')?.[0]
}

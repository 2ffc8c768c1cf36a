/** A township changes its centre and a channel manager's work goes to a stand-in and then to another for good. */
import { complaints, expect, test } from './support/desk.ts'
import { ask, barriers, enter, goTo, isRefusal, sampleCounty, take } from './support/sample.ts'

interface Region {
  readonly id: number
  readonly name: string
  readonly parent: number | null
  readonly partner: number
}
interface Managers {
  readonly rows: readonly { readonly name: string; readonly outlets: number; readonly work: number }[]
}

test('regions move by date; a manager is stood in for, then hands everything over', async ({ desk, page }) => {
  sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  const tree = () => ask<Region[]>(page, 'regions.tree', {})
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  const dialog = page.getByRole('dialog')

  await test.step('a township goes to another centre; its history says why', async () => {
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
    expect(await barriers(page)).toEqual([])
  })

  await test.step('one with outlets in it cannot be closed, and the message names them', async () => {
    await row('高峰乡').getByRole('button', { name: '撤销' }).click()
    await dialog.getByLabel('原因').fill('试')
    await dialog.getByRole('button', { name: '撤销' }).click()
    await expect(dialog.getByRole('alert')).toContainText('个没有退出的网点：056410')
    await dialog.getByRole('button', { name: '不做了' }).click()
  })

  await test.step('a township of the national list is added to a centre', async () => {
    await page.getByRole('button', { name: '从全国名录添加' }).click()
    await page.getByRole('checkbox', { name: '添加五显镇' }).check()
    await page.getByRole('button', { name: '添加 1 个' }).click()
    await expect(page.getByRole('button', { name: '添加 0 个' })).toBeVisible()
    expect((await tree()).map(({ name }) => name)).toContain('五显镇')
  })

  const managers = async () => (await ask<Managers>(page, 'channelManagers.list')).rows
  const before = await managers()
  const [from, to] = [
    before.find(({ outlets }) => outlets > 5)?.name ?? '',
    before.find(({ outlets }) => outlets < 5)?.name ?? '',
  ]
  const held = (name: string) => before.find((one) => one.name === name)

  await test.step('somebody stands in for a time: the work is asked of him', async () => {
    await goTo(page, `/channel-managers/${encodeURIComponent(from)}`)
    await page.getByRole('button', { name: '请人代理' }).click()
    await dialog.getByLabel('代理人').fill(to)
    await take(page, to)
    const today = await dialog.getByLabel('从哪天起').inputValue()
    await dialog.getByLabel('到哪天止').fill(today)
    await page.keyboard.press('Enter')
    await dialog.getByLabel('原因').fill('休假')
    await dialog.getByRole('button', { name: '登记' }).click()
    await expect(page.getByText(`由${to}代理`).first()).toBeVisible()
    const now = await managers()
    expect(now.find(({ name }) => name === from)?.work).toBe(0)
    expect(now.find(({ name }) => name === to)?.work).toBe((held(from)?.work ?? 0) + (held(to)?.work ?? 0))
  })

  await test.step('for good: what goes along is said before, and kept', async () => {
    await page.getByRole('button', { name: '转移' }).click()
    await dialog.getByLabel('转给').fill(to)
    await take(page, to)
    await expect(dialog.getByText(`将转移 ${held(from)?.outlets} 个网点`)).toBeVisible()
    await dialog.getByLabel('原因').fill('调整分工')
    await dialog.getByRole('button', { name: '转移' }).click()
    await expect(dialog).toBeHidden()
    const now = await managers()
    expect(now.find(({ name }) => name === from)).toMatchObject({ outlets: 0, work: 0 })
    expect(now.find(({ name }) => name === to)?.outlets).toBe((held(from)?.outlets ?? 0) + (held(to)?.outlets ?? 0))
    await page.getByRole('tab', { name: '历史' }).click()
    await expect(page.getByRole('button', { name: '打印交接清单' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })
  expect(said.filter((one) => !isRefusal(one))).toEqual([])
})

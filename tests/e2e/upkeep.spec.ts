/**
 * Keeping the register up, by two people: what files lack, a round of confirming them with a change in between and its end;
 * what an auditor would ask, found by one and looked at by the other; the network in charts that open their outlets.
 */
import type { Page } from '@playwright/test'
import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, sampleCounty } from './support/sample.ts'

test('files, checks and the network', async ({ desk, browser }) => {
  sampleCounty(desk)
  const payee = { payeeName: '共用', bank: '农行', account: '6228480402', fundMember: false }
  for (const code of ['ZZ1', 'ZZ2'])
    call(desk, '王芳', 'agents.add', { code, fields: { name: `共用户头${code}`, payerKind: 'enterprise', ...payee } })
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳')
  const reviewer = await personAt(browser, address, '李强')

  await test.step('a round is opened, files are confirmed several at once', async () => {
    const { page } = clerk
    await goTo(page, '/completeness/rounds')
    await page.getByRole('button', { name: '开始本半年核对' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '开始' }).click()
    await expect(page.getByRole('region', { name: /半年$/ }).getByText('进行中')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await goTo(page, '/completeness?subject=outlet')
    const rows = page.getByRole('row', { name: /未核对/ })
    for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').check()
    await page.getByRole('button', { name: '已核对' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '登记已核对' }).click()
    await expect(page.getByRole('row', { name: /已核对/ }).filter({ hasNotText: '未核对' })).toHaveCount(2)
    expect(await barriers(page)).toEqual([])
  })

  await test.step('what is changed afterwards is asked for again, and its page says what', async () => {
    const { page } = clerk
    const { rows } = await ask<{ rows: { code: string }[] }>(page, 'completeness.files', {
      filter: { state: 'confirmed' },
    })
    const code = rows[0]!.code
    await act(page, 'outlets.change', { code, fields: { phone: '13612345678' } })
    await goTo(page, '/completeness?state=changed')
    const changed = page.getByRole('row', { name: /核对后改过 1 处/ })
    await expect(changed).toHaveCount(1)
    await goTo(page, `/outlets/${code}?tab=completeness`)
    await expect(page.getByText('联系电话 → 13612345678')).toBeVisible()
    await page.getByRole('button', { name: '已核对' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '登记已核对' }).click()
    await expect(page.getByText('没有变更')).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('a reviewer ends the round with a reason', async () => {
    const { page } = reviewer
    await goTo(page, '/completeness/rounds')
    await page.getByRole('button', { name: '结束核对' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '结束' }).click()
    await expect(dialog.getByText('请写明为什么')).toBeVisible()
    await dialog.getByLabel('原因').fill('其余下半年再核')
    await dialog.getByRole('button', { name: '结束' }).click()
    await expect(page.getByText('已结束')).toBeVisible()
    await expect(page.getByText('其余下半年再核')).toBeVisible()
  })

  await test.step('the clerk runs the checks, the reviewer says what he makes of a finding', async () => {
    await goTo(clerk.page, '/checks')
    await clerk.page.getByRole('button', { name: '检查本月' }).first().click()
    const row = /共用户头ZZ1、共用户头ZZ2/
    await expect(clerk.page.getByRole('row', { name: row })).toBeVisible()
    expect(await barriers(clerk.page)).toEqual([])
    const { page } = reviewer
    await goTo(page, '/checks')
    await page.getByRole('row', { name: row }).dblclick()
    const drawer = page.getByRole('dialog', { name: '几家代理商共用一个收款账户' })
    await expect(drawer.getByRole('rowheader', { name: 'ZZ2' })).toBeVisible()
    await drawer.getByRole('button', { name: '登记结论' }).click()
    const form = page.getByRole('dialog', { name: /^处理/ })
    await form.getByLabel('说明').fill('夫妻店，已收说明')
    await form.getByRole('button', { name: '登记' }).click()
    await expect(page.getByRole('row', { name: /正常，有依据.*夫妻店/ })).toBeVisible()
  })

  await test.step('every value of the network opens as many outlets', async () => {
    const { page } = clerk
    await goTo(page, '/network')
    const chart = page.getByRole('figure', { name: '各类型网点（按状态）' })
    await expect(chart.locator('svg')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await chart.getByRole('button', { name: '看数字' }).click()
    const value = chart.getByRole('button', { name: /^[1-9]/ }).first()
    const count = Number(await value.textContent())
    await value.click()
    await expect(page.getByRole('heading', { name: /全部网点：/ })).toBeVisible()
    // the heads are a row too
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(count + 1)
  })

  expect([...clerk.said, ...reviewer.said]).toEqual([])
})

/** Does an act of another screen as the person of this one. */
async function act(page: Page, procedure: string, input: object): Promise<void> {
  const done = await page.evaluate(
    async ([path, body]) => {
      const session = sessionStorage.getItem('desk.session') ?? ''
      const headers = { 'x-desk-session': session, 'content-type': 'application/json' }
      return (await fetch(`/trpc/${path}`, { method: 'POST', headers, body })).ok
    },
    [procedure, JSON.stringify(input)] as const,
  )
  expect(done).toBe(true)
}

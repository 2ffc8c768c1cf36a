import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, moneyText, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-08'

test('trial statements out, an objection settled, and the answers', async ({ desk, browser }) => {
  const { file } = sampleCounty(desk)
  const imported = desk.run(['import', 'entries', file('entries', PERIOD), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period: PERIOD })
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳', PERIOD)

  const outlet = await test.step('the statements go out, and one agent agrees', async () => {
    await goTo(clerk.page, '/settlements/checking')
    await clerk.page.getByRole('button', { name: '发出核对' }).first().click()
    await clerk.page.getByRole('button', { name: '发出', exact: true }).click()
    const rows = clerk.page.getByRole('row', { name: /等答复/ })
    await expect(rows.first()).toBeVisible()
    await rows.first().getByRole('checkbox').check()
    await clerk.page.getByRole('button', { name: '登记同意' }).click()
    await clerk.page.getByRole('dialog').getByRole('button', { name: '登记' }).click()
    await expect(clerk.page.getByRole('row', { name: /已同意/ })).toHaveCount(1)
    expect(await barriers(clerk.page)).toEqual([])
    const { sheets } = await ask<{ sheets: { outlet: string; state: string }[] }>(clerk.page, 'checking.get', {
      period: PERIOD,
    })
    expect(sheets.filter(({ state }) => state === 'consented')).toHaveLength(1)
    return sheets.find(({ state }) => state === 'waiting')!.outlet
  })

  await test.step('another objects, with a paper', async () => {
    const { page } = clerk
    await page.getByRole('button', { name: '取消选择' }).click()
    await page.getByRole('row', { name: outlet }).getByRole('checkbox').check()
    await page.getByRole('button', { name: '登记异议' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('漏发什么').fill('宽带 1 户')
    await dialog.getByLabel('理由').fill('8月5日的宽带没有算')
    await dialog.getByLabel('提出人').fill('李老板')
    const paper = { name: '受理单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 paper') }
    await dialog.locator('input[type=file]').setInputFiles(paper)
    await expect(dialog.getByText('受理单.pdf')).toBeVisible()
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByRole('row', { name: /有异议/ })).toHaveCount(1)
  })

  await test.step('the objection is settled by an adjustment', async () => {
    const { page } = clerk
    await goTo(page, '/settlements/disputes')
    await page.getByRole('button', { name: '1', exact: true }).click()
    await expect(page.getByText('8月5日的宽带没有算')).toBeVisible()
    await expect(page.getByRole('button', { name: '受理单.pdf' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '以调整了结' }).click()
    await page.getByRole('dialog').getByLabel('金额').fill('40')
    await page.getByRole('dialog').getByRole('button', { name: '登记调整' }).click()
    await expect(page.getByText('待确认').first()).toBeVisible()
  })

  await test.step('a second person confirms it; the agent has to be told again', async () => {
    const { page, said } = await personAt(browser, address, '李强', PERIOD)
    await goTo(page, '/settlements/adjustments')
    await page.getByRole('button', { name: outlet }).click()
    await page.getByRole('button', { name: '确认', exact: true }).click()
    await expect(page.getByText('已确认').first()).toBeVisible()
    await goTo(page, '/settlements/checking')
    await expect(page.getByRole('row', { name: /要重新告知/ })).toHaveCount(1)
    expect(said).toEqual([])
    const [dispute] = await ask<{ state: string }[]>(page, 'disputes.list', {})
    expect(dispute?.state).toBe('adjusted')
  })

  await test.step('the bridge says what the service says', async () => {
    const { page } = clerk
    const bridge = await ask<{ now: string }>(page, 'answers.bridge', { period: PERIOD })
    await goTo(page, '/settlements/bridge')
    await expect(page.getByRole('table', { name: '环比说明' })).toContainText(moneyText(bridge.now))
  })

  await test.step('why nothing, for an outlet and for pasted numbers', async () => {
    const { page } = clerk
    await goTo(page, `/settlements/statements/${outlet}?tab=missing`)
    await page.getByLabel('政策条款').click()
    await page
      .getByTitle(/放号酬金/)
      .first()
      .click()
    await page.getByRole('button', { name: '查原因' }).click()
    await expect(page.getByLabel('原因', { exact: true }).getByRole('listitem').first()).toContainText('符合')
    await page.getByLabel('用户号码').fill('13000000001\n13000000002')
    await page.getByRole('button', { name: '查原因' }).click()
    await expect(page.getByText('不符合“台账里有该用户”', { exact: false })).toHaveCount(2)
  })

  await test.step('what is coming due', async () => {
    const { page } = clerk
    await goTo(page, '/settlements/coming-due')
    await expect(page.getByText('保有率是近', { exact: false })).toBeVisible()
  })
  expect(clerk.said).toEqual([])
})

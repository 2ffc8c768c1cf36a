import { expect, personAt, test } from './support/desk.ts'
import { barriers, call, goTo, moneyText, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-10'

test('a new version: example, trial, steps, approval', async ({ desk, browser }) => {
  const { file } = sampleCounty(desk)
  const entries = ['import', 'entries', file('entries', PERIOD), '--data', desk.dataDir, '--user', '王芳']
  expect(desk.run(entries).code).toBe(0)
  const listed = call<{ id: number; code: string }[]>(desk, '王芳', 'policies.list', { period: PERIOD })
  const first = listed.find(({ code }) => code === 'BASIC-2026')?.id ?? 0
  call(desk, '管理员', 'policies.setChain', {
    origin: 'province',
    steps: [
      { name: '财务', how: 'here', role: 'finance' },
      { name: '市公司', how: 'recorded' },
    ],
  })

  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳')
  const finance = await personAt(browser, address, '陈静')
  const reviewer = await personAt(browser, address, '李强')
  let next = ''

  await test.step('the clerk writes the next version; a wrong example is told beside what was found', async () => {
    const { page } = clerk
    await goTo(page, `/policies/${first}/edit`)
    const clause = page.getByRole('region', { name: '条款 1', exact: true })
    await clause.getByLabel('每笔金额').fill('32')
    await expect(clause.getByText('放号每户 32.00 元', { exact: false })).toBeVisible()
    await page.getByRole('tab', { name: /算例/ }).click()
    await page.getByRole('button', { name: '加算例' }).click()
    await page.getByLabel('应得第 1 行金额').fill('30')
    await page.getByRole('button', { name: '算一遍' }).click()
    const found = page.getByRole('region', { name: '算得' })
    await expect(found).toContainText('不符')
    await expect(found).toContainText('放号 1 户 × 32.00 元 = 32.00 元')
    await page.getByLabel('应得第 1 行金额').fill('32')
    await page.getByRole('button', { name: '算一遍' }).click()
    await expect(page.getByText('1 个算例全部算对。')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('heading', { name: '2026年社会渠道基本酬金办法' })).toBeVisible()
    next = new URL(page.url()).hash.replace('#', '')
  })

  await test.step('the draft on a past month: outlet by outlet, each with both sentences', async () => {
    const { page } = clerk
    await page.getByRole('tab', { name: '试算对比' }).click()
    await page.getByLabel('试算月份').fill(PERIOD)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '试算对比' }).click()
    await expect(page.getByText('用2026年10月的台账试算', { exact: false })).toBeVisible()
    await page
      .getByRole('grid', { name: /试算对比/ })
      .getByRole('button', { name: /^\d{9}$/ })
      .first()
      .click()
    const both = page.getByRole('dialog').getByRole('article', { name: '条款 ACT' })
    const [, count = '', old = ''] =
      (await both.getByText(/× 30\.00 元/).textContent())?.match(/([\d,]+) 户 × 30\.00 元 = ([\d,.]+)/) ?? []
    const subscribers = Number(count.replaceAll(',', ''))
    expect(subscribers).toBeGreaterThan(0)
    expect(old).toBe(moneyText((subscribers * 30).toFixed(2)))
    await expect(both).toContainText(`${count} 户 × 32.00 元 = ${moneyText((subscribers * 32).toFixed(2))} 元`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.getByText('等“财务”（财务）办')).toBeVisible()
  })

  await test.step('the reviewer sees what it costs and cannot approve before the steps', async () => {
    const { page } = reviewer
    await goTo(page, next)
    await expect(page.getByRole('alert').getByText('多付', { exact: false })).toBeVisible()
    await expect(page.getByRole('button', { name: '核对无误，批准' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('还有审批步骤没有办：财务、市公司')).toBeAttached()
  })

  await test.step('finance agrees; the paper of the city is recorded', async () => {
    await goTo(finance.page, `${next}?tab=approval`)
    await finance.page.getByRole('button', { name: '同意', exact: true }).click()
    await finance.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
    await expect(finance.page.getByText('等登记“市公司”的批复', { exact: false }).first()).toBeVisible()
    const { page } = clerk
    await goTo(page, `${next}?tab=approval`)
    await page.reload()
    await page.getByRole('button', { name: '登记批复' }).click()
    await page.getByLabel('文号').fill('市渠道〔2026〕31号')
    await page.getByLabel('日期').fill('2026-11-20')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '登记：同意' }).click()
    await expect(page.getByText('文号 市渠道〔2026〕31号', { exact: false })).toBeVisible()
  })

  await test.step('the reviewer compares the versions and approves', async () => {
    const { page } = reviewer
    await page.reload()
    await page.getByRole('tab', { name: /各版/ }).click()
    const compared = page.getByRole('article', { name: '条款 ACT' })
    await expect(compared.locator('del')).toHaveText(['放号每户 30.00 元'])
    await expect(compared.locator('ins')).toHaveText(['放号每户 32.00 元'])
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '核对无误，批准' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '核对无误，批准' }).click()
    await expect(page.getByText('已批准', { exact: true }).first()).toBeVisible()
  })

  for (const { said } of [clerk, finance, reviewer]) expect(said).toEqual([])
})

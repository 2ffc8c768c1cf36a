/**
 * Requests by two people: switched on, an admission with its conditions, an account and an exit asked by one and decided by the
 * other; one's own decision and a closed month refused.
 */
import type { Page } from '@playwright/test'
import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, isRefusal, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-08'

interface Listed {
  readonly code: string
  readonly name: string
  readonly agent: string | null
  readonly status: string
}

test('asked by one, decided by the other', async ({ desk, browser }) => {
  const { file } = sampleCounty(desk)
  const imported = desk.run(['import', 'entries', file('entries', PERIOD), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period: PERIOD })
  for (const act of ['review', 'approve', 'close']) call(desk, '李强', `settlements.${act}`, { period: PERIOD })
  const { rows } = call<{ rows: Listed[] }>(desk, '王芳', 'outlets.list', { filter: { category: 'partner' } })
  const [first] = rows.filter(({ agent, status }) => agent !== null && status === 'active')
  const { code = '', agent = '' } = { ...first, agent: first?.agent ?? '' }
  call(desk, '王芳', 'deposits.pay', { agent, kind: '专营保证金', day: '2026-08-01', amount: '5000.00' })
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳', PERIOD)
  const reviewer = await personAt(browser, address, '李强', PERIOD)

  await test.step('the admin switches requests on', async () => {
    const { page, said } = await personAt(browser, address, '管理员', PERIOD)
    await goTo(page, '/requests/-/settings')
    await page.getByRole('switch', { name: '启用申请' }).click()
    await expect(page.getByText('已启用：下列事项先申请。')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    expect(said).toEqual([])
  })

  await test.step('an admission with its conditions; the new outlet is planned', async () => {
    const { page } = clerk
    await goTo(page, '/outlets/-/new')
    await expect(page.getByRole('heading', { name: '准入申请' })).toBeVisible()
    await page.getByLabel('网点编码').fill('W-NEW-1')
    await page.getByLabel('网点名称').fill('新街专营店')
    await page.getByLabel('经营面积').fill('35')
    await page.getByLabel('投资金额').fill('80000')
    await page.getByRole('radiogroup', { name: '有房产证或租赁合同' }).getByText('是').click()
    await page.getByRole('radiogroup', { name: '已缴保证金' }).getByText('是').click()
    await page.getByLabel('原因').fill('新街片区空白')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('待审批').first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await goTo(reviewer.page, '/requests?state=asked')
    await reviewer.page.getByRole('button', { name: /SQ\d{4}-0001/ }).click()
    await expect(reviewer.page.getByRole('table', { name: '准入条件' })).toContainText('35 平方米')
    await approve(reviewer.page)
    const admitted = await ask<{ status: string }>(page, 'outlets.get', { code: 'W-NEW-1' })
    expect(['planned', 'active']).toContain(admitted.status)
  })

  await test.step('an account: a closed month is refused, then the other person approves', async () => {
    const { page } = clerk
    await goTo(page, `/agents/${agent}`)
    await page.getByRole('button', { name: '申请变更' }).click()
    const dialog = page.getByRole('dialog')
    // Esc closes the calendar, then the dialog, and leaves the page where it is
    await dialog.getByLabel('生效日期').click()
    await page.keyboard.press('Escape')
    await expect(page.locator('.ant-picker-dropdown:visible')).toHaveCount(0)
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.getByRole('button', { name: '申请变更' }).click()
    await dialog.getByLabel('银行账号').fill('6217000000000009')
    await dialog.getByLabel('原因').fill('原账户冻结')
    await dialog.getByLabel('生效日期').fill('2026-08-15')
    await dialog.getByLabel('生效日期').press('Enter')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await expect(dialog.getByRole('alert')).toContainText('2026年8月已经结账')
    await dialog.getByLabel('生效日期').fill('2026-09-01')
    await dialog.getByLabel('生效日期').press('Enter')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await expect(page.getByRole('table', { name: '变更内容' })).toContainText('6217000000000009')
    // one's own is never one's own to decide
    await expect(page.getByRole('button', { name: '批准' })).toBeDisabled()
    await goTo(reviewer.page, new URL(page.url()).hash.slice(1))
    await approve(reviewer.page)
    const held = async (on: string) => (await ask<{ account: string }>(page, 'agents.get', { code: agent, on })).account
    expect(await held('2026-09-01')).toBe('6217000000000009')
    expect(await held('2026-08-31')).not.toBe('6217000000000009')
  })

  await test.step('an agreement is asked for, and recorded once the other person approves', async () => {
    const { page } = clerk
    await goTo(page, `/agents/${agent}?tab=agreements`)
    await page.getByRole('button', { name: '申请签订' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('协议编号').fill('XY-2026-088')
    for (const [label, day] of [
      ['签订日期', '2026-08-20'],
      ['开始日期', '2026-08-31'],
      ['到期日期', '2027-08-31'],
    ] as const) {
      await dialog.getByLabel(label).fill(day)
      await dialog.getByLabel(label).press('Enter')
    }
    await dialog.getByLabel('网点').click()
    await page.getByTitle(new RegExp(`^${code} `)).click()
    await page.keyboard.press('Escape')
    await dialog.getByLabel('原因').fill('新签专营')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await expect(dialog.getByRole('alert')).toContainText('2026年8月已经结账')
    await dialog.getByLabel('开始日期').fill('2026-09-01')
    await dialog.getByLabel('开始日期').press('Enter')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await expect(page.getByRole('table', { name: '协议内容' })).toContainText('XY-2026-088')
    await goTo(reviewer.page, new URL(page.url()).hash.slice(1))
    await approve(reviewer.page)
    await reviewer.page.getByRole('link', { name: 'XY-2026-088' }).click()
    await expect(reviewer.page.getByRole('table', { name: '协议网点' })).toContainText(code)
  })

  await test.step('an exit lists what is open', async () => {
    const { page } = clerk
    await goTo(page, `/outlets/${code}`)
    await page.getByRole('button', { name: '申请退出' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('table', { name: '未了的事项' })).toContainText('还没有付清的酬金')
    await dialog.getByLabel('原因').fill('租约到期')
    await choose(page, '保证金', '抵扣后退还余额')
    await dialog.getByLabel('抵扣：专营保证金').fill('1200.50')
    await dialog.getByLabel('说明').fill('窜货')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await expect(page.getByRole('heading', { name: /退出：/ })).toBeVisible()
    await goTo(reviewer.page, new URL(page.url()).hash.slice(1))
    await expect(reviewer.page.getByRole('table', { name: '未了的事项' })).toContainText('还没有付清的酬金')
    await approve(reviewer.page)
    // money waits for the day and the open month, and says so
    const settled = reviewer.page.getByRole('list', { name: '结清情况' })
    await expect(settled).toContainText('保证金还没有结清')
    await expect(reviewer.page.getByRole('button', { name: '结清保证金和基金' })).toBeDisabled()
    await goTo(page, `/outlets/${code}`)
    await page.reload()
    await expect(page.locator('.thing-name')).toContainText('退出')
    expect(await barriers(page)).toEqual([])
  })
  expect(clerk.said.filter((one) => !isRefusal(one))).toEqual([])
  expect(reviewer.said).toEqual([])
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await page.getByTitle(option, { exact: true }).click()
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: '批准', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('文号').fill('渠〔2026〕12 号')
  await dialog.getByRole('button', { name: '批准', exact: true }).click()
  await expect(page.getByText(/已生效|已批准，待生效/).first()).toBeVisible()
}

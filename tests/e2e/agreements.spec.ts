/**
 * Agreements, deposits and a merger, by two people: an agreement recorded, its end dealt with, the signing rate; a deduction
 * asked by one and confirmed by another; two agents merged in steps and approved.
 */
import type { Page } from '@playwright/test'
import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, isRefusal, sampleCounty } from './support/sample.ts'

interface Outlet {
  readonly code: string
  readonly agent: string | null
  readonly agentName: string | null
  readonly status: string
}

/** A day counted from today on the office's wall; the program runs in the same time zone (playwright.config.ts). */
function inDays(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return day.toLocaleDateString('sv-SE')
}

test('an agreement, a deposit and a merger pass through two hands', async ({ desk, browser }) => {
  sampleCounty(desk)
  const { rows } = call<{ rows: Outlet[] }>(desk, '王芳', 'outlets.list', {
    filter: { category: 'partner' },
    limit: 50,
  })
  const first = rows.find(({ agent, status }) => agent !== null && status === 'active')!
  const other = rows.find(({ agent }) => agent !== null && agent !== first.agent)!
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳')
  const reviewer = await personAt(browser, address, '李强')

  await test.step('an agreement is recorded from the outlet’s agent', async () => {
    const { page } = clerk
    await goTo(page, `/agents/${first.agent}?tab=agreements`)
    await page.getByRole('button', { name: '登记协议' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('协议编号').fill('XY-2026-001')
    for (const [label, day] of [
      ['签订日期', '2026-01-05'],
      ['开始日期', '2026-01-01'],
      ['到期日期', '2025-12-31'],
    ] as const)
      await fillDay(page, label, day)
    await dialog.getByLabel('网点').click()
    await page.getByTitle(new RegExp(`^${first.code} `)).click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('早于开始日期')
    await fillDay(page, '到期日期', inDays(25))
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByRole('row', { name: /XY-2026-001/ })).toContainText('即将到期')
  })

  await test.step('its end is to be dealt with, and is', async () => {
    const { page } = clerk
    await goTo(page, '/')
    await expect(page.getByText('处理 1 份到期的协议')).toBeVisible()
    await goTo(page, '/agreements/reminders')
    await page
      .getByRole('row', { name: /XY-2026-001/ })
      .getByRole('checkbox')
      .check()
    await page.getByRole('button', { name: '处理', exact: true }).click()
    await page.getByRole('dialog').getByLabel('说明').fill('下周面谈')
    await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('没有要处理的到期协议')).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the signing rate opens the outlets behind it', async () => {
    const { page } = clerk
    await goTo(page, '/agreements/signing')
    const { total } = await ask<{ total: { active: number; signed: number; rate: string } }>(
      page,
      'agreements.signing',
      {
        day: inDays(0),
      },
    )
    expect(total.signed).toBe(1)
    const table = page.getByRole('table', { name: '签约率：合计' })
    await expect(table).toContainText(`${total.rate}%`)
    await table.getByRole('link', { name: '1', exact: true }).first().click()
    await expect(page.getByRole('row', { name: new RegExp(first.code) })).toContainText('XY-2026-001')
  })

  await test.step('a deposit comes in; a deduction counts once another has confirmed it', async () => {
    const { page } = clerk
    await goTo(page, `/deposits/${first.agent}`)
    await page.getByRole('button', { name: '登记缴存' }).click()
    await fillDeposit(page, '5000', '登记')
    await page.getByRole('button', { name: '申请扣除' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('窜货')
    await fillDeposit(page, '1200.5', '申请')
    await expect(page.getByRole('row', { name: /窜货/ })).toContainText('待确认')
    await goTo(reviewer.page, '/deposits/waiting')
    await reviewer.page.getByRole('row', { name: /窜货/ }).getByRole('checkbox').check()
    await reviewer.page.getByRole('button', { name: '确认', exact: true }).click()
    await expect(reviewer.page.getByText('没有待确认的', { exact: false })).toBeVisible()
    const account = await ask<{ balance: string }>(page, 'deposits.account', { agent: first.agent })
    expect(account.balance).toBe('3799.50')
    await page.reload()
    await expect(page.getByText('人民币叁仟柒佰玖拾玖元伍角整').first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('two agents merge, in steps, with the amounts before and after', async () => {
    const { page } = clerk
    await goTo(page, `/agent-moves/-/new?from=${first.agent}`)
    await page.getByText('合并：原代理商全部并入新代理商').click()
    await page.getByRole('combobox', { name: '新代理商' }).click()
    await page.keyboard.type(other.agent!)
    await page.getByTitle(new RegExp(`^${other.agent} `)).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByRole('table', { name: '保证金' })).toContainText('3,799.50')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('原因').fill('股东决议')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('link', { name: /看这一件/ }).click()
    await expect(page.getByRole('button', { name: '批准' })).toHaveAttribute('aria-disabled', 'true')
    await goTo(reviewer.page, '/agent-moves')
    await reviewer.page.getByRole('button', { name: '1', exact: true }).click()
    await reviewer.page.getByRole('button', { name: '批准', exact: true }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '批准' }).click()
    await expect(reviewer.page.getByText('已办理', { exact: true })).toBeVisible()
    const moved = await ask<{ agent: string }>(page, 'outlets.get', { code: first.code })
    expect(moved.agent).toBe(other.agent)
    const account = await ask<{ balance: string }>(page, 'deposits.account', { agent: other.agent })
    expect(account.balance).toBe('3799.50')
  })

  await test.step('and is undone: one asks, the other agrees', async () => {
    const { page } = clerk
    await page.reload()
    await page.getByRole('button', { name: '申请撤销' }).click()
    await page.getByRole('dialog').getByLabel('撤销原因').fill('股东反悔')
    await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
    await expect(page.getByText('已办理，待撤销')).toBeVisible()
    await expect(page.getByRole('button', { name: '批准撤销' })).toHaveAttribute('aria-disabled', 'true')
    await reviewer.page.reload()
    await reviewer.page.getByRole('button', { name: '批准撤销' }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '批准撤销' }).click()
    await expect(reviewer.page.getByText('已撤销', { exact: true }).first()).toBeVisible()
    const back = await ask<{ agent: string }>(page, 'outlets.get', { code: first.code })
    expect(back.agent).toBe(first.agent)
    const account = await ask<{ balance: string }>(page, 'deposits.account', { agent: first.agent })
    expect(account.balance).toBe('3799.50')
  })
  expect([...clerk.said, ...reviewer.said].filter((each) => !isRefusal(each))).toEqual([])
})

async function fillDay(page: Page, label: string, day: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label)
  await field.fill(day)
  await field.press('Enter')
}

async function fillDeposit(page: Page, amount: string, ok: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('种类').fill('专营保证金')
  await dialog.getByLabel('金额').fill(amount)
  await dialog.getByRole('button', { name: ok, exact: true }).click()
  await expect(dialog).toBeHidden()
}

/**
 * After the month is closed: rows that come late become a correction by two people; the fund's account shows what was
 * contributed; the office's own Excel is compared with the statements. Going live is proven and confirmed by two people.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaints, expect, signIn, test } from './support/desk.ts'
import { ask, barriers, call, goTo, moneyText, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-08'

interface Statement {
  readonly outlet: string
  readonly name: string
  readonly gross: string
}

test('late rows, fund accounts, own figures', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  const imported = desk.run(['import', 'entries', file('entries', PERIOD), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period: PERIOD })
  for (const step of ['review', 'approve', 'close']) call(desk, '李强', `settlements.${step}`, { period: PERIOD })
  const statements = call(desk, '王芳', 'settlements.statements', { period: PERIOD }) as Statement[]
  const [first, second] = statements.filter(({ gross }) => Number(gross) > 100)
  if (!first || !second) throw new Error('the sample pays no two outlets')
  const late = join(desk.folder, 'late.csv')
  writeFileSync(
    late,
    `\uFEFF业务日期,网点编码,业务类型,金额,流水号\r\n2026-08-30,${first.outlet},空中充值,100000,LATE1\r\n`,
  )
  const own = join(desk.folder, 'own.csv')
  writeFileSync(
    own,
    `\uFEFF账期,网点编码,金额\r\n${PERIOD},${first.outlet},${first.gross}\r\n${PERIOD},${second.outlet},1.23\r\n`,
  )
  for (const [kind, path] of [
    ['entries', late],
    ['expectedAmounts', own],
  ] as const) {
    const answer = desk.run(['import', kind, path, '--data', desk.dataDir, '--user', '王芳'])
    expect(answer.code, answer.stderr).toBe(0)
  }

  const said = complaints(page)
  await page.goto(await desk.open())
  await signIn(page, '王芳')
  await page.evaluate((period) => sessionStorage.setItem('desk.period', period), PERIOD)
  await page.reload()

  await test.step('the closed month is calculated on the side, its difference posted', async () => {
    await goTo(page, '/settlements/late')
    await expect(page.getByText('结账后导入 1 批 1 行')).toBeVisible()
    await page.getByRole('button', { name: '另算一遍' }).click()
    const row = page.getByRole('row', { name: first.outlet })
    await expect(row).toBeVisible()
    const [difference] = await ask<{ outlet: string; closed: string; now: string; difference: string }[]>(
      page,
      'late.differences',
      { period: PERIOD },
    )
    expect(difference?.closed).toBe(first.gross)
    expect(Number(difference?.difference)).toBeGreaterThan(0)
    await expect(row).toContainText(moneyText(difference?.difference ?? ''))
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '全部登记为更正' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('登记 1 笔更正')).toBeVisible()
    const waiting = await ask<{ amount: string; state: string; kind: string }[]>(page, 'settlements.adjustments', {
      period: '2026-09',
    })
    expect(waiting).toMatchObject([{ amount: difference?.difference, state: 'waiting', kind: 'correction' }])
  })

  await test.step('the own Excel against the statements, with reasons', async () => {
    await goTo(page, '/settlements/expected')
    await expect(page.getByRole('row', { name: second.outlet })).toContainText(
      moneyText((1.23 - Number(second.gross)).toFixed(2)),
    )
    await expect(page.getByRole('row', { name: first.outlet })).toContainText('0.00')
    await expect(page.getByText('自算表里没有这个网点').first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the fund holds what the statements say', async () => {
    await goTo(page, '/settlements/fund')
    const accounts = await ask<{ agent: string; name: string; balance: string }[]>(page, 'fund.accounts', undefined)
    const [account] = accounts
    if (!account) throw new Error('the sample has no fund member')
    await expect(page.getByRole('row', { name: account.agent })).toContainText(moneyText(account.balance))
    await goTo(page, `/settlements/fund/${account.agent}`)
    await expect(page.getByRole('heading', { name: account.name })).toBeVisible()
    await expect(page.getByRole('row', { name: '2026年8月' })).toContainText('2027年8月')
    expect(await barriers(page)).toEqual([])
  })
  expect(said).toEqual([])
})

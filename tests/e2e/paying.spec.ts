/**
 * Finance pays a closed month in the browser: an invoice, a claim sheet, the bank's file, its answer with one transfer sent
 * back, the account mended, paid; every figure held against plain arithmetic over what the back office answers.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { complaints, expect, signIn, test } from './support/desk.ts'
import { ask, barriers, call, goTo, moneyText, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-08'

interface Row {
  readonly agent: string
  readonly name: string
  readonly payable: string
  readonly payerKind: string
  readonly state: string
}

const cents = (rows: readonly { payable: string }[]) =>
  rows.reduce((sum, { payable }) => sum + Math.round(Number(payable) * 100), 0)
const yuan = (fen: number) => moneyText((fen / 100).toFixed(2))

test('finance pays August: invoice, sheet, file, answer, re-issue, paid', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  const imported = desk.run(['import', 'entries', file('entries', PERIOD), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period: PERIOD })
  for (const step of ['review', 'approve', 'close']) call(desk, '李强', `settlements.${step}`, { period: PERIOD })

  const said = complaints(page)
  await page.goto(await desk.open())
  await signIn(page, '陈静')
  await page.evaluate((period) => sessionStorage.setItem('desk.period', period), PERIOD)
  await page.reload()
  const rowsNow = async () => (await ask<{ rows: Row[] }>(page, 'paying.list', { period: PERIOD })).rows
  const all = await rowsNow()
  const persons = all.filter(({ payerKind }) => payerKind === 'person')
  const company = all.find(({ payerKind }) => payerKind !== 'person')
  if (persons.length < 2 || !company) throw new Error('the sample pays no two persons and a company')

  await test.step('the work list and the month bar lead there', async () => {
    await page
      .getByRole('link', { name: /收票发放/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: '2026年8月收票发放' })).toBeVisible()
    const sums = page.getByLabel('各状态的家数和金额（元）')
    await expect(sums).toContainText(`待票 ${all.length} 家${yuan(cents(all))}`)
    expect(await barriers(page)).toEqual([])
  })

  await test.step('an invoice comes in for a company', async () => {
    await page.getByRole('button', { name: '登记发票' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('代理商').fill(company.agent)
    await page.getByTitle(`${company.agent} ${company.name}`).click()
    await dialog.getByLabel('发票号码').fill('2431 2000 0000 0000 0001')
    await dialog.getByRole('button', { name: '登记' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row', { name: company.agent })).toContainText(moneyText(company.payable))
  })

  const chosen = [company, ...persons]
  await test.step('a claim sheet of those that lack nothing', async () => {
    for (const invoice of ['none', 'whole']) {
      const own = invoice === 'none' ? persons : [company]
      await goTo(page, `/settlements/paying?invoice=${invoice}`)
      await expect(page.getByText(`合计 ${own.length} 行`)).toBeVisible()
      await page.getByRole('checkbox', { name: '全选' }).or(page.getByRole('checkbox').first()).first().click()
      await page.getByRole('button', { name: '报账', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText(`${yuan(cents(own))} 元`)
      await dialog.getByRole('button', { name: `报账 ${own.length} 笔` }).click()
      await expect(page.getByRole('heading', { name: /报账单 BZ/ })).toBeVisible()
    }
    await page.getByRole('tab', { name: '打印样张' }).click()
    const paper = page.frameLocator('iframe').locator('.page').first()
    await expect(paper).toContainText(`${moneyText(company.payable)}`)
    await expect(paper).toContainText('负责人')
  })

  const answer = join(desk.folder, '回盘.csv')
  await test.step('the file for the bank, with control sum and accounts as text', async () => {
    await goTo(page, '/settlements/paying?state=claimed')
    await expect(page.getByText(`合计 ${chosen.length} 行`)).toBeVisible()
    await page.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: '生成付款文件' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(`${yuan(cents(chosen))} 元`)
    const saved = page.waitForEvent('download')
    await dialog.getByRole('button', { name: `生成 ${chosen.length} 笔` }).click()
    const book = read(readFileSync(await (await saved).path()), { type: 'buffer' })
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    const lines = rows.slice(1)
    expect(lines.every(([, , , account]) => typeof account === 'string' && account.length > 10)).toBe(true)
    const total = lines.reduce((sum, row) => sum + Math.round(Number(row[5]) * 100), 0)
    expect(total).toBe(cents(chosen))
    const back = lines.map(([, reference, , account, , amount], at) =>
      [reference, account, amount, at === 0 ? '交易失败' : '交易成功', at === 0 ? '户名不符' : ''].join(','),
    )
    writeFileSync(answer, `\uFEFF业务参考号,收款账号,金额,状态,失败原因\r\n${back.join('\r\n')}\r\n`)
  })

  await test.step('the bank’s answer is seen before it is booked', async () => {
    await page.getByRole('button', { name: '登记银行回盘' }).click()
    await page.getByLabel('文件', { exact: true }).setInputFiles(answer)
    await page.getByRole('button', { name: '核对' }).click()
    await expect(page.getByRole('grid', { name: '回盘结果' }).or(page.getByLabel('回盘结果')).first()).toContainText(
      '户名不符',
    )
    await page.getByRole('button', { name: `登记 ${chosen.length} 笔` }).click()
    await expect(page.getByText(`已付 ${chosen.length - 1} 笔，退回 1 笔`)).toBeVisible()
    const states = (await rowsNow()).filter(({ agent }) => chosen.some((one) => one.agent === agent))
    expect(states.filter(({ state }) => state === 'paid')).toHaveLength(chosen.length - 1)
  })

  await test.step('what came back is issued again and recorded as paid', async () => {
    const returned = (await rowsNow()).find(({ state }) => state === 'returned')
    await goTo(page, `/settlements/payments/${returned?.agent}?tab=paying`)
    await page.getByRole('button', { name: '重新发放' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '重新发放' }).click()
    await expect(page.getByText('正是上次被银行退回的那个', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: '登记已付' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '登记已付' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('tab', { name: '历史' }).click()
    await expect(page.getByText('重新发放：退回 → 已报账', { exact: false })).toBeVisible()
    expect(cents((await rowsNow()).filter(({ state }) => state === 'paid'))).toBe(cents(chosen))
  })

  await test.step('the rest: open payments, the year’s income, notices, settings', async () => {
    await goTo(page, '/settlements/paying/open')
    await expect(page.getByText(`合计 ${all.length - chosen.length} 行`)).toBeVisible()
    await goTo(page, '/settlements/paying/income')
    await expect(page.getByRole('heading', { name: '2026年代理商收入' })).toBeVisible()
    await goTo(page, '/settlements/paying/notices')
    await expect(page.getByText(`应付 ${company.payable} 元`, { exact: false }).first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await goTo(page, '/settlements/paying/settings')
    await page.getByLabel('最低发放金额').fill('50')
    await page.getByRole('button', { name: '保存金额和期限' }).click()
    await expect(page.getByText('已保存，立即生效。')).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })
  expect(said.filter((one) => !one.includes('Blocked script execution'))).toEqual([])
})

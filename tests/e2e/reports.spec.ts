/** 报表 in a real browser: the pages before and after closing, for whom, printing and export, accessibility. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as XLSX from '@e965/xlsx'
import { complaints, type Desk, expect, PASSWORD, signIn, test } from './support/desk.ts'

const PERIOD = '2026-08'

function call<Answer>(desk: Desk, user: string, procedure: string, input: object): Answer {
  const answer = desk.run(['call', procedure, JSON.stringify(input), '--data', desk.dataDir, '--user', user])
  expect(answer.code, JSON.stringify(answer.json)).toBe(0)
  return answer.json as Answer
}

interface Paid {
  readonly agent: string
  readonly name: string
  readonly payable: string
  readonly inWords: string
  readonly outlets: readonly { outlet: string }[]
}

test('statements are looked at, printed and exported; an unclosed month says so', async ({ desk, page }) => {
  desk.demo()
  const folder = join(desk.folder, 'workbooks')
  const file = readdirSync(folder).find((name) => name.includes(PERIOD) && name.includes('业务明细'))
  const entries = ['import', 'entries', join(folder, file ?? ''), '--data', desk.dataDir, '--user', '王芳']
  const imported = desk.run(entries)
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period: PERIOD })
  const payments = call<Paid[]>(desk, '王芳', 'settlements.payments', { period: PERIOD })
  const several = payments.find(({ outlets }) => outlets.length > 1)
  if (!several) throw new Error('the sample has no agent with several outlets')

  const said = complaints(page)
  await page.goto(await desk.open())
  await signIn(page, '王芳')
  await page.evaluate((period) => sessionStorage.setItem('desk.period', period), PERIOD)
  await page.goto(`${page.url().split('#')[0]}#/reports`)
  await page.reload()
  const pages = page.frameLocator('iframe[title="酬金结算单预览"]').locator('.page')
  await expect(pages.first()).toContainText('试算　未结账')
  await expect(pages.first()).toContainText('制表 王芳')
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations).toEqual([])

  // for whom: by its code, an agent with several outlets has a sheet of its own before theirs
  await page.getByLabel('代理商或网点').fill(several.agent)
  await page.getByTitle(`${several.agent} ${several.name}`).click()
  await page.keyboard.press('Escape')
  await expect(pages).toHaveCount(several.outlets.length + 1)
  await expect(pages.first()).toContainText(several.inWords)
  await expect(page.getByText(`共 ${several.outlets.length + 1} 页`, { exact: false }).first()).toBeVisible()

  // the workbook holds the same amount
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  const workbook = XLSX.read(readFileSync(await (await saved).path()))
  const cover = XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[workbook.SheetNames[0] ?? ''] ?? {}, { header: 1 })
  expect(cover.find((row) => row[1] === '应付金额')?.at(-1)).toBe(Number(several.payable))

  const printed = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 PDF' }).click()
  const pdf = await PDFDocument.load(readFileSync(await (await printed).path()))
  expect(pdf.getPageCount()).toBe(several.outlets.length + 1)

  // the print dialog gets the same pages, in a frame out of sight
  await page.getByRole('button', { name: '打印' }).click()
  const out = page.frameLocator('iframe[title="打印"]').locator('.page')
  await expect(out).toHaveCount(several.outlets.length + 1)

  await page.getByRole('button', { name: '酬金汇总表' }).click()
  await expect(page.frameLocator('iframe[title="酬金汇总表预览"]').getByText('应付合计大写')).toHaveCount(1)
  // the accessibility check tries to look into the preview, which runs no scripts
  expect(said.filter((one) => !one.includes('Blocked script execution'))).toEqual([])

  // closed, it no longer says that it may change
  await desk.close()
  for (const step of ['review', 'approve', 'close']) call(desk, '李强', `settlements.${step}`, { period: PERIOD })
  const out2 = join(desk.folder, 'closed.html')
  const report = ['report', 'statements', '--period', PERIOD, '--out', out2, '--data', desk.dataDir, '--user', '王芳']
  expect(desk.run(report, { DESK_PASSWORD: PASSWORD }).code).toBe(0)
  const html = readFileSync(out2, 'utf8')
  expect(html).not.toContain('试算')
  expect(html).toContain('审核 李强')
})

/**
 * A county's month in the browser, end to end, by two people: import, write a policy, approve it, calculate, open a number
 * to its rows, adjust, review, approve, close, look at the paper. Figures are held against plain arithmetic over the workbooks.
 */
import type { Page } from '@playwright/test'
import { expect, personAt, test } from './support/desk.ts'
import { grossOf, OWN_CAP, OWN_TIERS, ownClause, ownRows, readMonth } from './support/plain-month.ts'
import { barriers, beginImport, downloadedRows, moneyText, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-09'
const PENALTY = '20.00'

test('two people do September: workbooks in, policy, settlement, statements out', async ({ desk, browser }) => {
  const { file } = sampleCounty(desk)
  const month = readMonth({
    outlets: file('outlets'),
    outletCodes: file('outletCodes'),
    entries: file('entries', PERIOD),
    indicators: file('indicators', PERIOD),
  })
  const expected = new Map(month.outlets.map((outlet) => [outlet.code, grossOf(month, outlet)]))

  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳')
  const reviewer = await personAt(browser, address, '李强')

  await test.step('the clerk imports the ledgers', async () => {
    for (const kind of ['entries', 'subscriberMonths', 'indicators', 'controlTotals'])
      await importFile(clerk.page, kind, file(kind, PERIOD))
  })

  await test.step('the clerk writes a policy and submits it', async () => {
    await chooseMonth(clerk.page)
    await writePolicy(clerk.page)
  })

  await test.step('the reviewer approves it against the document', async () => {
    const { page } = reviewer
    await chooseMonth(page)
    await place(page, '政策')
    await page.getByText('BAND-2026').click()
    await expect(page.getByText('宽带笔数按档次超额分段计', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: '批准' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '批准' }).click()
    await expect(page.getByText('已批准', { exact: true }).first()).toBeVisible()
  })

  await test.step('the clerk calculates; the total is that of plain arithmetic', async () => {
    const { page } = clerk
    await place(page, '结算')
    await page.getByRole('button', { name: '试算', exact: true }).click()
    await expect(page.getByText('已试算').first()).toBeVisible()
    const gross = [...expected.values()].reduce((sum, amount) => sum.plus(amount))
    await expect(page.getByLabel('本月金额（元）')).toContainText(moneyText(gross.toFixed(2)))
  })

  const outlet = month.outlets.find((one) => ownRows(month, one).length > 0)
  if (!outlet) throw new Error('no outlet sold broadband in the sample')
  const before = expected.get(outlet.code)?.toFixed(2) ?? ''

  await test.step('a number opens to its sentence and its rows', async () => {
    const { page } = clerk
    await page
      .getByRole('searchbox')
      .or(page.getByPlaceholder('网点、代理商', { exact: false }))
      .fill(outlet.code)
    await expect(page.getByText('合计 1 行')).toBeVisible()
    await page.getByRole('button', { name: outlet.code }).click()
    await expect(page.getByRole('heading', { name: outlet.name })).toBeVisible()
    await expect(page.locator('tfoot')).toContainText(moneyText(before))
    const amount = moneyText(ownClause(month, outlet).toFixed(2))
    const line = page.getByRole('row', { name: /宽带加奖/ })
    await expect(line).toContainText(amount)
    await line.getByRole('button', { name: amount }).click()
    const drawer = page.getByRole('dialog')
    const rows = ownRows(month, outlet)
    await expect(drawer).toContainText(`来源行（${rows.length}）`)
    await expect(drawer.getByRole('row', { name: new RegExp(`^${rows[0]?.row ?? 0} `) })).toBeVisible()
    await expect(drawer).toContainText(`entries-${PERIOD}`)
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the clerk asks for a penalty; it does not count yet', async () => {
    const { page } = clerk
    await page.getByRole('button', { name: '登记调整' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('金额').fill('20')
    await dialog.getByLabel('原因').fill('窗口检查不合格')
    await expect(dialog).toContainText('从该网点扣 20.00 元')
    await dialog.getByRole('button', { name: '登记' }).click()
    await expect(page.getByText('不计入合计', { exact: false })).toBeVisible()
    await expect(page.locator('tfoot')).toContainText(moneyText(before))
  })

  await test.step('the reviewer confirms it, reviews and approves', async () => {
    const { page } = reviewer
    await place(page, '结算')
    await page.getByRole('link', { name: '调整', exact: true }).click()
    await expect(page.getByRole('heading', { name: '2026年9月调整' })).toBeVisible()
    await page.getByRole('button', { name: outlet.code }).click()
    await page.getByRole('button', { name: '确认', exact: true }).click()
    await expect(page.getByText('已确认').first()).toBeVisible()
    await page.getByRole('link', { name: '结算单', exact: true }).click()
    await confirmAct(page, '复核通过')
    await expect(page.getByText('已复核').first()).toBeVisible()
    await confirmAct(page, '审批通过')
    await expect(page.getByText('已审批').first()).toBeVisible()
  })

  await test.step('closing says what will happen, and what happened', async () => {
    const { page } = reviewer
    await page.getByRole('button', { name: '去结账' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByText('以后任何时候重印都一样', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: '结账', exact: true }).click()
    await expect(page.getByText('2026年9月已结账', { exact: false })).toBeVisible()
  })

  await test.step('every outlet of the exported list is right to the fen', async () => {
    const { page } = reviewer
    await place(page, '结算')
    await expect(page.getByRole('button', { name: '反结账' })).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出' }).click()
    const [head = [], ...lines] = await downloadedRows(await download)
    const column = head.indexOf('酬金合计')
    const listed = new Map(lines.map((line) => [line[0], Number(line[column] ?? 0).toFixed(2)]))
    const paid = [...expected].filter(([code]) => month.entries.some((entry) => entry.outlet === code))
    expect(listed.size).toBeGreaterThan(30)
    for (const [code, amount] of paid) {
      const due = code === outlet.code ? amount.minus(PENALTY) : amount
      expect(`${code} ${listed.get(code) ?? '0.00'}`).toBe(`${code} ${due.toFixed(2)}`)
    }
  })

  await test.step('the statement on paper says the same', async () => {
    const { page } = reviewer
    await page.getByRole('button', { name: outlet.code }).click()
    await page.getByRole('button', { name: '打印' }).click()
    const paper = page.frameLocator('iframe.report-preview')
    await expect(paper.locator('body')).toContainText(outlet.name)
    const due = expected.get(outlet.code)?.minus(PENALTY).toFixed(2) ?? ''
    await expect(paper.locator('body')).toContainText(moneyText(due))
    await expect(paper.locator('body')).not.toContainText('未结账')
  })

  // Looking into the frame of the paper is a script there, and its sandbox runs none.
  expect([...clerk.said, ...reviewer.said].filter((one) => !one.includes('about:srcdoc'))).toEqual([])
})

async function importFile(page: Page, kind: string, path: string): Promise<void> {
  await beginImport(page, kind)
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }).click()
  await expect(page.getByText(/第 \d+ 批已导入/)).toBeVisible()
}

async function chooseMonth(page: Page): Promise<void> {
  const picker = page.getByLabel('账期', { exact: true })
  await picker.click()
  await picker.fill(PERIOD)
  await picker.press('Enter')
  await expect(picker).toHaveValue('2026年9月')
}

async function writePolicy(page: Page): Promise<void> {
  await place(page, '政策')
  await page.getByRole('button', { name: '新政策' }).click()
  await expect(page.getByRole('heading', { name: '新政策' })).toBeVisible()
  await page.getByLabel('政策编码').fill('BAND-2026')
  await page.getByLabel('政策名称').fill('2026年宽带加奖办法')
  await page.getByLabel('文号').fill('舒分渠〔2026〕12号')
  const card = page.getByRole('region', { name: '条款 1' })
  // What is missing is said before anything is stored.
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('请改好标红的地方再保存', { exact: false })).toBeVisible()
  await card.getByLabel('条款名称').fill('宽带加奖')
  // Leaving asks, and what was written is there again.
  await place(page, '结算')
  await page.getByRole('button', { name: '离开，留着草稿' }).click()
  await expect(page.getByRole('heading', { name: '2026年9月结算' })).toBeVisible()
  await place(page, '政策')
  await page.getByRole('button', { name: '新政策' }).click()
  await expect(page.getByText('草稿还在', { exact: false })).toBeVisible()
  await expect(page.getByLabel('政策编码')).toHaveValue('BAND-2026')
  await card.getByRole('combobox', { name: '业务类型' }).click()
  await page.getByTitle('宽带', { exact: true }).click()
  await page.keyboard.press('Escape')
  await card.getByRole('combobox', { name: '计酬方式' }).click()
  await page.getByTitle('阶梯', { exact: true }).click()
  await pasteRows(page, card.getByLabel('第 1 档达到（笔）'))
  await card.getByLabel('封顶').fill(OWN_CAP)
  await expect(card.getByRole('complementary')).toContainText(
    '宽带笔数按档次超额分段计：0 至 5 笔按 5.00 元、5 笔以上按 8.50 元，封顶 60.00 元。',
  )
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '保存并提交' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('等批准')).toBeVisible()
  // Whoever may not approve is told why, instead of finding no button.
  await expect(page.getByRole('button', { name: '批准' })).toHaveAttribute('aria-disabled', 'true')
}

/** Goes to a place of the left navigation. */
const place = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click()

/** Pastes the tiers as Excel puts them on the clipboard: cells parted by tabs. */
async function pasteRows(page: Page, field: ReturnType<Page['locator']>): Promise<void> {
  await field.focus()
  const copied = OWN_TIERS.map(([from, rate]) => `${from}\t${rate}`).join('\r\n')
  await field.evaluate((element, text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, `${copied}\r\n`)
  await expect(page.getByLabel('第 2 档每笔')).toHaveValue('8.50')
}

async function confirmAct(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
}

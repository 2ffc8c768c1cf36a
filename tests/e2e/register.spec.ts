/** Outlets and agents in a real browser: finding, editing with dates and reasons, drafts, new ones by keyboard, money with reasons. */
import { complaints, type Desk, expect, test } from './support/desk.ts'
import {
  ask,
  barriers,
  call,
  downloadedRows,
  enter,
  goTo,
  isRefusal,
  moneyText,
  sampleCounty,
  take,
} from './support/sample.ts'

interface Outlet {
  readonly code: string
  readonly name: string
  readonly type: string | null
  readonly agent: string | null
  readonly agentName: string | null
  readonly phone: string | null
  readonly township: string | null
}

interface Statement {
  readonly lines: readonly { id: string; clauseTitle: string; amount: string; rows: number }[]
  readonly gross: string
  readonly inWords: string
}

const list = (filter: object, limit = 200) => ({ filter, limit })

test('the list finds by code, initials and phone, filters, and exports exactly what it shows', async ({
  desk,
  page,
}) => {
  sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  await page.keyboard.press('Control+2')
  const grid = page.getByRole('grid', { name: '网点' })
  const all = await ask<{ total: number; rows: Outlet[] }>(page, 'outlets.list', list({}))
  await expect(grid).toContainText(`合计 ${all.total} 行`)
  expect(await barriers(page)).toEqual([])

  const first = all.rows[0]
  if (!first?.phone) throw new Error('the first outlet of the sample has no phone')
  await page.keyboard.press('Control+f')
  await page.keyboard.type(first.phone)
  await expect(grid).toContainText('合计 1 行')
  await expect(grid.getByRole('row', { name: first.name })).toBeVisible()

  await page.keyboard.press('Control+f')
  await page.keyboard.type('zhyyt')
  const byInitials = await ask<{ total: number }>(page, 'outlets.list', list({ text: 'zhyyt' }))
  expect(byInitials.total).toBeGreaterThan(0)
  await expect(page).toHaveURL(/q=zhyyt/)
  await expect(grid).toContainText(`合计 ${byInitials.total} 行`)
  await page.getByRole('button', { name: '清除筛选' }).click()

  await page.getByLabel('网点类型').click()
  await page.locator('.ant-select-item-option', { hasText: '指定专营店' }).click()
  await page.keyboard.press('Escape')
  const stores = await ask<{ total: number; rows: Outlet[] }>(page, 'outlets.list', list({ type: '指定专营店' }))
  await expect(grid).toContainText(`合计 ${stores.total} 行`)
  const names = page.getByRole('columnheader', { name: '网点名称' })
  await names.getByRole('button').click()
  await expect(names).toHaveAttribute('aria-sort', 'ascending')
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+e')
  const [heads, ...rows] = await downloadedRows(await download)
  const shown = await grid.getByRole('columnheader').allTextContents()
  expect(heads).toEqual(shown.map((text) => text.replace(/[▲▼]/g, '').trim()).filter(Boolean))
  const sorted = await ask<{ rows: Outlet[] }>(page, 'outlets.list', {
    ...list({ type: '指定专营店' }),
    sort: { by: 'name', descending: false },
  })
  expect(rows.map((row) => row[0])).toEqual(sorted.rows.map(({ code }) => code))

  await expect(grid.getByRole('row').nth(1)).toContainText(sorted.rows[0]?.code ?? '')
  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: sorted.rows[0]?.name ?? '' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(grid).toBeVisible()
  expect(said).toEqual([])
})

test('without a mouse: filters, a view that a colleague opens, many outlets changed at once, a block pasted from Excel', async ({
  desk,
  page,
}) => {
  sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }
  const grid = page.getByRole('grid', { name: '网点' })
  await page.keyboard.press('Control+2')
  await press('更多')
  await expect(page.getByLabel('网点编码', { exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('手机')
  const filter = { name: '手机' }
  const shops = await ask<{ total: number; rows: Outlet[] }>(page, 'outlets.list', list(filter))
  expect(shops.total).toBeGreaterThan(1)
  await expect(grid).toContainText(`合计 ${shops.total} 行`)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '更多（1）' })).toBeFocused()

  await press('视图')
  await press('存下现在的样子')
  await expect(page.getByLabel('名称', { exact: true })).toBeFocused()
  await page.keyboard.type('手机店')
  await page.getByRole('checkbox', { name: '同事也能打开' }).press('Space')
  await press('保存')
  await expect(page.getByRole('button', { name: '视图：手机店' })).toBeVisible()

  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await press('修改选中的')
  await page.getByRole('combobox', { name: '渠道经理' }).focus()
  await page.keyboard.type('赵新民')
  await page.getByLabel('原因').focus()
  await page.keyboard.type('片区调整')
  await press('看看会改什么')
  const changes = page.getByRole('grid', { name: '会改什么' })
  await expect(changes.getByRole('row', { name: /渠道经理.*赵新民/ })).toHaveCount(2)
  expect(await ask<{ total: number }>(page, 'outlets.list', list({ manager: '赵新民' }))).toMatchObject({ total: 0 })
  await page.keyboard.press('Control+s')
  await expect(page.getByText('已改 2 个网点', { exact: false })).toBeVisible()
  expect(await ask<{ total: number }>(page, 'outlets.list', list({ manager: '赵新民' }))).toMatchObject({ total: 2 })

  // a block without headings, its first column the code: shown with its differences before it goes in
  const [known] = shops.rows
  await page.evaluate((block) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', block)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, `${known?.code}\t改名手机店\nPASTE1\t粘贴来的店`)
  await expect(page.getByRole('row', { name: new RegExp(`${known?.code}.*网点名称.*改名手机店`) })).toBeVisible()
  await press(/^导入 2 行/)
  await expect(page.getByText('完成').first()).toBeVisible()
  await expect
    .poll(async () => (await ask<{ total: number }>(page, 'outlets.list', list({ text: 'PASTE1' }))).total)
    .toBe(1)
  expect(await ask<Outlet>(page, 'outlets.get', { code: known?.code })).toMatchObject({ name: '改名手机店' })

  // who is asked next opens the shared view and has it by default from then on
  await page.goto('about:blank')
  await desk.close()
  await enter(desk, page, '李强')
  await page.keyboard.press('Control+2')
  await press('视图')
  await expect(page.getByText('王芳共享')).toBeVisible()
  await page.getByRole('checkbox', { name: '默认' }).press('Space')
  await expect(page.getByRole('checkbox', { name: '默认' })).toBeChecked()
  await press('手机店')
  await expect(page.getByRole('button', { name: '视图：手机店' })).toBeVisible()
  await page.getByRole('link', { name: '代理商', exact: true }).press('Enter')
  await expect(page.getByRole('grid', { name: '代理商' })).toBeVisible()
  await page.keyboard.press('Control+2')
  await expect(page.getByRole('button', { name: '视图：手机店' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  expect(said.filter((one) => !isRefusal(one))).toEqual([])
})

test('a file is edited in place from a day on and with a reason; a closed month is refused; a draft stays', async ({
  desk,
  page,
}) => {
  const { file } = sampleCounty(desk)
  closeAugust(desk, file('entries', '2026-08'))
  await enter(desk, page, '王芳')
  const { rows } = await ask<{ rows: Outlet[] }>(page, 'outlets.list', list({ category: 'partner' }, 1))
  const outlet = rows[0]
  if (!outlet) throw new Error('the sample has no partner outlet')
  await goTo(page, `/outlets/${outlet.code}`)
  await expect(page.getByRole('heading', { name: outlet.name })).toBeVisible()

  await page.keyboard.press('F2')
  await page.getByLabel('网点名称').fill('高峰新街手机店')
  await page.getByLabel('联系电话').fill('13900001111')
  await expect(page.getByText(`原为 ${outlet.name}`)).toBeVisible()
  const save = page.getByRole('button', { name: '保存', exact: true })
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  await expect(save).toHaveAccessibleDescription('改网点名称要写明原因')

  // Leaving asks; the draft is there again.
  await page.getByRole('link', { name: '台账' }).click()
  await page.getByRole('button', { name: '离开，留着草稿' }).click()
  await expect(page.getByRole('heading', { name: '台账' })).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('网点名称')).toHaveValue('高峰新街手机店')
  await expect(page.getByText('这是上次没有保存的草稿', { exact: false })).toBeVisible()

  await page.getByLabel('原因').fill('门头更名')
  const day = page.getByLabel('生效日期')
  await day.fill('2026-08-15')
  await day.press('Enter')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('2026年8月已经结账，生效日期要在它以后', { exact: false })).toBeVisible()
  expect(await ask<Outlet>(page, 'outlets.get', { code: outlet.code })).toMatchObject({ name: outlet.name })

  await day.fill('2026-09-05')
  await day.press('Enter')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('已保存，从 2026-09-05 起生效。')).toBeVisible()
  await expect(page.getByRole('heading', { name: '高峰新街手机店' })).toBeVisible()

  await page.getByRole('tab', { name: '历史' }).click()
  const history = page.getByRole('grid', { name: '历史' })
  await expect(history.getByRole('row', { name: /网点名称.*高峰新街手机店.*2026-09-05.*门头更名.*王芳/ })).toBeVisible()
  await expect(history.getByRole('row', { name: new RegExp(`网点名称.*${outlet.name}.*一直`) })).toBeVisible()
  await page.getByLabel('在某天').fill('2026-09-04')
  await page.getByLabel('在某天').press('Enter')
  await expect(history.getByRole('row', { name: /高峰新街手机店/ })).toHaveCount(0)
  await expect(history.getByRole('row', { name: new RegExp(outlet.name) })).toBeVisible()
  expect(await barriers(page)).toEqual([])
})

/** A month is closed by three acts of two people. */
function closeAugust(desk: Desk, entries: string): void {
  const imported = desk.run(['import', 'entries', entries, '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  const period = '2026-08'
  call(desk, '王芳', 'settlements.calculate', { period })
  for (const act of ['review', 'approve', 'close']) call(desk, '李强', `settlements.${act}`, { period })
}

test('an agent and an outlet are made by keyboard alone', async ({ desk, page }) => {
  sampleCounty(desk)
  const said = complaints(page)
  await enter(desk, page, '王芳')
  const field = (label: string) => page.getByLabel(label, { exact: true })
  const type = async (...texts: readonly string[]) => {
    for (const text of texts) {
      if (text !== '') await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
  }

  await goTo(page, '/agents')
  await expect(page.getByRole('grid', { name: '代理商' })).toBeFocused()
  await page.keyboard.press('Insert')
  await expect(field('代理商编码')).toBeFocused()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('请填代理商编码、代理商名称').first()).toBeVisible()
  // the mnemonic stays that of the name
  await type('000900', '新街通讯店', '')
  await expect(field('纳税人类型')).toBeFocused()
  await page.keyboard.type('个体')
  await take(page, '个体')
  await page.keyboard.press('Enter')
  await type('', '', '新街通讯店', '工行城关支行', '６２２２ ０２００ １２３４')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { name: '新街通讯店' })).toBeVisible()
  expect(await ask(page, 'agents.get', { code: '000900' })).toMatchObject({
    name: '新街通讯店',
    payerKind: 'soleTrader',
    payeeName: '新街通讯店',
    account: '622202001234',
    fundMember: false,
  })

  await goTo(page, '/outlets/-/new')
  await expect(field('网点编码')).toBeFocused()
  await type('000777', '新街店', '', '', '')
  await expect(field('网点类型')).toBeFocused()
  await page.keyboard.type('特约')
  await take(page, '特约')
  await page.keyboard.press('Enter')
  await page.keyboard.type('000900')
  // agents are looked up in the store as one types
  await take(page, '000900')
  await page.keyboard.press('Enter')
  await expect(field('渠道经理')).toBeFocused()
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { name: '新街店' })).toBeVisible()
  expect(await ask<Outlet>(page, 'outlets.get', { code: '000777' })).toMatchObject({
    name: '新街店',
    type: '特约代理点',
    agent: '000900',
    category: 'partner',
    status: 'active',
  })

  await page.getByRole('tab', { name: '识别码' }).click()
  await page.getByLabel('识别码类型').fill('工号')
  await page.getByRole('textbox', { name: '识别码', exact: true }).fill('GH0777')
  await page.getByRole('button', { name: '加上' }).click()
  await expect(
    page.getByRole('grid', { name: '识别码' }).getByRole('row', { name: /工号.*GH0777.*一直.*今后/ }),
  ).toBeVisible()
  await page.getByRole('link', { name: '新街通讯店' }).click()
  await page.getByRole('tab', { name: '网点（1）' }).click()
  await expect(page.getByRole('grid', { name: '代理商的网点' })).toContainText('000777')

  // A code that is taken is said, and nothing is lost.
  await goTo(page, '/outlets/-/new')
  await expect(field('网点编码')).toBeFocused()
  await type('000777', '又一家')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('alert').filter({ hasText: '已经有了：000777' })).toBeVisible()
  await expect(field('网点名称')).toHaveValue('又一家')
  expect(said.filter((one) => !isRefusal(one))).toEqual([])
})

test('the statement of a month on the outlet’s page; every amount opens to its rows', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  const period = '2026-10'
  const imported = desk.run(['import', 'entries', file('entries', period), '--data', desk.dataDir, '--user', '王芳'])
  expect(imported.code, imported.stderr).toBe(0)
  call(desk, '王芳', 'settlements.calculate', { period })
  const statements = call<(Statement & { outlet: string })[]>(desk, '王芳', 'settlements.statements', { period })
  const statement = statements.find(({ lines }) => lines.some(({ rows, amount }) => rows > 1 && amount !== '0.00'))
  const line = statement?.lines.find(({ rows, amount }) => rows > 1 && amount !== '0.00')
  if (!statement || !line) throw new Error('the sample’s month has no line with rows')

  await enter(desk, page, '王芳')
  await goTo(page, `/outlets/${statement.outlet}?tab=money`)
  const table = page.getByRole('table', { name: '结算明细' })
  const picker = page.getByLabel('结算账期')
  await picker.fill('2026-10')
  await picker.press('Enter')
  await expect(table.locator('tfoot')).toContainText(moneyText(statement.gross))
  await expect(page.getByText(statement.inWords)).toBeVisible()
  await expect(table.locator('tbody tr')).toHaveCount(statement.lines.length)
  for (const [at, { clauseTitle, amount }] of statement.lines.entries()) {
    const row = table.locator('tbody tr').nth(at)
    await expect(row).toContainText(clauseTitle)
    await expect(row.locator('.why')).toHaveText(moneyText(amount))
  }
  await table.locator('tbody tr').nth(statement.lines.indexOf(line)).locator('.why').click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText(line.clauseTitle)
  await expect(drawer).toContainText(`来源行（${line.rows}）`)
  await expect(drawer).toContainText(`entries-${period}`)
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(table).toBeVisible()
})

/** Batches in a real browser: rows found, sorted and exported; changes field by field; the reconciliation down to an outlet's rows. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaints, expect, test } from './support/desk.ts'
import {
  ask,
  barriers,
  call,
  countText,
  downloadedRows,
  enter,
  goTo,
  moneyText,
  sampleCounty,
} from './support/sample.ts'

const period = '2026-10'

interface Row {
  readonly sheetRow: number
  readonly outlet: string
  readonly businessType: string
  readonly subscriber: string
  readonly amount: string
  readonly externalId: string
}
interface ByOutlet {
  readonly outlet: string
  readonly ours: { count: number; amount: string }
}

test('a batch’s rows are found and exported, its figures reconciled down to the outlet', async ({ desk, page }) => {
  const { file } = sampleCounty(desk)
  const imported = (kind: string, path: string) =>
    desk.run(['import', kind, path, '--data', desk.dataDir, '--user', '王芳']).json as { batch: number }
  const { batch } = imported('entries', file('entries', period))
  // BOSS's totals by outlet: all right but for one outlet, which has one more there
  const ours = call<ByOutlet[]>(desk, '王芳', 'reconciliation.outlets', { period, ledger: 'entries', type: '放号' })
  const wrong = ours[3]
  if (!wrong) throw new Error('too few outlets')
  const totals = join(desk.folder, '分网点对账.csv')
  const line = ({ outlet, ours: { count, amount } }: ByOutlet) =>
    `${period},业务明细,放号,${outlet === wrong.outlet ? count + 1 : count},${amount},${outlet}`
  writeFileSync(totals, `\uFEFF账期,台账,业务类型,笔数,金额,网点编码\r\n${ours.map(line).join('\r\n')}\r\n`)
  imported('controlTotals', totals)
  const { rows: outlets } = call<{ rows: { code: string; name: string; phone: string | null }[] }>(
    desk,
    '王芳',
    'outlets.list',
    {},
  )
  const changed = outlets[0]
  if (!changed) throw new Error('no outlets')
  const phones = join(desk.folder, '电话.csv')
  writeFileSync(phones, `\uFEFF网点编码,网点名称,联系电话\r\n${changed.code},${changed.name},13700007777\r\n`)
  const register = imported('outlets', phones).batch

  const said = complaints(page)
  await enter(desk, page, '王芳')

  await test.step('rows: by outlet and type, sorted, exported as shown, by a whole number', async () => {
    await goTo(page, `/ledgers/batches/${batch}?tab=rows&outlet=${wrong.outlet}&types=放号`)
    const grid = page.getByRole('grid', { name: `第 ${batch} 批的行` })
    await expect(grid.locator('.grid-foot')).toContainText(`合计 ${countText(wrong.ours.count)} 行`)
    await expect(grid.locator('.grid-foot')).toContainText(moneyText(wrong.ours.amount))
    await grid.getByRole('columnheader', { name: '金额' }).getByRole('button').click()
    const asked = {
      id: batch,
      filter: { outlet: wrong.outlet, types: ['放号'] },
      sort: { by: 'amount', descending: false },
    }
    const { rows } = await ask<{ rows: Row[] }>(page, 'ledgers.rows', asked)
    expect(rows.map(({ amount }) => Number(amount))).toEqual(
      rows.map(({ amount }) => Number(amount)).sort((a, b) => a - b),
    )
    expect(rows.every((row) => row.outlet === wrong.outlet && row.businessType === '放号')).toBe(true)
    await expect(grid.getByRole('row').nth(1)).toContainText(String(rows[0]?.sheetRow))
    expect(await barriers(page)).toEqual([])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出', exact: true }).click()
    const [heads = [], ...lines] = await downloadedRows(await download)
    const at = (title: string) => heads.indexOf(title)
    expect(lines.map((row) => [row[at('行号')], row[at('金额')], row[at('用户号码')]])).toEqual(
      rows.map((row) => [row.sheetRow, Number(row.amount), row.subscriber]),
    )
    await page.getByRole('button', { name: '清除筛选' }).click()
    // one 流水号 may have several lines
    const text = rows[0]?.externalId ?? ''
    const found = await ask<{ total: number; rows: Row[] }>(page, 'ledgers.rows', { id: batch, filter: { text } })
    expect(found.rows.map(({ externalId }) => externalId)).toEqual(Array(found.total).fill(text))
    await page.getByLabel('用户号码、流水号、网点').fill(text)
    await expect(grid).toHaveAttribute('aria-rowcount', String(found.total + 1))
    await expect(grid).toContainText(rows[0]?.subscriber ?? '')
  })

  await test.step('everything of the filter is selected, counted and summed; CSV is safe text', async () => {
    await goTo(page, `/ledgers/batches/${batch}?tab=rows&types=放号`)
    const whole = await ask<{ total: number; sums: { amount: string } }>(page, 'ledgers.rows', {
      id: batch,
      filter: { types: ['放号'] },
    })
    const grid = page.getByRole('grid', { name: `第 ${batch} 批的行` })
    await expect(grid.locator('.grid-foot')).toContainText(`合计 ${countText(whole.total)} 行`)
    expect(whole.total).toBeGreaterThan(200)
    await page.getByLabel('全选').click()
    await expect(page.getByText(`已选 ${countText(whole.total)} 行`).first()).toBeVisible()
    await expect(page.getByText(`金额合计 ${moneyText(whole.sums.amount)}`)).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV', exact: true }).click()
    const csv = readFileSync(await (await download).path(), 'utf8')
    expect(csv.startsWith('\uFEFF行号,')).toBe(true)
    expect(csv.trim().split('\r\n')).toHaveLength(whole.total + 1)
  })

  await test.step('an import of outlets tells field by field what it changed', async () => {
    await goTo(page, `/ledgers/batches/${register}?tab=changes`)
    const grid = page.getByRole('grid', { name: `网点第 ${register} 批的改动` })
    const row = grid.getByRole('row').nth(1)
    for (const words of [changed.code, '改动', '联系电话', '13700007777', changed.phone ?? '—'])
      await expect(row).toContainText(words)
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the reconciliation: a ledger, its outlets, one outlet’s rows', async () => {
    await page.evaluate((month) => sessionStorage.setItem('desk.period', month), period)
    await page.reload()
    await goTo(page, '/ledgers/reconcile')
    const lines = page.getByRole('grid', { name: '2026年10月对账' })
    const activations = lines.getByRole('row', { name: /放号/ })
    await expect(activations).toContainText('有差异')
    await expect(activations).toContainText('1 个网点有差异')
    await expect(page.getByText('没有对账数的：')).toContainText('空中充值')
    await activations.getByRole('button', { name: '业务明细' }).click()
    const byOutlet = page.getByRole('grid', { name: '2026年10月对账：业务明细 放号，分网点' })
    await page.getByLabel('结果').click()
    await page.locator('.ant-select-item-option', { hasText: '有差异' }).click()
    await expect(byOutlet).toHaveAttribute('aria-rowcount', '2')
    await expect(byOutlet.getByRole('row').nth(1)).toContainText('-1')
    expect(await barriers(page)).toEqual([])
    await byOutlet.getByRole('button', { name: wrong.outlet }).click()
    const rows = page.getByRole('grid', { name: `2026年10月 ${wrong.outlet} 的业务明细：放号` })
    await expect(rows.locator('.grid-foot')).toContainText(`合计 ${countText(wrong.ours.count)} 行`)
    await expect(rows.locator('.grid-foot')).toContainText(moneyText(wrong.ours.amount))
  })
  expect(said).toEqual([])
})

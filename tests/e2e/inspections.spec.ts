import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, call, goTo, sampleCounty } from './support/sample.ts'

const PERIOD = '2026-09'

const form = {
  code: 'WIN',
  title: '服务检查表',
  scale: '100',
  confirm: true,
  groups: [
    {
      title: '服务',
      items: [
        { title: '用语', full: '30' },
        { title: '着装', full: '20', optional: true },
      ],
    },
  ],
  deductions: [{ title: '投诉', each: '2' }],
}

test('indicators in the grid, a sheet confirmed by another, star staff', async ({ desk, browser }) => {
  sampleCounty(desk)
  const { rows: stores } = call<{ rows: { code: string; name: string }[] }>(desk, '王芳', 'outlets.list', {
    filter: { category: 'own' },
    limit: 2,
  })
  const [first, second] = stores as [(typeof stores)[number], (typeof stores)[number]]
  const { id: template } = call<{ id: number }>(desk, '王芳', 'inspections.saveTemplate', form)
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳', PERIOD)
  const reviewer = await personAt(browser, address, '李强', PERIOD)

  await test.step('figures are typed, a block is pasted by codes, a slip is undone, all is one batch', async () => {
    const { page } = clerk
    await goTo(page, '/indicators')
    await page.getByLabel('指标', { exact: true }).first().click()
    await page.keyboard.type('服务质量')
    await expect(page.locator('.ant-select-item-option').filter({ hasText: '服务质量' })).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByLabel('找网点').fill(first.code)
    const grid = page.getByRole('grid', { name: '指标' })
    await expect(grid).toHaveAttribute('aria-rowcount', '2')
    await grid.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('９５．５')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /保存 1 格/ })).toBeEnabled()
    await page.keyboard.press('Delete')
    await page.keyboard.press('Control+z')
    await page.getByLabel('找网点').fill('')
    await expect(grid).not.toHaveAttribute('aria-rowcount', '2')
    await grid.evaluate((element, text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, `网点编码\t服务质量\n${second.code}\t88`)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: /保存 2 格/ }).click()
    await expect(page.getByText(/已保存 2 格/)).toBeVisible()
    const { values } = await ask<{ values: { outlet: string; indicator: string; value: string }[] }>(
      page,
      'indicators.grid',
      { period: PERIOD },
    )
    const typed = values.filter(({ indicator }) => indicator === '服务质量')
    expect(typed.map(({ outlet, value }) => [outlet, value])).toEqual([
      [first.code, '95.5'],
      [second.code, '88'],
    ])
    // a saved value is emptied in its cell, by a batch of its own
    await page.getByLabel('找网点').fill(second.code)
    await expect(grid).toHaveAttribute('aria-rowcount', '2')
    await grid.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: /保存 1 格/ }).click()
    await expect(page.getByText(/已清空 1 格/)).toBeVisible()
    const left = await ask<{ values: { indicator: string }[] }>(page, 'indicators.grid', { period: PERIOD })
    expect(left.values.filter(({ indicator }) => indicator === '服务质量')).toHaveLength(1)
  })

  await test.step('the template is put to use by the second person, a sheet filled by the first', async () => {
    await goTo(reviewer.page, `/inspections/templates/${template}`)
    await reviewer.page.getByRole('button', { name: '启用', exact: true }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
    await expect(reviewer.page.getByText('使用中')).toBeVisible()
    const { page } = clerk
    await goTo(page, '/inspections')
    await page.getByRole('button', { name: '新填检查表' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('网点').fill(first.code)
    await page.locator('.ant-select-item-option', { hasText: first.name }).click()
    await dialog.getByRole('button', { name: '开始填写' }).click()
    await page.getByLabel('用语 得分').fill('27')
    await page.getByLabel('用语 得分').press('Enter')
    await expect(page.getByLabel('着装 得分')).toBeFocused()
    await page.getByRole('button', { name: '不适用' }).click()
    await page.getByLabel('投诉 次数').fill('1')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await expect(page.getByText('待确认').first()).toBeVisible()
  })

  await test.step('the second person confirms it, and it counts', async () => {
    const { page } = reviewer
    await goTo(page, '/inspections/1')
    await page.getByRole('button', { name: '确认', exact: true }).click()
    await expect(page.getByText('已确认').first()).toBeVisible()
    const [sheet] = await ask<{ score: string; counts: boolean }[]>(page, 'inspections.list', {})
    // (27 − 2) × 100 ÷ 30
    expect([sheet?.score, sheet?.counts]).toEqual(['83.33', true])
  })

  await test.step('staff are pasted, scored in the grid, and a star is proposed and confirmed', async () => {
    const { page } = clerk
    await goTo(page, '/staff')
    await page.getByRole('button', { name: '从 Excel 粘贴' }).first().click()
    await page
      .getByLabel('粘贴在这里')
      .fill(`101\t张三\t店长\t\t${first.code}\t2026/1/1\n102\t李四\t\t\t${second.code}\t2026/1/1`)
    await page.getByRole('button', { name: '导入 2 人' }).click()
    await expect(page.getByText('新增 2 人')).toBeVisible()
    await goTo(page, '/staff/scores')
    await page.getByRole('button', { name: '得分项目' }).click()
    await page.getByLabel('第 1 项', { exact: true }).fill('销量')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    const grid = page.getByRole('grid', { name: '店员得分' })
    await grid.focus()
    await page.keyboard.type('90')
    await page.keyboard.press('Enter')
    await page.keyboard.type('80')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('已保存 2 格。')).toBeVisible()
    await goTo(page, '/staff/stars')
    await page.getByLabel('至少几个月').click()
    await page.locator('.ant-select-item-option', { hasText: '1' }).click()
    await page.getByRole('spinbutton', { name: '名额' }).fill('1')
    await page.getByRole('button', { name: '提出评选' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '提出', exact: true }).click()
    await expect(page.getByText('待确认').first()).toBeVisible()
    await goTo(reviewer.page, '/staff/stars')
    await reviewer.page.getByRole('button', { name: '确认', exact: true }).click()
    await expect(reviewer.page.getByText('已确认', { exact: true })).toBeVisible()
    const history = await ask<{ star: boolean }[]>(reviewer.page, 'staff.starHistory', { number: '101' })
    expect(history.map(({ star }) => star)).toEqual([true])
  })

  expect([...clerk.said, ...reviewer.said]).toEqual([])
})

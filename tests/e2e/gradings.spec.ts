import { expect, personAt, test } from './support/desk.ts'
import { ask, barriers, goTo, sampleCounty, take } from './support/sample.ts'

const PERIOD = '2026-10'

/** The host ten days later: a notice cannot be over on the day it began. */
const LATER = `data:text/javascript,${encodeURIComponent(
  'const D=Date,w=864e6;globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(D.now()+w)}static now(){return D.now()+w}}',
)}`

interface Graded {
  readonly id: number
  readonly status: string
  readonly objections: { readonly open: number }
}

test('from a starting scheme to grades that hold', async ({ desk, browser }) => {
  const { file } = sampleCounty(desk)
  for (const kind of ['entries', 'indicators']) {
    const imported = desk.run([
      'import',
      kind,
      file(kind, PERIOD),
      ...['--only-valid', '--data', desk.dataDir, '--user', '王芳'],
    ])
    expect(imported.code, imported.stderr).toBe(0)
  }
  const address = await desk.open()
  const clerk = await personAt(browser, address, '王芳', PERIOD)
  const reviewer = await personAt(browser, address, '李强', PERIOD)

  await test.step('a starting scheme, a weight changed, tried, submitted', async () => {
    const { page } = clerk
    await goTo(page, '/gradings')
    await expect(page.getByText('还没有评定过')).toBeVisible()
    await page.getByRole('button', { name: /样板.*社会/ }).click()
    await expect(page.getByRole('heading', { name: '新方案' })).toBeVisible()
    await page.getByLabel('方案编码', { exact: true }).fill('STAR-2026')
    const card = (number: number) => page.getByRole('region', { name: `指标 ${number}`, exact: true })
    const first = card(1).getByLabel('权重')
    const second = card(2).getByLabel('权重')
    const [one, two] = [Number(await first.inputValue()), Number(await second.inputValue())]
    await first.fill(String(one + 5))
    await expect(page.getByText('，多 5')).toBeVisible()
    await second.fill(String(two - 5))
    await expect(page.getByText('权重合计 100')).toBeVisible()
    await expect(card(1).getByText(`权重 ${one + 5}）`)).toBeVisible()
    await page.getByRole('button', { name: '试评' }).click()
    await expect(page.getByText(/评了 \d+ 家/)).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '保存并提交' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
    await expect(page.getByText('待审批').first()).toBeVisible()
    await expect(page.getByRole('button', { name: '批准' })).toBeDisabled()
  })

  await test.step('another person approves', async () => {
    const { page } = reviewer
    await goTo(page, '/gradings/schemes/1')
    await page.getByRole('button', { name: '批准' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '批准' }).click()
    await expect(page.getByText('已批准').first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })

  await test.step('the period is scored; every figure says why', async () => {
    const { page } = clerk
    await goTo(page, '/gradings/new')
    await page.getByRole('button', { name: '打分', exact: true }).click()
    await expect(page.getByRole('table', { name: '缺的数' })).toBeVisible()
    await page.getByRole('button', { name: '看得分' }).click()
    await page.getByTitle('为什么是这个分').nth(3).click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByRole('listitem').first()).toBeVisible()
    await expect(drawer.getByRole('button', { name: '打印' })).toBeEnabled()
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    await page.getByRole('button', { name: '看预览' }).click()
    await expect(page.getByText(/离上一级/)).toBeVisible()
    await page.getByRole('button', { name: '算酬金影响' }).click()
    await expect(page.getByText(/新等级付/)).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '去复核' }).click()
    await expect(page.getByRole('button', { name: '复核通过' })).toBeDisabled()
  })

  await test.step('another person reviews; the result goes on notice', async () => {
    await goTo(reviewer.page, '/gradings/1/steps?at=review')
    await reviewer.page.getByRole('button', { name: '复核通过' }).click()
    await expect(reviewer.page.getByRole('button', { name: '开始公示' })).toBeVisible()
    const { page } = clerk
    await goTo(page, '/gradings/1/steps?at=notice')
    await page.reload()
    await page.getByRole('button', { name: '开始公示' }).click()
    await expect(page.getByRole('button', { name: '打印公示' })).toBeVisible()
  })

  const outlet = await test.step('an objection is raised, answered, and the answer agreed to by another', async () => {
    const { page } = clerk
    const [worst] = (await ask<{ outlet: string; grade: string }[]>(page, 'gradings.results', { id: 1 })).slice(-1)
    await goTo(page, '/gradings/1/steps?at=objections')
    await page.getByRole('button', { name: '登记异议' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('网点').fill(worst!.outlet)
    await take(page, worst!.outlet)
    await dialog.getByLabel('理由').fill('10月的充值漏了一笔')
    await dialog.getByLabel('提出人').fill('李老板')
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('10月的充值漏了一笔')).toBeVisible()
    await page.getByRole('button', { name: '拟答复' }).click()
    await page.getByRole('dialog').getByLabel('答复').fill('查台账无此笔，维持。')
    await page.getByRole('button', { name: '交另一人确认' }).click()
    await expect(page.getByText('答复待确认')).toBeVisible()
    await expect(page.getByRole('button', { name: '同意答复' })).toBeDisabled()
    expect(await barriers(page)).toEqual([])
    await goTo(reviewer.page, '/gradings/1/steps?at=objections')
    await reviewer.page.reload()
    await reviewer.page.getByRole('button', { name: '同意答复' }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
    await expect(reviewer.page.getByText('不成立')).toBeVisible()
    return worst!
  })
  expect([...clerk.said, ...reviewer.said]).toEqual([])

  await test.step('when the notice is over it becomes final, and the outlet has the grade from the month on', async () => {
    await Promise.all([clerk.page.context().close(), reviewer.page.context().close()])
    await desk.close()
    process.env.NODE_OPTIONS = `--import=${LATER}`
    const later = await desk.open().finally(() => delete process.env.NODE_OPTIONS)
    const { page, said } = await personAt(browser, later, '李强', PERIOD)
    await page
      .getByRole('link', { name: '去定稿' })
      .or(page.getByRole('button', { name: '去定稿' }))
      .first()
      .click()
    await page.getByRole('button', { name: '定稿', exact: true }).click()
    await expect(page.getByText(/起执行，\d+ 家有变化/)).toBeVisible()
    const graded = await ask<Graded>(page, 'gradings.get', { id: 1 })
    expect(graded).toMatchObject({ status: 'final', objections: { open: 0 } })
    await goTo(page, `/outlets/${outlet.outlet}?tab=gradings`)
    await expect(page.getByRole('table', { name: '各次评定' })).toContainText('已定稿')
    await expect(page.getByRole('table', { name: '各项得分' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
    expect(said).toEqual([])
  })
})

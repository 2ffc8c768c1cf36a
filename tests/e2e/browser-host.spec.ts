/** The browser host in a real browser: its door, its policy, and what other pages get from it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { complaints, expect, signIn, test } from './support/desk.ts'

test('opens by its address once, then without the token, and shows the sign-in without a complaint', async ({
  desk,
  page,
}) => {
  desk.init('张敏')
  const address = await desk.open()
  const said = complaints(page)
  await page.goto(address)
  expect(page.url()).not.toContain('token')
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  await signIn(page, '张敏')
  await page.reload()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  expect(said).toEqual([])
})

test('offers the first run on an empty folder', async ({ desk, page }) => {
  await page.goto(await desk.open())
  await expect(page.getByText('首次设置')).toBeVisible()
})

test('tells a browser without the token why, in Chinese', async ({ desk, page }) => {
  const address = await desk.open()
  const answer = await page.goto(new URL('/', address).href)
  expect(answer?.status()).toBe(403)
  await expect(page.locator('body')).toContainText('没有访问权限')
})

test('gives a page of another origin nothing, though the browser holds the cookie', async ({ desk, page }) => {
  const address = await desk.open()
  await page.goto(address)
  const inside = new URL('/', address)
  // Another port of this machine counts as the same site: cookies of the browser go along, only the gate stops it.
  const foreign = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>elsewhere</p>'))
  await new Promise<void>((ready) => foreign.listen(0, '127.0.0.1', ready))
  try {
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
    const tries = await page.evaluate(async (origin) => {
      const attempt = async (init: RequestInit) => {
        try {
          const answer = await fetch(`${origin}trpc/county.get`, { credentials: 'include', ...init })
          return `${answer.type} ${answer.status}`
        } catch {
          return 'refused'
        }
      }
      const image = await new Promise((settle) => {
        const element = new Image()
        element.onload = () => settle('loaded')
        element.onerror = () => settle('refused')
        element.src = `${origin}favicon.ico`
      })
      return [await attempt({}), await attempt({ method: 'POST', body: '{}' }), image]
    }, inside.href)
    expect(tries).toEqual(['refused', 'refused', 'refused'])
    const framed = await page.evaluate(async (origin) => {
      const frame = document.createElement('iframe')
      frame.src = origin
      document.body.append(frame)
      await new Promise((settle) => frame.addEventListener('load', settle))
      return frame.contentDocument === null
    }, inside.href)
    expect(framed).toBe(true)
    const link = await page
      .evaluate((origin) => fetch(origin, { mode: 'no-cors' }).then((one) => one.type), inside.href)
      .catch(() => 'refused')
    expect(['opaque', 'refused']).toContain(link)
  } finally {
    foreign.close()
  }
})

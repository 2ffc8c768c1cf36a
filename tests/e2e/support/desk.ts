/** A desk for a browser test: the built program on a data directory of its own, with a page that is let in. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, expect, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..', '..')
const program = join(root, 'out', 'main', 'cli.js')

/** The password of every user that these helpers make. */
export const PASSWORD = 'Kd7-zhangben-2026'

interface Answer {
  readonly code: number
  /** The one JSON value on standard output; undefined when there was none. */
  readonly json: unknown
  readonly stderr: string
}

export interface Desk {
  /** A folder of this test alone; `data` in it is the store. */
  readonly folder: string
  readonly dataDir: string
  /** Runs the command line program; only while the desk is not open, since one process holds the store. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Answer
  /** Makes the sample county's workbooks and an office that holds its agents and outlets; answers the answer of `desk demo`. */
  demo(size?: 'small' | 'county'): Answer
  /** An empty office with its first user. */
  init(user?: string): Answer
  /** Starts the browser host and answers its address, token included. */
  open(): Promise<string>
  close(): Promise<void>
}

function createDesk(): Desk {
  if (!existsSync(program)) throw new Error('the program is not built: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'desk-e2e-'))
  const dataDir = join(folder, 'data')
  let host: ChildProcess | undefined

  const desk: Desk = {
    folder,
    dataDir,
    run(args, environment = {}) {
      const result = spawnSync(process.execPath, [program, ...args], {
        encoding: 'utf8',
        env: { ...process.env, DESK_PASSWORD: PASSWORD, ...environment },
        maxBuffer: 256 * 1024 * 1024,
      })
      const text = result.stdout.trim()
      return { code: result.status ?? 1, json: text === '' ? undefined : JSON.parse(text), stderr: result.stderr }
    },
    demo: (size = 'small') => done(desk.run(['demo', folder, '--size', size])),
    init: (user = '张敏') =>
      done(desk.run(['init', '--data', dataDir, '--county', '5101', '--name', '临江县分公司', '--user', user])),
    async open() {
      const child = spawn(process.execPath, [program, 'serve', '--data', dataDir, '--port', '0'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      host = child
      return await new Promise<string>((found, fail) => {
        let said = ''
        const listen = (data: Buffer) => {
          said += data.toString()
          const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(said)
          if (address) found(address[0])
        }
        child.stdout.on('data', listen)
        child.stderr.on('data', listen)
        child.once('exit', (code) => fail(new Error(`the desk ended with ${code}: ${said}`)))
      })
    },
    async close() {
      const running = host
      host = undefined
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      const ended = new Promise((settle) => running.once('exit', settle))
      running.kill('SIGTERM')
      const patience = setTimeout(() => running.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(patience)
    },
  }
  return desk
}

function done(answer: Answer): Answer {
  expect(answer.code, answer.stderr).toBe(0)
  return answer
}

/** `desk`: a program that is not started yet. Its folder goes with the test. */
export const test = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern.
  desk: async ({}, use) => {
    const desk = createDesk()
    await use(desk)
    await desk.close()
    rmSync(desk.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },
})

export { expect }

/** Signs in on the sign-in page; keys are heard from now on. */
export async function signIn(page: Page, name: string, password: string = PASSWORD): Promise<void> {
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  // the frame comes after who it is, and the month, are known; keys pressed before it would be lost
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
}

/** A window of one person alone, signed in, with what its page complains about; on `period` where one is named. */
export async function personAt(
  browser: Browser,
  address: string,
  name: string,
  period?: string,
): Promise<{ page: Page; said: string[] }> {
  const page = await (await browser.newContext()).newPage()
  const said = complaints(page)
  if (period) await page.addInitScript((month) => sessionStorage.setItem('desk.period', month), period)
  await page.goto(address)
  await signIn(page, name)
  return { page, said }
}

/** Collects what a page complains about: uncaught errors, console errors, requests that the policy blocked. */
export function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} ${message.location().url}`)
  })
  return found
}

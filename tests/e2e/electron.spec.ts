/** The desktop program in Electron itself, where its runtime exists (npm start downloads it); says so where it does not run. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')
const missing = whyNot()

/** Playwright drives an unfused build only, so this is the development runtime, never the packaged program. */
function runtime(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  const program = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : null
}

function whyNot(): string | null {
  if (runtime() === null)
    return 'no Electron runtime in node_modules/electron/dist (npm start downloads it where the network allows)'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'no display'
  return null
}

let app: ElectronApplication
let page: Page
let folder = ''

test.describe('Electron', () => {
  test.skip(missing !== null, `Electron spec not run: ${missing}`)

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-electron-e2e-'))
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    app = await _electron.launch({
      executablePath: runtime()!,
      args: [root, `--data=${join(folder, 'data')}`, `--user-data-dir=${join(folder, 'settings')}`, ...asRoot],
    })
    page = await app.firstWindow()
  })

  test.afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

  test('opens the first run on app://desk/', async () => {
    expect(page.url()).toMatch(/^app:\/\/desk\//)
    await expect(page.getByText('首次设置')).toBeVisible()
  })

  test('gives the page three functions and no Node', async () => {
    const seen = await page.evaluate(() => ({
      host: Object.keys((window as unknown as { deskHost: object }).deskHost).sort(),
      node: typeof (globalThis as { require?: unknown }).require + typeof (globalThis as { process?: unknown }).process,
    }))
    expect(seen).toEqual({ host: ['chooseFolder', 'printToPdf', 'showInFolder'], node: 'undefinedundefined' })
  })

  test('reaches the back office, with bodies, and nothing else', async () => {
    const answers = await page.evaluate(async () => {
      const status = async (url: string, init?: RequestInit) =>
        fetch(url, init).then(
          (one) => one.status,
          () => 'refused',
        )
      return [
        await status('/trpc/no.such.procedure'),
        await status('/files/uploads', { method: 'POST', body: new Uint8Array(4_000_000) }),
        await status('https://example.com/'),
        await status('file:///etc/passwd'),
      ]
    })
    expect(answers).toEqual([404, 401, 'refused', 'refused'])
  })

  test('opens no window, leaves no page, asks for no permission', async () => {
    const opened = await page.evaluate(() => window.open('https://example.com/') === null)
    expect(opened).toBe(true)
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    expect(page.url()).toMatch(/^app:\/\/desk\//)
    expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe(
      'denied',
    )
  })

  test('prints a PDF through its hidden window', async () => {
    const size = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      return (await window.webContents.printToPDF({})).byteLength
    })
    expect(size).toBeGreaterThan(1000)
  })
})

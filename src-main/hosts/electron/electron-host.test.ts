// Every item of Electron's security list (electronjs.org, "Security") has its assertion here; the numbers are the list's.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as electron from './fake-electron.test-support.ts'

vi.mock('electron', () => import('./fake-electron.test-support.ts'))

const folder = mkdtempSync(join(tmpdir(), 'desk-electron-'))
let window: electron.BrowserWindow
let preferences: Record<string, unknown>

beforeAll(async () => {
  electron.app.data = join(folder, 'data')
  const { startDesk } = await import('./start.ts')
  await startDesk()
  expect(electron.dialog.errors).toEqual([])
  window = electron.BrowserWindow.all[0]!
  preferences = window.options.webPreferences
})

afterAll(async () => {
  await quit()
  rmSync(folder, { recursive: true, force: true })
})

/** Quits as Electron does: the first will-quit is held up until the store is closed. */
async function quit(): Promise<void> {
  const before = electron.app.quits
  let held = false
  electron.app.emit('will-quit', {
    preventDefault: () => {
      held = true
    },
  })
  if (held) await expect.poll(() => electron.app.quits).toBe(before + 1)
}

function prevented(event: string, url: string, contents = window.webContents): boolean {
  let stopped = false
  contents.emit(event, {
    url,
    preventDefault: () => {
      stopped = true
    },
  })
  return stopped
}

function requestCancelled(url: string, session = electron.session.defaultSession): boolean {
  let cancel = false
  session.beforeRequest!({ url }, (verdict) => {
    cancel = verdict.cancel
  })
  return cancel
}

const FOREIGN = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'app://other/',
  'app://desk.evil/',
  'app://evil/?app://desk/',
  'javascript:alert(1)',
  'data:text/html,x',
  'chrome://settings',
  'smb://server/share',
  'nonsense',
]

describe('Electron’s security list', () => {
  it('1, 18: loads its own scheme only, nothing by http, nothing by file', () => {
    expect(window.loaded).toBe('app://desk/')
    for (const url of FOREIGN.filter((one) => !one.startsWith('data:'))) expect(requestCancelled(url), url).toBe(true)
    expect(requestCancelled('app://desk/trpc/x')).toBe(false)
    expect(requestCancelled('wss://example.com/')).toBe(true)
  })

  it('2: has no Node in the page, its frames or its workers', () => {
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    })
  })

  it('3: isolates the preload’s context', () => expect(preferences.contextIsolation).toBe(true))

  it('4: sandboxes every renderer', () => {
    expect(preferences.sandbox).toBe(true)
    expect(electron.app.sandboxed).toBe(true)
  })

  it('5: grants no permission but writing to the clipboard, to its own page', () => {
    const { permissionRequest, permissionCheck, devicePermission, displayMedia } = electron.session.defaultSession.set
    const asked = (permission: string, requestingUrl: string) => {
      let granted: unknown
      ;(permissionRequest as (...args: unknown[]) => void)(null, permission, (answer: boolean) => (granted = answer), {
        requestingUrl,
      })
      return granted
    }
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'fullscreen',
      'clipboard-read',
      'usb',
    ]) {
      expect(asked(permission, 'app://desk/')).toBe(false)
      expect((permissionCheck as (...args: unknown[]) => unknown)(null, permission, 'app://desk')).toBe(false)
    }
    expect(asked('clipboard-sanitized-write', 'app://desk/')).toBe(true)
    expect(asked('clipboard-sanitized-write', 'https://example.com/')).toBe(false)
    expect((devicePermission as () => boolean)()).toBe(false)
    let screens: unknown
    ;(displayMedia as (...args: unknown[]) => void)({}, (answer: unknown) => (screens = answer))
    expect(screens).toEqual({})
  })

  it('6: keeps web security on', () => expect(preferences.webSecurity).toBe(true))

  it('7: answers with a strict content security policy, refusals and failures included', async () => {
    const serve = electron.session.defaultSession.handlers.get('app')!
    for (const url of ['app://desk/', 'app://desk/trpc/none', 'app://desk/none.js', 'app://other/']) {
      const policy = (await serve(new Request(url))).headers.get('content-security-policy')
      expect(policy, url).toContain("default-src 'none'")
      expect(policy, url).not.toMatch(/script-src[^;]*unsafe/)
    }
    expect((await serve(new Request('app://other/'))).status).toBe(404)
  })

  it('8: runs no insecure content', () => expect(preferences.allowRunningInsecureContent).toBe(false))

  it('9, 10: switches on no experimental or Blink features', () => {
    expect(preferences.experimentalFeatures).toBe(false)
    expect(preferences).not.toHaveProperty('enableBlinkFeatures')
  })

  it('11, 12: has no webviews', () => {
    expect(preferences.webviewTag).toBe(false)
    expect(prevented('will-attach-webview', '')).toBe(true)
  })

  it('13: navigates nowhere else, in any frame, nor by redirect', () => {
    for (const url of FOREIGN) {
      expect(prevented('will-navigate', url), url).toBe(true)
      expect(prevented('will-frame-navigate', url), url).toBe(true)
      expect(prevented('will-redirect', url), url).toBe(true)
    }
    expect(prevented('will-navigate', 'app://desk/outlets')).toBe(false)
    expect(prevented('will-frame-navigate', 'app://desk/outlets')).toBe(false)
    expect(prevented('will-frame-navigate', 'blob:app://desk/1')).toBe(false)
    expect(preferences.navigateOnDragDrop).toBe(false)
  })

  it('14: opens no windows', () => {
    for (const url of [...FOREIGN, 'app://desk/'])
      expect(window.webContents.openHandler!({ url })).toEqual({ action: 'deny' })
  })

  it('15: never hands an address to the system', () => {
    for (const name of readdirSync(import.meta.dirname).filter((file) => !file.includes('.test'))) {
      expect(readFileSync(join(import.meta.dirname, name), 'utf8'), name).not.toContain('openExternal')
    }
  })

  it('16: is built for the current Electron', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
    expect(Number(/\d+/.exec(devDependencies.electron)![0])).toBeGreaterThanOrEqual(45)
  })

  it('17: answers calls of its own main frame only', async () => {
    expect([...electron.ipcMain.handlers.keys()].sort()).toEqual([
      'desk:choose-folder',
      'desk:print-to-pdf',
      'desk:show-in-folder',
    ])
    for (const handler of electron.ipcMain.handlers.values()) {
      for (const senderFrame of [null, { url: 'app://desk/' }, { url: 'https://example.com/' }]) {
        await expect((async () => handler({ senderFrame }))()).rejects.toThrow('not from our window')
      }
    }
    window.webContents.mainFrame.url = 'https://example.com/'
    for (const handler of electron.ipcMain.handlers.values()) {
      await expect((async () => handler({ senderFrame: window.webContents.mainFrame }))()).rejects.toThrow()
    }
    window.webContents.mainFrame.url = 'app://desk/'
  })

  it('19: sets the fuses of the packaged program', () => {
    const config = readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')
    for (const fuse of [
      'runAsNode: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'enableCookieEncryption: true',
      'grantFileProtocolExtraPrivileges: false',
    ]) {
      expect(config).toContain(fuse)
    }
  })

  it('20: exposes three functions and no Electron object', async () => {
    await import('./preload.ts')
    expect(Object.keys(electron.contextBridge.exposed)).toEqual(['deskHost'])
    const host = electron.contextBridge.exposed.deskHost!
    expect(Object.keys(host).sort()).toEqual(['chooseFolder', 'printToPdf', 'showInFolder'])
    await host.showInFolder!('/x')
    await host.chooseFolder!()
    await host.printToPdf!()
    expect(electron.ipcRenderer.invoked).toEqual([
      ['desk:show-in-folder', '/x'],
      ['desk:choose-folder'],
      ['desk:print-to-pdf', {}],
    ])
  })
})

describe('the desktop program', () => {
  it('registers its scheme before it is ready, with what fetching and streaming need', () => {
    expect(electron.protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ])
  })

  it('serves the back office', async () => {
    const serve = electron.session.defaultSession.handlers.get('app')!
    const response = await serve(new Request('app://desk/trpc/no.such.procedure'))
    expect(response.headers.get('content-type')).toContain('json')
    expect(existsSync(join(folder, 'data'))).toBe(true)
  })

  it('shows its window to a second start', () => {
    const before = window.focused
    electron.app.emit('second-instance')
    expect(window.focused).toBe(before + 1)
  })

  it('has a Chinese menu without tools that go around the window', () => {
    const labels = electron.Menu.template.map((item) => item.label)
    expect(labels).toEqual(['文件', '编辑', '查看', '帮助'])
    for (const item of electron.Menu.template.flatMap((menu) => menu.submenu ?? [])) {
      expect(item.role).not.toBe('reload')
      if (item.label) expect(item.label).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('writes a PDF where the user says and shows only what it wrote', async () => {
    const event = { senderFrame: window.webContents.mainFrame }
    const call = async (channel: string, ...args: unknown[]) => electron.ipcMain.handlers.get(channel)!(event, ...args)
    expect(await call('desk:print-to-pdf', {})).toBeNull()
    electron.dialog.savePath = join(folder, '结算单.pdf')
    expect(await call('desk:print-to-pdf', { landscape: true, suggestedName: '../a:b' })).toBe(electron.dialog.savePath)
    expect(readFileSync(electron.dialog.savePath, 'utf8')).toContain('%PDF')
    expect(window.webContents.printed).toMatchObject({
      landscape: true,
      generateTaggedPDF: false,
      preferCSSPageSize: true,
    })

    expect(await call('desk:show-in-folder', '\\\\evil\\share')).toBe(false)
    expect(await call('desk:show-in-folder', { toString: () => folder })).toBe(false)
    expect(await call('desk:show-in-folder', electron.dialog.savePath)).toBe(true)
    expect(electron.shell.shown).toEqual([electron.dialog.savePath])

    expect(await call('desk:choose-folder')).toBeNull()
    electron.dialog.folder = folder
    expect(await call('desk:choose-folder')).toBe(folder)
    expect(await call('desk:show-in-folder', folder)).toBe(true)
  })

  it('prints reports in a window of their own: no scripts, no network, gone afterwards', async () => {
    const { createElectronPrinter } = await import('./printer.ts')
    const printer = createElectronPrinter(() => {})
    const pdf = await printer.pdf('<p>结算单</p>', { landscape: true })
    expect(new TextDecoder().decode(pdf)).toContain('%PDF')
    const hidden = electron.BrowserWindow.all.at(-1)!
    expect(hidden.options.show).toBe(false)
    expect(hidden.options.webPreferences).toMatchObject({
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    })
    expect(hidden.body).toBe('<p>结算单</p>')
    expect(hidden.destroyed).toBe(true)
    const own = electron.session.partitions.get('print')!
    expect(requestCancelled('https://example.com/x.png', own)).toBe(true)
    expect((await own.handlers.get('app')!(new Request(hidden.loaded))).status).toBe(404)
    await expect(printer.pdf('x', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('leaves the store to the one who holds it, and says so', async () => {
    vi.resetModules()
    const { startDesk } = await import('./start.ts')
    electron.app.ready = false
    await startDesk()
    expect(electron.app.exitCode).toBe(1)
    expect(electron.dialog.errors.at(-1)).toContain('数据正被另一个渠道台账程序使用')
  })

  it('goes away when another instance runs', async () => {
    vi.resetModules()
    const { startDesk } = await import('./start.ts')
    const windows = electron.BrowserWindow.all.length
    const quits = electron.app.quits
    electron.app.lock = false
    await startDesk()
    expect(electron.app.quits).toBe(quits + 1)
    expect(electron.BrowserWindow.all.length).toBe(windows)
  })

  it('closes the store before it ends', async () => {
    await quit()
    const { openStore } = await import('../../data/store.ts')
    const store = await openStore({
      dataDir: join(folder, 'data'),
      migrationsDir: join(import.meta.dirname, '../../../migrations'),
      now: () => '2026-11-01T00:00:00.000Z',
    })
    await store.close()
  })
})

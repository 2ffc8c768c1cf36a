/** A stand-in for the electron module that remembers what it was told; only what the host uses. */
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Answer = (...args: never[]) => unknown

/** What was set on a session, by the name of its setter. */
export class FakeSession {
  readonly set: Record<string, Answer> = {}
  readonly handlers = new Map<string, (request: Request) => Promise<Response>>()
  spellChecker = true
  beforeRequest: ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | undefined
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => this.handlers.set(scheme, handler),
  }
  readonly webRequest = {
    onBeforeRequest: (listener: FakeSession['beforeRequest']) => {
      this.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(answer: Answer) {
    this.set.permissionRequest = answer
  }
  setPermissionCheckHandler(answer: Answer) {
    this.set.permissionCheck = answer
  }
  setDevicePermissionHandler(answer: Answer) {
    this.set.devicePermission = answer
  }
  setDisplayMediaRequestHandler(answer: Answer) {
    this.set.displayMedia = answer
  }
  setSpellCheckerEnabled(enabled: boolean) {
    this.spellChecker = enabled
  }
}

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  readonly mainFrame = { url: 'app://desk/' }
  printed: Record<string, unknown> | undefined
  setWindowOpenHandler(handler: FakeContents['openHandler']) {
    this.openHandler = handler
  }
  async printToPDF(options: Record<string, unknown>) {
    this.printed = options
    return Buffer.from('%PDF-1.7 fake')
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  readonly webContents = new FakeContents()
  readonly options: { webPreferences: Record<string, unknown>; show?: boolean }
  loaded = ''
  body = ''
  destroyed = false
  focused = 0
  constructor(options: BrowserWindow['options']) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string) {
    this.loaded = url
    const own = (this.options.webPreferences.session as FakeSession | undefined) ?? session.defaultSession
    this.body = (await (await own.handlers.get('app')?.(new Request(url)))?.text()) ?? ''
  }
  maximize() {}
  show() {}
  restore() {}
  isMinimized() {
    return false
  }
  focus() {
    this.focused += 1
  }
  destroy() {
    this.destroyed = true
  }
  isDestroyed() {
    return this.destroyed
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false
  sandboxed = false
  lock = true
  quits = 0
  exitCode: number | undefined
  ready = false
  data = ''
  readonly commandLine = { getSwitchValue: (name: string) => (name === 'data' ? this.data : '') }
  requestSingleInstanceLock() {
    return this.lock
  }
  enableSandbox() {
    if (this.ready) throw new Error('too late')
    this.sandboxed = true
  }
  async whenReady() {
    this.ready = true
  }
  getPath() {
    return join(tmpdir(), 'desk-never-used')
  }
  setPath() {}
  quit() {
    this.quits += 1
  }
  exit(code: number) {
    this.exitCode = code
  }
}

export const app = new FakeApp()

export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]) {
    if (app.ready) throw new Error('too late')
    protocol.schemes.push(...schemes)
  },
}

const partitions = new Map<string, FakeSession>()
export const session = {
  defaultSession: new FakeSession(),
  partitions,
  fromPartition(name: string) {
    const found = partitions.get(name) ?? new FakeSession()
    partitions.set(name, found)
    return found
  },
}

export const ipcMain = {
  handlers: new Map<string, (event: { senderFrame: unknown }, ...args: unknown[]) => unknown>(),
  handle(channel: string, handler: (event: { senderFrame: unknown }, ...args: unknown[]) => unknown) {
    ipcMain.handlers.set(channel, handler)
  },
}

export const dialog = {
  errors: [] as string[],
  savePath: '',
  folder: '',
  showErrorBox(_title: string, text: string) {
    dialog.errors.push(text)
  },
  async showSaveDialog(_window: unknown, options: { defaultPath: string }) {
    return { canceled: dialog.savePath === '', filePath: dialog.savePath, options }
  },
  async showOpenDialog() {
    return { canceled: dialog.folder === '', filePaths: dialog.folder ? [dialog.folder] : [] }
  },
}

export const shell = {
  shown: [] as string[],
  showItemInFolder(path: string) {
    shell.shown.push(path)
  },
}

interface FakeMenuItem {
  label?: string
  role?: string
  submenu?: FakeMenuItem[]
}

export const Menu = {
  template: [] as FakeMenuItem[],
  buildFromTemplate: (template: FakeMenuItem[]) => template,
  setApplicationMenu(template: FakeMenuItem[]) {
    Menu.template = template
  },
}

export const contextBridge = {
  exposed: {} as Record<string, Record<string, (...args: unknown[]) => unknown>>,
  exposeInMainWorld(name: string, api: Record<string, (...args: unknown[]) => unknown>) {
    contextBridge.exposed[name] = api
  },
}

export const ipcRenderer = {
  invoked: [] as unknown[][],
  async invoke(...args: unknown[]) {
    ipcRenderer.invoked.push(args)
  },
}

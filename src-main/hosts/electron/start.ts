/** Starts the desktop program: one instance, everything denied by default, the back office behind app://desk/, the window. */
import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { createBackOffice } from '../../api/back-office.ts'
import { programFolders } from '../program-folders.ts'
import { serveBridge } from './bridge.ts'
import { lockContents, lockSession } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { createElectronPrinter } from './printer.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { startFailure } from './start-words.ts'
import { lookForUpdates } from './updates.ts'
import { openWindow } from './window.ts'

const log = (message: string, details?: Record<string, unknown>): void => {
  console.error(`${new Date().toISOString()} ${message}${details ? ` ${JSON.stringify(details)}` : ''}`)
}

/** Runs the program until it quits; resolves when the window is open, or when the program could not start. */
export async function startDesk(): Promise<void> {
  // One name in development and packaged, and the one that scripts/start.mjs knows. The lock below lives in it.
  app.setPath('userData', join(app.getPath('appData'), 'channel-desk'))
  // Two programs cannot hold one store; the second shows the first one's window and goes.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let window: BrowserWindow | undefined
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.enableSandbox()
  registerScheme()
  lockContents(app, log)
  await app.whenReady()
  lockSession(session.defaultSession)

  const folders = programFolders()
  const dataDir = dataFolder()
  try {
    const office = await createBackOffice({
      dataDir,
      clock: { now: () => new Date() },
      log,
      printer: createElectronPrinter(log),
      machine: hostname(),
      migrationsDir: folders.migrationsDir,
      resourcesDir: folders.resourcesDir,
    })
    closeBeforeQuit(() => office.close())
    serveScheme(session.defaultSession.protocol, { handle: office.handle, rendererDir: folders.rendererDir, log })
  } catch (error) {
    log(`cannot start: ${error instanceof Error ? error.stack : String(error)}`)
    dialog.showErrorBox('渠道台账', startFailure(error, dataDir))
    app.exit(1)
    return
  }
  setMenu(folders.version, !app.isPackaged)
  window = openWindow(join(folders.root, 'out', 'preload', 'preload.js'), join(folders.resourcesDir, 'icon.png'))
  serveBridge(window)
  app.on('window-all-closed', () => app.quit())
  void lookForUpdates(window, log)
}

/** `--data=DIR`, DESK_DATA, else beside the program's settings. */
function dataFolder(): string {
  return app.commandLine.getSwitchValue('data') || process.env.DESK_DATA || join(app.getPath('userData'), 'data')
}

/** Lets go of the store before the process ends; jobs stop at a step's border, so nothing is half-done. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    close()
      .catch((error: unknown) => log(`closing failed: ${String(error)}`))
      .finally(() => {
        closed = true
        app.quit()
      })
  })
}

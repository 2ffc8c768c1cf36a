/** The one window of the program, sandboxed. */
import { BrowserWindow } from 'electron'
import { APP_ORIGIN } from './scheme.ts'

/** Opens the window on the screens; it shows itself when there is something to see. */
export function openWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    title: '渠道台账',
    icon,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    window.maximize()
    window.show()
  })
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

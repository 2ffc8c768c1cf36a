/** What the screens get beyond a browser: three functions, no Electron object behind them. Runs sandboxed. */
import { contextBridge, ipcRenderer } from 'electron'
import type { DeskHost } from '../../api/schemas/host-bridge.ts'
import { CHOOSE_FOLDER, PRINT_TO_PDF, SHOW_IN_FOLDER } from './channels.ts'

const deskHost: DeskHost = {
  printToPdf: (options) => ipcRenderer.invoke(PRINT_TO_PDF, options ?? {}),
  showInFolder: (path) => ipcRenderer.invoke(SHOW_IN_FOLDER, path),
  chooseFolder: () => ipcRenderer.invoke(CHOOSE_FOLDER),
}

contextBridge.exposeInMainWorld('deskHost', deskHost)

/** Looks for a newer version where the installer named a place for them; says so only when there is one. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'

/** Does nothing in development, and in installations without an update place (app-update.yml). Never disturbs on failure. */
export async function lookForUpdates(window: BrowserWindow, log: (message: string) => void): Promise<void> {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return
  const { autoUpdater } = await import('electron-updater')
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.logger = null
  try {
    const found = await autoUpdater.checkForUpdates()
    if (!found?.isUpdateAvailable) return
    const { response } = await dialog.showMessageBox(window, {
      type: 'info',
      message: `渠道台账 ${found.updateInfo.version} 已发布，是否现在下载并安装？`,
      detail: '安装前会先关闭程序，数据不受影响。',
      buttons: ['下载并安装', '以后再说'],
      cancelId: 1,
    })
    if (response !== 0) return
    await autoUpdater.downloadUpdate()
    autoUpdater.quitAndInstall()
  } catch (error) {
    log(`no update: ${String(error)}`)
  }
}

/** The main process's side of `window.deskHost`: every call is checked for who sends it and what it says. */
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell } from 'electron'
import { CHOOSE_FOLDER, PRINT_TO_PDF, SHOW_IN_FOLDER } from './channels.ts'
import { PDF_OPTIONS } from './printer.ts'
import { isOurs } from './scheme.ts'

/** Answers the three calls for `window`; a call from any other frame is an error. */
export function serveBridge(window: BrowserWindow): void {
  // Only what was handed out here may be shown: a path made up by a page could name a share that collects passwords.
  const known = new Set<string>()

  const from = (event: IpcMainInvokeEvent) => {
    const frame = event.senderFrame
    if (!frame || frame !== window.webContents.mainFrame || !isOurs(frame.url)) throw new Error('not from our window')
  }

  ipcMain.handle(PRINT_TO_PDF, async (event, options: unknown) => {
    from(event)
    const { landscape, suggestedName } = (typeof options === 'object' && options ? options : {}) as {
      landscape?: unknown
      suggestedName?: unknown
    }
    const name = typeof suggestedName === 'string' ? suggestedName : '渠道台账'
    const chosen = await dialog.showSaveDialog(window, {
      title: '保存为 PDF',
      defaultPath: `${fileName(name)}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    if (chosen.canceled || !chosen.filePath) return null
    await writeFile(
      chosen.filePath,
      await window.webContents.printToPDF({ ...PDF_OPTIONS, landscape: landscape === true }),
    )
    known.add(chosen.filePath)
    return chosen.filePath
  })

  ipcMain.handle(SHOW_IN_FOLDER, (event, path: unknown) => {
    from(event)
    if (typeof path !== 'string' || !known.has(path)) return false
    shell.showItemInFolder(path)
    return true
  })

  ipcMain.handle(CHOOSE_FOLDER, async (event) => {
    from(event)
    const chosen = await dialog.showOpenDialog(window, {
      title: '选择文件夹',
      properties: ['openDirectory', 'createDirectory'],
    })
    const folder = chosen.canceled ? undefined : chosen.filePaths[0]
    if (folder === undefined) return null
    known.add(folder)
    return folder
  })
}

/** A name without folders and without what Windows forbids in names. */
function fileName(text: string): string {
  const name = basename(text.replaceAll('\\', '/').replace(/\.pdf$/i, ''))
  return name.replace(/[<>:"|?*\p{Cc}]/gu, '').trim() || '渠道台账'
}

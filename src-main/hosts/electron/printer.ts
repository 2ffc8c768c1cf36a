/** The printer of the desktop program: a hidden window that knows nothing but the one document, printed to PDF. */
import { BrowserWindow, type PrintToPDFOptions, session } from 'electron'
import { Refusal } from '../../domain/refusal.ts'
import type { Printer } from '../../services/reports/printer.ts'
import { lockSession } from './lockdown.ts'
import { APP_ORIGIN } from './scheme.ts'

/** Tags and outline make a PDF 16 times as large and help nobody on paper. */
export const PDF_OPTIONS: PrintToPDFOptions = {
  pageSize: 'A4',
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: false,
  generateDocumentOutline: false,
}

/** Its session has no cookies, no disk, no network, and its pages run no scripts. */
export function createElectronPrinter(log: (message: string) => void): Printer {
  const documents = new Map<string, string>()
  let count = 0
  let prepared: Electron.Session | undefined

  /** Made at the first print: a session can only be had once the app is ready. */
  function printSession(): Electron.Session {
    if (prepared) return prepared
    prepared = session.fromPartition('print')
    lockSession(prepared)
    prepared.protocol.handle('app', (request) => {
      const html = documents.get(new URL(request.url).pathname)
      if (html === undefined) return new Response(null, { status: 404 })
      return new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
        },
      })
    })
    return prepared
  }

  return {
    async pdf(html, { landscape = false, signal } = {}) {
      if (signal?.aborted) throw new Refusal('CANCELLED')
      count += 1
      const path = `/print/${count}`
      documents.set(path, html)
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: printSession(),
          javascript: false,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
          backgroundThrottling: false,
        },
      })
      const stop = () => window.destroy()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        await window.loadURL(`${APP_ORIGIN}${path}`)
        return new Uint8Array(await window.webContents.printToPDF({ ...PDF_OPTIONS, landscape }))
      } catch (error) {
        if (signal?.aborted) throw new Refusal('CANCELLED')
        log(`print failed: ${String(error)}`)
        throw new Refusal('PRINT_FAILED', { cause: String(error) })
      } finally {
        signal?.removeEventListener('abort', stop)
        documents.delete(path)
        if (!window.isDestroyed()) window.destroy()
      }
    },
  }
}

/** The printer of the browser host and the command line: the machine's own Chrome, Edge or Chromium, headless. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from '../../domain/refusal.ts'
import type { Printer } from '../../services/reports/printer.ts'
import { findBrowser } from './find-browser.ts'
import { Headless } from './headless.ts'

const PRINT_TIMEOUT_MS = 300_000
/** A started browser is kept this long for the next document: a pack of reports starts it once. */
const IDLE_MS = 20_000

/** A4 in inches, which is what the protocol wants; margins come from the document's @page rules. */
const A4 = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 }

/**
 * A printer that starts the browser at the first document and ends it after a pause, or at `close()`; it does not keep
 * the process running. Pages run no scripts and reach no network. Refusals: NO_PRINTER, PRINT_FAILED, CANCELLED.
 */
export function createChromiumPrinter({
  log,
  browser = findBrowser,
}: {
  log: (message: string) => void
  browser?: () => string | null
}): Printer & { close(): Promise<void> } {
  let starting: Promise<Headless> | undefined
  let jobs = 0
  let count = 0
  let idle: NodeJS.Timeout | undefined

  /** Each call waits for the one before, so that documents asked for at once share one browser. */
  function take(): Promise<Headless> {
    starting = startUnlessRunning(starting)
    return starting
  }

  async function startUnlessRunning(before: Promise<Headless> | undefined): Promise<Headless> {
    const running = await before?.catch(() => undefined)
    if (running?.alive) return running
    await running?.close()
    const program = browser()
    if (program === null) throw new Refusal('NO_PRINTER')
    return Headless.start(program)
  }

  async function close(): Promise<void> {
    clearTimeout(idle)
    const running = await starting?.catch(() => undefined)
    starting = undefined
    await running?.close()
  }

  async function pdf(html: string, landscape: boolean, signal?: AbortSignal): Promise<Uint8Array> {
    const headless = await take()
    headless.keepProcess(true)
    count += 1
    const file = join(headless.folder, `${count}.html`)
    try {
      await writeFile(file, html)
      return await printFile(headless, file, landscape, signal)
    } finally {
      await rm(file, { force: true })
    }
  }

  return {
    async pdf(html, { landscape = false, signal } = {}) {
      if (signal?.aborted) throw new Refusal('CANCELLED')
      clearTimeout(idle)
      jobs += 1
      try {
        return await pdf(html, landscape, signal)
      } catch (error) {
        if (error instanceof Refusal) throw error
        if (signal?.aborted) throw new Refusal('CANCELLED')
        log(`print failed: ${error instanceof Error ? error.message : String(error)}`)
        throw new Refusal('PRINT_FAILED', { cause: error instanceof Error ? error.message : String(error) })
      } finally {
        jobs -= 1
        if (jobs === 0) {
          void starting?.then((headless) => headless.keepProcess(false)).catch(() => {})
          idle = setTimeout(() => void close(), IDLE_MS)
          idle.unref()
        }
      }
    },
    close,
  }
}

async function printFile(
  headless: Headless,
  file: string,
  landscape: boolean,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { targetId } = await headless.send('Target.createTarget', { url: 'about:blank' })
  const closeTab = () => void headless.send('Target.closeTarget', { targetId }).catch(() => {})
  const stopped = new Promise<never>((_, fail) => {
    const timer = setTimeout(() => fail(new Error('printing took too long')), PRINT_TIMEOUT_MS)
    timer.unref()
    signal?.addEventListener('abort', () => fail(new Refusal('CANCELLED')), { once: true })
  })
  stopped.catch(() => {})
  try {
    return await Promise.race([printInTab(headless, String(targetId), file, landscape), stopped])
  } finally {
    closeTab()
  }
}

async function printInTab(headless: Headless, targetId: string, file: string, landscape: boolean): Promise<Uint8Array> {
  const { sessionId } = await headless.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method: string, params = {}) => headless.send(method, params, String(sessionId))
  await send('Page.enable')
  await send('Emulation.setScriptExecutionDisabled', { value: true })
  let stop = () => {}
  const loaded = new Promise<void>((done, fail) => {
    stop = headless.listen((method, params, session) => {
      if (session === sessionId && method === 'Page.loadEventFired') done()
      if (session === sessionId && method === 'Inspector.targetCrashed') fail(new Error('the page crashed'))
      if (method === 'Target.targetCrashed' && params.targetId === targetId) fail(new Error('the page crashed'))
    })
  })
  try {
    const { errorText } = await send('Page.navigate', { url: pathToFileURL(file).href })
    if (errorText) throw new Error(String(errorText))
    await loaded
  } finally {
    stop()
  }
  const { stream } = await send('Page.printToPDF', {
    ...A4,
    landscape,
    printBackground: true,
    preferCSSPageSize: true,
    displayHeaderFooter: false,
    // Tags and outline make a PDF 16 times as large and help nobody on paper.
    generateTaggedPDF: false,
    generateDocumentOutline: false,
    transferMode: 'ReturnAsStream',
  })
  const parts: Buffer[] = []
  for (;;) {
    const { data, base64Encoded, eof } = await send('IO.read', { handle: stream, size: 1 << 20 })
    parts.push(Buffer.from(String(data ?? ''), base64Encoded ? 'base64' : 'utf8'))
    if (eof) break
  }
  await send('IO.close', { handle: stream })
  return new Uint8Array(Buffer.concat(parts))
}

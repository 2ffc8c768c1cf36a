/** Measures 5,000 statements to one PDF beside Chromium printing the same finished HTML in parts of 100, merged (DESIGN.md "What it must reach"). */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PDFDocument } from '@cantoo/pdf-lib'
import { createChromiumPrinter } from '../../src-main/hosts/printing/chromium.ts'
import { makeReport } from '../../src-main/services/reports/make.ts'
import type { Printer } from '../../src-main/services/reports/printer.ts'
import { statementStore } from './statement-store.ts'

interface Measure {
  readonly name: string
  readonly seconds: number
  readonly floorSeconds: number
  readonly ratio: number
  readonly goal: string
  readonly peakMb: number
  readonly note: string
}

const STATEMENTS = 5_000
/** The machine is noisy: the two are taken in turns, and the best of each counts. */
const ROUNDS = 2

/** The floor: finished documents to the browser, two at a time as our own, put together with nothing else. */
async function printFinished(printer: Printer, parts: readonly string[], file: string): Promise<void> {
  const merged = await PDFDocument.create()
  const running: Promise<Uint8Array>[] = []
  const take = async () => {
    const part = await PDFDocument.load((await running.shift())!)
    for (const page of await merged.copyPages(part, part.getPageIndices())) merged.addPage(page)
  }
  for (const html of parts) {
    running.push(printer.pdf(html))
    if (running.length >= 2) await take()
  }
  while (running.length > 0) await take()
  writeFileSync(file, await merged.save({ useObjectStreams: false }))
}

/** Seconds of both in one run, from a store of calculated statements; the composing is ours alone. */
export async function bench(statements: number = STATEMENTS): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'channel-desk-bench-'))
  const browser = createChromiumPrinter({ log: console.error })
  const finished: string[] = []
  let keeping = false
  const printer: Printer = {
    pdf(html, options) {
      if (keeping) finished.push(html)
      return browser.pdf(html, options)
    },
  }
  try {
    const { desk, period } = await statementStore(folder, printer, statements)
    const pace = { breathe: () => new Promise<void>((next) => setImmediate(next)), progress: () => undefined }
    const make = (file: string, agents?: string[]) =>
      makeReport(desk.office, pace, { name: 'statements', period, agents }, { file, format: 'pdf' })
    // both find the browser warm
    await make(join(folder, 'warm.pdf'), ['D0001'])
    const file = join(folder, 'statements.pdf')
    let held = 0
    let [seconds, floorSeconds, pages, peakMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
    for (let round = 0; round < ROUNDS; round++) {
      keeping = round === 0
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      const start = performance.now()
      pages = (await make(file)).pages ?? 0
      seconds = Math.min(seconds, (performance.now() - start) / 1000)
      delay.disable()
      held = Math.max(held, delay.max / 1e6)
      keeping = false
      if (round === 0) peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)
      const floorStart = performance.now()
      await printFinished(browser, finished, join(folder, 'floor.pdf'))
      floorSeconds = Math.min(floorSeconds, (performance.now() - floorStart) / 1000)
    }
    const size = (name: string) => `${(statSync(join(folder, name)).size / 1e6).toFixed(0)} MB`
    await desk.close()
    return [
      {
        name: `${statements.toLocaleString('en')} statements to one PDF`,
        seconds,
        floorSeconds,
        ratio: seconds / floorSeconds,
        goal: '≤ 1.2 ×',
        peakMb,
        note: `${pages} pages, ${size('statements.pdf')} (floor ${size('floor.pdf')}), thread held at most ${held.toFixed(0)} ms`,
      },
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) console.table(await bench(Number(process.argv[2] ?? STATEMENTS)))

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { createChromiumPrinter } from './chromium.ts'
import { findBrowser } from './find-browser.ts'

const logged: string[] = []
const printer = createChromiumPrinter({ log: (message) => logged.push(message) })
const folder = mkdtempSync(join(tmpdir(), 'desk-printer-test-'))
afterAll(async () => {
  await printer.close()
  rmSync(folder, { recursive: true })
})

const PAGE = '<style>@page{size:A4;margin:15mm}</style><p>酬金结算单 人民币壹拾元零伍角整</p>'

/** Page sizes in points, to the nearest five: browsers round millimetres each in their own way. */
async function sizes(pdf: Uint8Array): Promise<[number, number][]> {
  const round = (points: number) => Math.round(points / 5) * 5
  const document = await PDFDocument.load(pdf)
  return document.getPages().map((page) => [round(page.getWidth()), round(page.getHeight())])
}

const readsText = spawnSync('pdftotext', ['-v']).status === 0

describe.skipIf(findBrowser() === null)('printing by the installed browser', () => {
  it('prints Chinese on A4', async () => {
    const pdf = await printer.pdf(PAGE)
    expect(await sizes(pdf)).toEqual([[595, 840]])
    if (!readsText) return
    const file = join(folder, 'page.pdf')
    writeFileSync(file, pdf)
    expect(spawnSync('pdftotext', [file, '-']).stdout.toString()).toContain('酬金结算单 人民币壹拾元零伍角整')
  })

  it('prints landscape when asked, or when the document says so', async () => {
    expect(await sizes(await printer.pdf('<p>宽</p>', { landscape: true }))).toEqual([[840, 595]])
    expect(await sizes(await printer.pdf('<style>@page{size:A4 landscape}</style><p>宽</p>'))).toEqual([[840, 595]])
  })

  it('prints several documents at once, each its own', async () => {
    const pages = (count: number) => `${'<p style="break-after:page">页</p>'.repeat(count - 1)}<p>末</p>`
    const before = folders()
    const printed = await Promise.all([1, 2, 3, 4].map(async (count) => sizes(await printer.pdf(pages(count)))))
    expect(printed.map((one) => one.length)).toEqual([1, 2, 3, 4])
    expect(folders()).toEqual(before)
  })

  it('runs no scripts and loads nothing from elsewhere', async () => {
    const html = `<p>一</p><script>for (let i = 0; i < 5; i++) document.body.insertAdjacentHTML('beforeend',
      '<p style="break-before:page">x</p>')</script><img src="http://example.com/x.png">`
    expect(await sizes(await printer.pdf(html))).toHaveLength(1)
  })

  it('stops when cancelled, and prints again', async () => {
    const stop = new AbortController()
    const long = printer.pdf('<p style="break-after:page">页</p>'.repeat(20_000), { signal: stop.signal })
    setTimeout(() => stop.abort(), 300)
    await expect(long).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(printer.pdf(PAGE, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await sizes(await printer.pdf(PAGE))).toHaveLength(1)
  })

  it('leaves nothing behind', async () => {
    const own = createChromiumPrinter({ log: () => {} })
    const before = folders()
    await own.pdf(PAGE)
    expect(folders().length).toBe(before.length + 1)
    await own.close()
    expect(folders()).toEqual(before)
  })

  it('lets a process end by itself, its folder with it', () => {
    const before = folders()
    const script = `
      const { createChromiumPrinter } = await import(${JSON.stringify(join(import.meta.dirname, 'chromium.ts'))})
      const pdf = await createChromiumPrinter({ log: console.error }).pdf('<p>x</p>')
      console.log(pdf.length > 500)`
    const started = Date.now()
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 60_000 })
    expect(child.stdout.toString().trim()).toBe('true')
    expect(Date.now() - started).toBeLessThan(15_000)
    expect(folders()).toEqual(before)
  })
})

describe('printing without a browser', () => {
  it('says that there is none', async () => {
    const none = createChromiumPrinter({ log: () => {}, browser: () => null })
    await expect(none.pdf(PAGE)).rejects.toMatchObject({ code: 'NO_PRINTER' })
    await none.close()
  })

  it('says that it failed, and why, when the program is no browser', async () => {
    for (const program of [process.execPath, join(folder, 'missing')]) {
      const wrong = createChromiumPrinter({ log: () => {}, browser: () => program })
      await expect(wrong.pdf(PAGE)).rejects.toMatchObject({ code: 'PRINT_FAILED' })
      await wrong.close()
    }
    expect(existsSync(folder)).toBe(true)
  })
})

function folders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith('channel-desk-print-'))
    .sort()
}

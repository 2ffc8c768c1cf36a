import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { type PrintPart, printParts } from './print-parts.ts'
import type { Printer } from './printer.ts'

/** A printer for paper as wide as the document says, that takes as many milliseconds. */
const printer: Printer = {
  async pdf(html, { signal } = {}) {
    const [width = 100, pages = 1] = html.split(' ').map(Number)
    await new Promise((next) => setTimeout(next, width))
    if (signal?.aborted) throw new Refusal('CANCELLED')
    if (width === 13) throw new Refusal('PRINT_FAILED')
    const document = await PDFDocument.create()
    for (let page = 0; page < pages; page++) document.addPage([width, 100])
    return document.save()
  },
}

async function* source(
  parts: readonly PrintPart[],
  taken: { count: number } = { count: 0 },
): AsyncGenerator<PrintPart> {
  for (const part of parts) {
    taken.count += 1
    yield part
  }
}

const options = { title: '酬金结算单', at: new Date(2026, 10, 3) }

describe('printParts', () => {
  it('keeps the order, however long each part takes', async () => {
    const widths = [60, 5, 40, 10, 30, 1, 20]
    const seen: number[] = []
    const parts = widths.map((width) => ({ html: `${width} 2`, pages: 2 }))
    const bytes = await printParts(printer, source(parts), { ...options, onPages: (pages) => seen.push(pages) })
    const document = await PDFDocument.load(bytes)
    expect(document.getPages().map((page) => page.getWidth())).toEqual(widths.flatMap((width) => [width, width]))
    expect(seen).toEqual([2, 4, 6, 8, 10, 12, 14])
    expect(document.getTitle()).toBe('酬金结算单')
  })

  it('refuses a part of other than its pages, since their numbers would be wrong', async () => {
    const parts = [{ html: '5 3', pages: 2 }]
    await expect(printParts(printer, source(parts), options)).rejects.toMatchObject({ code: 'PRINT_FAILED' })
  })

  it('stops at the first failure and takes no more', async () => {
    const taken = { count: 0 }
    const parts = [13, 1, 1, ...Array.from({ length: 50 }, () => 20)].map((width) => ({ html: `${width} 1`, pages: 1 }))
    await expect(printParts(printer, source(parts, taken), options)).rejects.toMatchObject({ code: 'PRINT_FAILED' })
    expect(taken.count).toBeLessThan(20)
  })

  it('stops when cancelled', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 30)
    const parts = Array.from({ length: 100 }, () => ({ html: '10 1', pages: 1 }))
    await expect(printParts(printer, source(parts), { ...options, signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

/** Printing many pages: documents of a hundred pages each, two at a time, merged in order while the next are printed. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { Refusal } from '../../domain/refusal.ts'
import type { Printer } from './printer.ts'

/** One document for the printer, and how many pages it must come to. */
export interface PrintPart {
  readonly html: string
  readonly pages: number
}

export interface PrintOptions {
  readonly title: string
  readonly at: Date
  readonly signal?: AbortSignal
  /** Pages done so far. */
  readonly onPages?: (pages: number) => void
  /** Called where the thread may be let go. */
  readonly breathe?: () => Promise<void>
}

interface Printed {
  readonly bytes: Uint8Array
  readonly pages: number
}

/** A browser's tab prints on one core; a second one keeps the other busy. */
const AT_ONCE = 2

/**
 * Prints the parts in order to one PDF. Takes parts from the source only as the printer comes free.
 * @throws Refusal NO_PRINTER, PRINT_FAILED (also when a part comes to other than its pages), CANCELLED
 */
export async function printParts(
  printer: Printer,
  parts: AsyncIterable<PrintPart>,
  options: PrintOptions,
): Promise<Uint8Array> {
  const { signal } = options
  const failed = new AbortController()
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  const running: Promise<Printed>[] = []
  const merged = await PDFDocument.create()
  let done = 0
  const add = async ({ bytes, pages }: Printed) => {
    await append(merged, bytes, pages)
    done += pages
    options.onPages?.(done)
    await options.breathe?.()
  }
  try {
    for await (const { html, pages } of parts) {
      // the next part waits ready: the printer has it before the last one is merged
      const printed = running.length >= AT_ONCE ? await running.shift() : undefined
      const printing = printer.pdf(html, { signal: stop }).then((bytes) => ({ bytes, pages }))
      // its error is heard when its turn comes
      printing.catch(() => undefined)
      running.push(printing)
      if (printed) await add(printed)
    }
    for (let next = running.shift(); next; next = running.shift()) await add(await next)
  } catch (error) {
    failed.abort()
    await Promise.allSettled(running)
    throw error
  }
  merged.setTitle(options.title)
  merged.setProducer('Channel Desk')
  merged.setCreator('Channel Desk')
  merged.setCreationDate(options.at)
  merged.setModificationDate(options.at)
  return merged.save({ useObjectStreams: false, objectsPerTick: OBJECTS_A_TICK })
}

/** About 10 ms of pdf-lib's work. */
const OBJECTS_A_TICK = 500

async function append(merged: PDFDocument, bytes: Uint8Array, pages: number): Promise<void> {
  const part = await PDFDocument.load(bytes, { parseSpeed: OBJECTS_A_TICK, updateMetadata: false })
  const found = part.getPageCount()
  // page numbers are already on the paper: a page more or less would make them wrong
  if (found !== pages) throw new Refusal('PRINT_FAILED', { cause: `${found} pages instead of ${pages}` })
  for (const page of await merged.copyPages(part, part.getPageIndices())) merged.addPage(page)
}

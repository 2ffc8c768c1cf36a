/** Printing many pages: documents of a hundred pages each, some at a time, merged in order while the next are printed. */
import { availableParallelism } from 'node:os'
import { PDFDocument } from '@cantoo/pdf-lib'
import { Refusal } from '../../domain/refusal.ts'
import type { Printer } from './printer.ts'

/** One document for the printer, and how many pages it must come to. */
export interface PrintPart {
  readonly html: string
  readonly pages: number
}

/** A document that is one part. */
export async function* onePart(part: PrintPart): AsyncGenerator<PrintPart> {
  yield part
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

/** A part on its way; its bytes are there once it is printed. */
interface Printing {
  readonly pages: number
  readonly printed: Promise<Uint8Array>
  bytes?: Uint8Array
}

/** A browser's tab prints on one core; the others are kept busy too, four at most for the memory's sake. */
const AT_ONCE = Math.max(2, Math.min(4, availableParallelism() - 1))

/**
 * Prints the parts in order to one PDF. Takes parts from the source only as the printer comes free.
 * @throws Refusal NO_PRINTER, PRINT_FAILED (also when a part comes to other than its pages), CANCELLED
 */
export async function printParts(
  printer: Printer,
  parts: AsyncIterable<PrintPart>,
  options: PrintOptions,
): Promise<Uint8Array> {
  const failed = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal
  const merged = await PDFDocument.create()
  const queue: Printing[] = []
  const busy = new Set<Promise<Uint8Array>>()
  let done = 0
  const start = ({ html, pages }: PrintPart) => {
    const printing: Printing = { pages, printed: printer.pdf(html, { signal }) }
    busy.add(printing.printed)
    queue.push(printing)
    printing.printed.then(
      (bytes) => {
        printing.bytes = bytes
        busy.delete(printing.printed)
      },
      // heard where it is waited for
      () => undefined,
    )
  }
  const add = async ({ pages, printed }: Printing) => {
    await append(merged, await printed, pages)
    done += pages
    options.onPages?.(done)
    await options.breathe?.()
  }
  try {
    for await (const part of parts) {
      // the part waits ready, so that the printer never waits for composing or merging
      if (busy.size >= AT_ONCE) await Promise.race(busy)
      start(part)
      while (queue[0]?.bytes) await add(queue.shift()!)
    }
    for (let next = queue.shift(); next; next = queue.shift()) await add(next)
  } catch (error) {
    failed.abort()
    await Promise.allSettled(busy)
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

/**
 * Runs an ingest in a worker thread with a memory limit: its death is a refusal, its chunks come no faster than they are stored.
 *
 * A worker's own heap limit is not enough: where one step allocates more than the 16 MB that Node adds at the limit (a growing
 * Map, a long split), V8 ends the whole process. So the hard limit lies far above, and this thread watches the worker's heap.
 */

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../domain/refusal.ts'
import { kinds } from '../kinds/kinds.ts'
import type { Limits } from '../read/limits.ts'
import type { WorkerMessage, WorkerStart } from './messages.ts'
import type { Chunk, IngestRequest, IngestResult } from './request.ts'
import { createChunkOpener } from './wire.ts'

export interface IngestHandlers {
  /** Stores the rows of a chunk; the worker waits when two chunks are not yet stored. */
  onChunk(chunk: Chunk): void | Promise<void>
  onProgress?(fraction: number, rows: number): void
  readonly signal?: AbortSignal
}

export interface IngestLimits {
  /** Megabytes that the worker may use, heap and buffers together (default 768). */
  readonly memoryMb?: number
  /** Seconds without any sign of the worker while it is not waiting for us (default 120). */
  readonly silentSeconds?: number
  /** Limits of the readers. */
  readonly reading?: Partial<Limits>
}

/** Megabytes between the limit we watch and the one at which V8 acts: more than a worker fills between two looks. */
const headroomMb = 1024
const lookEvery = 100

/** The worker's file: beside this one as source, or under its own name beside the bundle. */
function workerFile(): string {
  const here = fileURLToPath(import.meta.url)
  return join(dirname(here), here.endsWith('.ts') ? 'worker.ts' : 'workbook-worker.js')
}

/**
 * Reads and checks the request's sources; chunks come in order, one at a time.
 * @throws Refusal of opening and reading, COLUMNS_MISSING, SHEET_EMPTY, WORKBOOK_MEMORY, WORKBOOK_TIMEOUT {seconds}, CANCELLED;
 * and whatever `onChunk` throws
 */
export function ingest(
  request: IngestRequest,
  handlers: IngestHandlers,
  limits: IngestLimits = {},
): Promise<IngestResult> {
  const { memoryMb = 768, silentSeconds = 120, reading = {} } = limits
  const { signal } = handlers
  if (signal?.aborted) return Promise.reject(new Refusal('CANCELLED'))
  return new Promise<IngestResult>((resolve, reject) => {
    const stored = new SharedArrayBuffer(4)
    const counter = new Int32Array(stored)
    const openChunk = createChunkOpener(kinds[request.kind])
    const worker = new Worker(workerFile(), {
      workerData: { request, stored, limits: reading } satisfies WorkerStart,
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMb + headroomMb,
        // Rows die young: a larger young generation only fills memory, 170 MB more where every string differs.
        maxYoungGenerationSizeMb: 12,
      },
      // The worker is ours alone: no flags of a test runner or debugger.
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    })
    let settled = false
    let storing = 0
    // Chunks are stored one after the other, and the result is given when the last one is.
    let queue: Promise<void> = Promise.resolve()
    let watch = setTimeout(silent, silentSeconds * 1000)

    let looking = false
    const look = setInterval(() => {
      if (looking || typeof worker.getHeapStatistics !== 'function') return
      looking = true
      worker.getHeapStatistics().then(
        ({ used_heap_size, external_memory }) => {
          looking = false
          if (used_heap_size + external_memory > memoryMb * 1024 * 1024)
            fail(new Refusal('WORKBOOK_MEMORY', { megabytes: memoryMb }))
        },
        // The worker does not run yet, or has ended.
        () => {
          looking = false
        },
      )
    }, lookEvery)

    function settle(act: () => void): void {
      if (settled) return
      settled = true
      clearTimeout(watch)
      clearInterval(look)
      signal?.removeEventListener('abort', cancel)
      // Rejected only when the thread is gone, so that its file is closed by then.
      void worker.terminate().then(act, act)
    }
    function fail(error: unknown): void {
      settle(() => reject(error))
    }
    function cancel(): void {
      fail(new Refusal('CANCELLED'))
    }
    function silent(): void {
      if (storing > 0) alive()
      else fail(new Refusal('WORKBOOK_TIMEOUT', { seconds: silentSeconds }))
    }
    function alive(): void {
      clearTimeout(watch)
      if (!settled) watch = setTimeout(silent, silentSeconds * 1000)
    }
    signal?.addEventListener('abort', cancel, { once: true })

    worker.on('message', (message: WorkerMessage) => {
      alive()
      switch (message.is) {
        case 'chunk':
          storing++
          queue = queue.then(async () => {
            if (settled) return
            await handlers.onChunk(openChunk(message.chunk))
            storing--
            alive()
            Atomics.add(counter, 0, 1)
            Atomics.notify(counter, 0)
          })
          queue.catch(fail)
          return
        case 'progress':
          if (!settled) handlers.onProgress?.(message.fraction, message.rows)
          return
        case 'done':
          queue.then(() => settle(() => resolve(message.result)), fail)
          return
        case 'refused':
          fail(new Refusal(message.code, message.details))
      }
    })
    worker.on('error', (error: Error & { code?: string }) => {
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal('WORKBOOK_MEMORY', { megabytes: memoryMb }) : error)
    })
    worker.on('exit', (code) => {
      // After its last message the thread ends while chunks are still being stored: that is as it should be.
      if (code !== 0) fail(new Error(`the workbook worker ended with ${code}`))
    })
  })
}

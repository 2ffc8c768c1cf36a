/**
 * Runs one task in a worker thread with a memory limit: its death is a refusal, its chunks come no faster than they are taken.
 *
 * A worker's own heap limit is not enough: where one step allocates more than the 16 MB that Node adds at the limit (a growing
 * Map, a long split), V8 ends the whole process. So the hard limit lies far above, and this thread watches the worker's heap.
 */

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../domain/refusal.ts'
import type { Limits } from '../read/limits.ts'
import type { WorkerMessage, WorkerStart, WorkerTask } from './messages.ts'
import type { WireChunk } from './wire.ts'

export interface TaskHandlers {
  /** Takes a chunk; the worker waits when two are not yet taken. */
  onChunk?(chunk: WireChunk): void | Promise<void>
  onProgress?(fraction: number, rows: number): void
  readonly signal?: AbortSignal | undefined
}

export interface TaskLimits {
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

function startWorker(start: WorkerStart, memoryMb: number): Worker {
  return new Worker(workerFile(), {
    workerData: start,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb + headroomMb,
      // Rows die young: a larger young generation only fills memory, 170 MB more where every string differs.
      maxYoungGenerationSizeMb: 12,
    },
    // The worker is ours alone: no flags of a test runner or debugger.
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
  })
}

/** Looks at the worker's memory until told to stop, and says when it is more than allowed. */
function watchMemory(worker: Worker, memoryMb: number, exceeded: () => void): () => void {
  let looking = false
  const look = setInterval(() => {
    if (looking || typeof worker.getHeapStatistics !== 'function') return
    looking = true
    worker.getHeapStatistics().then(
      ({ used_heap_size, external_memory }) => {
        looking = false
        if (used_heap_size + external_memory > memoryMb * 1024 * 1024) exceeded()
      },
      // The worker does not run yet, or has ended.
      () => {
        looking = false
      },
    )
  }, lookEvery)
  return () => clearInterval(look)
}

/**
 * Runs the task; chunks come in order, one at a time.
 * @throws Refusal of the task, WORKBOOK_MEMORY {megabytes}, WORKBOOK_TIMEOUT {seconds}, CANCELLED; and whatever `onChunk` throws
 */
export function runTask<Result>(task: WorkerTask, handlers: TaskHandlers, limits: TaskLimits = {}): Promise<Result> {
  const { memoryMb = 768, silentSeconds = 120, reading = {} } = limits
  const { signal } = handlers
  if (signal?.aborted) return Promise.reject(new Refusal('CANCELLED'))
  return new Promise<Result>((resolve, reject) => {
    const taken = new SharedArrayBuffer(4)
    const counter = new Int32Array(taken)
    const worker = startWorker({ task, taken, limits: reading }, memoryMb)
    const outOfMemory = (): Refusal => new Refusal('WORKBOOK_MEMORY', { megabytes: memoryMb })
    const unwatch = watchMemory(worker, memoryMb, () => fail(outOfMemory()))
    let settled = false
    let taking = 0
    // Chunks are taken one after the other, and the result is given when the last one is.
    let queue: Promise<void> = Promise.resolve()
    let patience = setTimeout(silent, silentSeconds * 1000)

    function settle(act: () => void): void {
      if (settled) return
      settled = true
      clearTimeout(patience)
      unwatch()
      signal?.removeEventListener('abort', cancel)
      // Only when the thread is gone, so that its file is closed by then.
      void worker.terminate().then(act, act)
    }
    function fail(error: unknown): void {
      settle(() => reject(error))
    }
    function cancel(): void {
      fail(new Refusal('CANCELLED'))
    }
    function silent(): void {
      if (taking > 0) alive()
      else fail(new Refusal('WORKBOOK_TIMEOUT', { seconds: silentSeconds }))
    }
    function alive(): void {
      clearTimeout(patience)
      if (!settled) patience = setTimeout(silent, silentSeconds * 1000)
    }
    async function take(chunk: WireChunk): Promise<void> {
      if (settled) return
      await handlers.onChunk?.(chunk)
      taking--
      alive()
      Atomics.add(counter, 0, 1)
      Atomics.notify(counter, 0)
    }
    signal?.addEventListener('abort', cancel, { once: true })

    worker.on('message', (message: WorkerMessage) => {
      alive()
      switch (message.is) {
        case 'chunk':
          taking++
          queue = queue.then(() => take(message.chunk))
          queue.catch(fail)
          return
        case 'progress':
          if (!settled) handlers.onProgress?.(message.fraction, message.rows)
          return
        case 'done':
          queue.then(() => settle(() => resolve(message.result as Result)), fail)
          return
        case 'refused':
          fail(new Refusal(message.code, message.details))
      }
    })
    worker.on('error', (error: Error & { code?: string }) => {
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : error)
    })
    worker.on('exit', (code) => {
      // After its last message the thread ends while chunks are still being taken: that is as it should be.
      if (code !== 0) fail(new Error(`the workbook worker ended with ${code}`))
    })
  })
}

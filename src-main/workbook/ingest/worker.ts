/** The worker thread in which workbooks are opened and read; it waits when the main thread has chunks to store still. */

import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../domain/refusal.ts'
import { openWorkbook } from '../read/open.ts'
import type { WorkerMessage, WorkerStart } from './messages.ts'
import { runPipeline } from './pipeline.ts'
import type { IngestSource } from './request.ts'
import { pastedRows, type ReadableWorkbook, rowsWorkbook } from './rows-workbook.ts'
import { transferables } from './wire.ts'

/** Chunks that may lie unstored: one being stored, one on its way, one being made. */
const unstoredLimit = 2

const progressEvery = 100

const { request, stored, limits } = workerData as WorkerStart
const counter = new Int32Array(stored)
let sent = 0
let lastProgress = 0

const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

function open(source: IngestSource): ReadableWorkbook {
  return 'pasted' in source ? rowsWorkbook(pastedRows(source.pasted)) : openWorkbook(source.path, limits)
}

try {
  const result = runPipeline(request, {
    open,
    chunk(chunk) {
      for (;;) {
        const done = Atomics.load(counter, 0)
        if (sent - done < unstoredLimit) break
        Atomics.wait(counter, 0, done)
      }
      sent++
      send({ is: 'chunk', chunk }, transferables(chunk))
    },
    progress(fraction, rows) {
      const now = performance.now()
      if (now - lastProgress < progressEvery) return
      lastProgress = now
      send({ is: 'progress', fraction, rows })
    },
  })
  send({ is: 'done', result })
} catch (error) {
  if (error instanceof Refusal) send({ is: 'refused', code: error.code, details: { ...error.details } })
  else throw error
}

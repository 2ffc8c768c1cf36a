/** The worker thread in which workbooks are opened and read, and styled ones written; it waits when the main thread has chunks to take still. */

import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../domain/refusal.ts'
import { sheetCells } from './cells.ts'
import { inspect } from './inspect.ts'
import type { WorkerMessage, WorkerStart } from './messages.ts'
import { partsOf } from './parts.ts'
import { runPipeline } from './pipeline.ts'
import type { IngestRequest, IngestResult, IngestSource } from './request.ts'
import type { Part } from './run.ts'
import { sheetValues } from './values.ts'
import { transferables } from './wire.ts'
import { collectRows } from './wrong-rows.ts'

/** Chunks that may lie untaken: one being stored, one on its way. */
const untakenLimit = 2
const progressEvery = 100

const { task, taken, limits } = workerData as WorkerStart

const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)
const parts = (source: IngestSource): Iterable<Part> => partsOf(source, limits)

function ingest(request: IngestRequest): IngestResult {
  const counter = new Int32Array(taken)
  let sent = 0
  let lastProgress = 0
  return runPipeline(request, {
    parts,
    chunk(chunk) {
      for (;;) {
        const done = Atomics.load(counter, 0)
        if (sent - done < untakenLimit) break
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
}

async function run(): Promise<unknown> {
  switch (task.name) {
    case 'ingest':
      return ingest(task.request)
    case 'inspect':
      return inspect(task.request, parts)
    case 'values':
      return sheetValues(task.request, parts)
    case 'cells':
      return sheetCells(task.request, parts)
    case 'rows':
      return collectRows(task.request, parts)
    case 'mistakes':
      // Loaded when asked for, as below: every import would wait for exceljs otherwise.
      return await (await import('./mistakes-workbook.ts')).writeMistakesWorkbook(task.request)
    case 'template':
      return await (await import('../write/template.ts')).writeTemplate(task.request)
    case 'styled':
      return await (await import('../write/styled-workbook.ts')).writeStyledWorkbook(task.request)
  }
}

run().then(
  (result) => send({ is: 'done', result }),
  (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    send({ is: 'refused', code: error.code, details: { ...error.details } })
  },
)

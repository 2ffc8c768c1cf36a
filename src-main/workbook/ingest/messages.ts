/** What passes between the main thread and the worker that reads workbooks. */

import type { RefusalCode } from '../../domain/refusal.ts'
import type { Limits } from '../read/limits.ts'
import type { IngestRequest, IngestResult } from './request.ts'
import type { WireChunk } from './wire.ts'

export interface WorkerStart {
  readonly request: IngestRequest
  /** One Int32: how many chunks the main thread has stored. */
  readonly stored: SharedArrayBuffer
  readonly limits: Partial<Limits>
}

export type WorkerMessage =
  | { readonly is: 'chunk'; readonly chunk: WireChunk }
  | { readonly is: 'progress'; readonly fraction: number; readonly rows: number }
  | { readonly is: 'done'; readonly result: IngestResult }
  | { readonly is: 'refused'; readonly code: RefusalCode; readonly details: Record<string, unknown> }

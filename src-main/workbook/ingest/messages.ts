/** What passes between the main thread and the worker that reads workbooks. */

import type { RefusalCode } from '../../domain/refusal.ts'
import type { Limits } from '../read/limits.ts'
import type { StyledRequest } from '../write/styled-workbook.ts'
import type { TemplateRequest } from '../write/template.ts'
import type { CellsRequest } from './cells.ts'
import type { InspectRequest } from './inspect.ts'
import type { MistakesRequest } from './mistakes.ts'
import type { IngestRequest } from './request.ts'
import type { ValuesRequest } from './values.ts'
import type { WireChunk } from './wire.ts'
import type { RowsRequest } from './wrong-rows.ts'

export type WorkerTask =
  | { readonly name: 'ingest'; readonly request: IngestRequest }
  | { readonly name: 'inspect'; readonly request: InspectRequest }
  | { readonly name: 'values'; readonly request: ValuesRequest }
  | { readonly name: 'cells'; readonly request: CellsRequest }
  | { readonly name: 'rows'; readonly request: RowsRequest }
  | { readonly name: 'mistakes'; readonly request: MistakesRequest }
  | { readonly name: 'template'; readonly request: TemplateRequest }
  | { readonly name: 'styled'; readonly request: StyledRequest }

export interface WorkerStart {
  readonly task: WorkerTask
  /** One Int32: how many chunks the main thread has taken. */
  readonly taken: SharedArrayBuffer
  readonly limits: Partial<Limits>
}

export type WorkerMessage =
  | { readonly is: 'chunk'; readonly chunk: WireChunk }
  | { readonly is: 'progress'; readonly fraction: number; readonly rows: number }
  | { readonly is: 'done'; readonly result: unknown }
  | { readonly is: 'refused'; readonly code: RefusalCode; readonly details: Record<string, unknown> }

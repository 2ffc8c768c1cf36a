/** The shapes of batches and imports as the API answers them. */

import type { z } from 'zod'
import type { importAsked } from '../../../src-main/api/schemas/ledgers.ts'
import type { client } from '../../api/client.ts'

export type BatchRow = Awaited<ReturnType<typeof client.ledgers.batches.query>>['rows'][number]
export type Batch = Awaited<ReturnType<typeof client.ledgers.batch.query>>
export type ImportAsked = z.input<typeof importAsked>
/** A cell mended on the screen. */
export type CellEdit = NonNullable<ImportAsked['edits']>[number]
export type ImportAnswer = Awaited<ReturnType<typeof client.ledgers.import.mutate>>
export type ImportReport = ImportAnswer['report']
/** A row in which something was found, as its file shows it. */
export type WrongRow = Awaited<ReturnType<typeof client.ledgers.wrongRows.query>>['rows'][number]
export type ImportProblem = ImportAnswer['errors'][number]
/** How a file is read. */
export type Mapping = NonNullable<ImportAsked['mapping']>
export type Inspected = Awaited<ReturnType<typeof client.ledgers.inspect.mutate>>
export type InspectedSheet = Inspected['sheets'][number]
export type KindColumn = Inspected['columns'][number]
export type ColumnValues = Awaited<ReturnType<typeof client.ledgers.values.mutate>>
export type SavedMapping = Awaited<ReturnType<typeof client.ledgers.mappings.query>>[number]
export type Reconciled = Awaited<ReturnType<typeof client.ledgers.reconcile.query>>[number]

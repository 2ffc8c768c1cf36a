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
export type ImportProblem = ImportAnswer['errors'][number]
export type Reconciled = Awaited<ReturnType<typeof client.ledgers.reconcile.query>>[number]

/** Procedures about the batches of imports, beside those of ledgers.ts: what a batch holds, exported or told field by field. */
import { z } from 'zod'
import { exportRows } from '../services/ledgers/batch-rows.ts'
import { registerChanges } from '../services/ledgers/register-changes.ts'
import { job, query, router } from './procedure.ts'
import { rowsExported } from './schemas/batches.ts'
import { page } from './schemas/common.ts'

export const batches = router({
  /** The rows that a list shows, in its order and columns; answers the id for GET /files/exports/:id. */
  exportRows: job({
    access: 'signedIn',
    input: rowsExported,
    lock: null,
    subject: (input) => `batch:${input.id}`,
    run: (office, _actor, running, input) => exportRows(office, running, input),
  }),
  /** What an import added and changed in the register, field by field. */
  changes: query({
    input: page.extend({ id: z.number().int().positive(), text: z.string().max(100).optional() }).strict(),
    run: registerChanges,
  }),
})

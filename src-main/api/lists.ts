/** Procedures about lists as screens show them: exporting exactly what is shown. */
import { z } from 'zod'
import { exportShownList } from '../services/list-export.ts'
import { act, router } from './procedure.ts'

/** More rows than any list of a county but the ledgers, which are exported whole from the store. */
const MOST_ROWS = 20_000

const column = z
  .object({ title: z.string().max(100), kind: z.enum(['text', 'money', 'count', 'month', 'date']) })
  .strict()

const shown = z
  .object({
    title: z.string().min(1).max(100),
    columns: z.array(column).min(1).max(100),
    rows: z.array(z.array(z.union([z.string().max(32_000), z.number(), z.null()])).max(100)).max(MOST_ROWS),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  })
  .strict()

export const lists = router({
  /** Rows that the screen holds, as a workbook; answers the id for GET /files/exports/:id. */
  export: act({ access: 'signedIn', input: shown, run: (office, input) => exportShownList(office, input) }),
})

/** Procedures about the reconciliation opened: by outlet, an outlet's rows, and what no control total speaks of. */

import { uncovered } from '../services/ledgers/reconcile.ts'
import { outletRows, reconcileOutlets } from '../services/ledgers/reconcile-outlets.ts'
import { query, router } from './procedure.ts'
import { reconciledAsked, reconciledRowsAsked } from './schemas/batches.ts'
import { page, period } from './schemas/common.ts'

export const reconciliation = router({
  /** A ledger's month by outlet: our count and amount, and theirs where control totals are given by outlet. */
  outlets: query({ input: reconciledAsked, run: reconcileOutlets }),
  /** The rows that an outlet's figures come from. */
  rows: query({ input: reconciledRowsAsked.extend(page.shape).strict(), run: outletRows }),
  /** What was imported of the month that no control total covers. */
  uncovered: query({ input: period, run: (cx, input) => uncovered(cx.db, input.period) }),
})

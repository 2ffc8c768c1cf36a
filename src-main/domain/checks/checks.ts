/** All checks in words, in the order in which they are shown: money first, then people, then data. */
import { accountChanged } from './account-changed.ts'
import type { CheckWords } from './check.ts'
import { duplicateInvoice } from './duplicate-invoice.ts'
import { exitedBusiness } from './exited-business.ts'
import { grossRange } from './gross-range.ts'
import { noAgreement } from './no-agreement.ts'
import { oddHours } from './odd-hours.ts'
import { onePc } from './one-pc.ts'
import { sharedAccount, sharedIdNumber, sharedPhone, staffPayee } from './shared.ts'
import { splitAdjustments } from './split-adjustments.ts'
import { transferDiffers } from './transfer-differs.ts'
import { twoAccounts } from './two-accounts.ts'

export const CHECKS: readonly CheckWords[] = [
  accountChanged,
  sharedAccount,
  noAgreement,
  transferDiffers,
  duplicateInvoice,
  staffPayee,
  onePc,
  twoAccounts,
  oddHours,
  splitAdjustments,
  exitedBusiness,
  grossRange,
  sharedIdNumber,
  sharedPhone,
]

/** Why a sum is what it is, in a sentence and its arithmetic: gross, fund, difference to last month, payment, tax. */

import type { StatementLine } from '../../../src-main/services/settlements/statements.ts'

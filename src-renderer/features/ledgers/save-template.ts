/** Downloading the template of a kind of workbook. */

import { client } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import type { LedgerKind } from './ledger-kind.ts'

/** Makes the template with the office's own words in its drop-down lists and saves it. */
export async function saveTemplate(kind: LedgerKind): Promise<void> {
  const made = await client.ledgers.template.query({ kind })
  saveExport(made.export, made.name)
}

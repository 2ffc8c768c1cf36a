/** The columns of ledger rows that a list can be ordered by: those with a place among all values of their kind. */

/**
 * Keys of the workbooks' columns. Texts that only identify (numbers, external ids, remarks) are found, not ordered: a million
 * of them would have to be held at once.
 */
export const orderedKeys: ReadonlySet<string> = new Set([
  'sheetRow',
  'date',
  'period',
  'outlet',
  'agent',
  'businessType',
  'brand',
  'plan',
  'item',
  'indicator',
  'status',
  'quantity',
  'amount',
  'count',
  'billed',
  'arrears',
  'own',
  'matched',
  'minutes',
  'value',
  'activationDate',
])

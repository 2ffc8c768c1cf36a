/** What an auditor's check is, and what it finds: the shape that all of them share. */

export type CheckCode =
  | 'accountChanged'
  | 'sharedAccount'
  | 'noAgreement'
  | 'onePc'
  | 'twoAccounts'
  | 'sharedIdNumber'
  | 'sharedPhone'
  | 'staffPayee'
  | 'exitedBusiness'
  | 'splitAdjustments'
  | 'oddHours'
  | 'transferDiffers'
  | 'duplicateInvoice'
  | 'grossRange'

/** A check in words: what it is called, what it looks for and why, what to do about a finding. */
export interface CheckWords {
  readonly code: CheckCode
  readonly title: string
  readonly why: string
  readonly act: string
}

export interface Finding {
  /** Names the same thing at every run of the month. */
  readonly key: string
  /** "agent:A1", as in the record of acts. */
  readonly subject: string
  readonly name: string
  /** What was found, in a sentence. */
  readonly said: string
  /** What it was found by, line by line; with the sentence, what is compared with the last run. Nothing of today is in it. */
  readonly evidence: readonly (readonly [label: string, value: string])[]
  /** The screen that shows it. */
  readonly link: string
  /** Users whom it is about: none of them may wave it through. */
  readonly people?: readonly string[]
}

/** Those that share a value, where two or more do; each group in the order given. Blank values group nothing. */
export function sharing<Row>(rows: readonly Row[], value: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = value(row) ?? ''
    if (key === '') continue
    const known = groups.get(key)
    if (known) known.push(row)
    else groups.set(key, [row])
  }
  for (const [key, group] of groups) if (group.length < 2) groups.delete(key)
  return groups
}

/** A number as people write it in different ways: without blanks and hyphens, letters large. */
export const bareNumber = (text: string | null): string | null =>
  text === null ? null : text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

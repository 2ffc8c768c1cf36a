/** A block copied in Excel or WPS: with its headings, or without them in the order of the workbook's columns. */

import { kindColumns, type LedgerKind } from './ledger-kind.ts'

/** As the back office takes it; more is better saved as a file. */
export const pasteLimit = 5 * 1024 * 1024

/**
 * The block as an import takes it. A first line without a digit is a line of headings, whatever they are called; one with
 * digits in which no cell is a heading of ours is data: then the headings are those of the template, from the left.
 */
export function withHeadings(kind: LedgerKind, text: string): string {
  const first = (text.split(/\r?\n/, 1)[0] ?? '').split('\t').map((cell) => cell.trim())
  const headings = Object.values(kindColumns[kind])
  const named =
    first.some((cell) => headings.includes(cell)) || !first.some((cell) => /\d/.test(cell.normalize('NFKC')))
  return named ? text : `${headings.slice(0, first.length).join('\t')}\n${text}`
}

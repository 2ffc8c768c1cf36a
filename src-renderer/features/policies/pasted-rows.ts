/** Rows pasted from Excel or WPS: cells parted by tabs, rows by line ends; figures as people write them, headings left out. */

import { typedDecimal } from '../../ui/figures.ts'

/**
 * The pasted rows as decimal texts, `width` cells each; null where the text is no table of figures.
 * A percent sign is forgiven, "以上" and units after a figure too; a first line without any figure is a heading.
 */
export function pastedRows(text: string, width: number): string[][] | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
  if (lines.length === 0 || (lines.length === 1 && !lines[0]?.includes('\t'))) return null
  const rows = lines.map((line) => line.split('\t').map(figureOf))
  const body = rows[0]?.every((cell) => cell === undefined) ? rows.slice(1) : rows
  if (body.length === 0) return null
  const cut = body.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''))
  return cut.some((row) => row[0] === '') ? null : cut
}

function figureOf(cell: string): string | undefined {
  const plain = cell
    .normalize('NFKC')
    .trim()
    .replace(/\s*(%|元|户|笔|件|个)?(以上|及以上|起)?$/, '')
    .replace(/^[≥>]=?\s*/, '')
  return typedDecimal(plain)
}

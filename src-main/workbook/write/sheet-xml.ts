/** The XML of one sheet: what stands before the rows, the rows, and what closes it. */
import { type CellWriter, columnWidth, type Sheet, type SheetRow } from './sheet-columns.ts'
import { columnLetters } from './sheet-name.ts'
import { STYLE } from './workbook-parts.ts'

/** Everything before the rows; `head` is the row number of the headings. */
export function opening(sheet: Sheet, head: number): string {
  const pane =
    sheet.frozen === false
      ? ''
      : `<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  const widths = sheet.columns
    .map(
      (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${columnWidth(column)}" customWidth="1"/>`,
    )
    .join('')
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    `${widths === '' ? '' : `<cols>${widths}</cols>`}<sheetData>`
  )
}

/** The title, where there is one, and the headings. */
export function headRows(sheet: Sheet, cells: readonly CellWriter[], head: number): string {
  const title =
    sheet.title === undefined
      ? ''
      : `<row r="1" ht="24" customHeight="1">${cells[0]?.text(sheet.title, '1', STYLE.title) ?? ''}</row>`
  const row = String(head)
  const headings = sheet.columns.map((column, index) => cells[index]!.text(column.heading, row, STYLE.heading)).join('')
  return `${title}<row r="${row}" ht="20" customHeight="1">${headings}</row>`
}

export function rowXml(cells: readonly CellWriter[], values: SheetRow, row: number, bold = false): string {
  const number = String(row)
  let xml = `<row r="${number}">`
  const count = Math.min(cells.length, values.length)
  for (let index = 0; index < count; index++) xml += cells[index]!.cell(values[index], number, bold)
  return `${xml}</row>`
}

/** The totals row and the closing lines below the last data row. */
export function tailRows(sheet: Sheet, cells: readonly CellWriter[], lastRow: number): string {
  let row = lastRow
  let xml = ''
  const { totals } = sheet
  if (typeof totals === 'function') xml += rowXml(cells, totals(), ++row, true)
  if (typeof totals === 'string') {
    const sums = sheet.columns.map((column, index) =>
      index === 0 ? totals : column.sum === true ? cells[index]!.sum : null,
    )
    xml += rowXml(cells, sums, ++row, true)
  }
  for (const line of sheet.closing ?? []) xml += rowXml(cells, line, ++row)
  return xml
}

/** Everything after the rows: the filter, the merged title, and how the sheet prints (A4 across, headings repeated). */
export function closing(sheet: Sheet, head: number, filter: string | null): string {
  const last = columnLetters(Math.max(0, sheet.columns.length - 1))
  return (
    '</sheetData>' +
    (filter === null ? '' : `<autoFilter ref="${filter}"/>`) +
    (head === 1 || last === 'A' ? '' : `<mergeCells count="1"><mergeCell ref="A1:${last}1"/></mergeCells>`) +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>'
  )
}

/** Sheets of modest size that look as they are described: fonts, rules, fills, merged lines, as printed pages are. In the worker. */
import exceljs from 'exceljs'
import { writeAll, writeWhole } from './safe-file.ts'

export interface StyledCell {
  readonly value: string | number | null
  readonly align: 'left' | 'right' | 'center'
  /** Points; 10 where absent. */
  readonly size?: number
  readonly bold?: true
  /** ARGB. */
  readonly colour?: string
  readonly fill?: string
  readonly indent?: true
  /** A hair below, or thin lines above and below. */
  readonly border?: 'hair' | 'ruled'
  /** A number format; text where absent. */
  readonly format?: string
}

export interface StyledRow {
  /** Points. */
  readonly height: number
  /** One cell across all columns, or a cell per column. */
  readonly cells: readonly StyledCell[]
  readonly across?: true
}

export interface StyledSheet {
  /** Valid and unused: see sheet-name.ts. */
  readonly name: string
  /** In characters. */
  readonly widths: readonly number[]
  readonly rows: readonly StyledRow[]
  /** The row (from 1) that is repeated on every printed page. */
  readonly headingRow?: number
  /** Excel's codes for the foot of a printed page. */
  readonly footer: string
}

export interface StyledRequest {
  readonly sheets: readonly StyledSheet[]
  /** The .xlsx to write; an existing file is replaced when the new one is whole. */
  readonly out: string
}

const FONT = '微软雅黑'
const BORDERS: Readonly<Record<'hair' | 'ruled', Partial<exceljs.Borders>>> = {
  hair: { bottom: { style: 'hair', color: { argb: 'FF888888' } } },
  ruled: { top: { style: 'thin' }, bottom: { style: 'thin' } },
}

/** Writes the workbook, A4 upright, as wide as the page. @throws Refusal DISK_FULL, FILE_LOCKED, WRITE_FAILED */
export async function writeStyledWorkbook({ sheets, out }: StyledRequest): Promise<void> {
  const workbook = new exceljs.Workbook()
  for (const styled of sheets) {
    const sheet = workbook.addWorksheet(styled.name, {
      views: [{ showGridLines: false }],
      pageSetup: {
        paperSize: 9,
        orientation: 'portrait',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.7, header: 0.3, footer: 0.35 },
        ...(styled.headingRow === undefined ? {} : { printTitlesRow: `${styled.headingRow}:${styled.headingRow}` }),
      },
      headerFooter: { oddFooter: styled.footer },
    })
    styled.widths.forEach((width, at) => {
      sheet.getColumn(at + 1).width = width
    })
    styled.rows.forEach((row, at) => {
      writeRow(sheet, at + 1, row, styled.widths.length)
    })
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  await writeWhole(out, (file) => writeAll(file, [bytes], 0))
}

function writeRow(sheet: exceljs.Worksheet, at: number, row: StyledRow, columns: number): void {
  if (row.across) sheet.mergeCells(at, 1, at, columns)
  row.cells.forEach((styled, column) => {
    const { value, align, size = 10, bold = false, colour, fill, indent, border, format = '@' } = styled
    const cell = sheet.getCell(at, column + 1)
    cell.value = value
    cell.font = { name: FONT, size, bold, ...(colour === undefined ? {} : { color: { argb: colour } }) }
    cell.numFmt = format
    cell.alignment = {
      vertical: 'middle',
      horizontal: align,
      indent: indent ? 1 : 0,
      ...(typeof value === 'string' ? { wrapText: true } : {}),
    }
    if (border !== undefined) cell.border = BORDERS[border]
    if (fill !== undefined) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } }
  })
  sheet.getRow(at).height = row.height
}

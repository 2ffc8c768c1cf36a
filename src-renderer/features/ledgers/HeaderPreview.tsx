/** The first rows of a sheet as they stand, the row of headings marked; another row is chosen by its button or a click. */

// biome-ignore-all lint/suspicious/noArrayIndexKey: a column of a sheet is its place

import type { InspectedSheet } from './shapes.ts'

interface HeaderPreviewProps {
  readonly sheet: InspectedSheet
  /** The row that was chosen; the one found where absent. */
  readonly asked: number | undefined
  readonly onRow: (row: number) => void
}

/** Columns that are shown; a wider table is not told by more of them. */
const mostColumns = 40

export function HeaderPreview({ sheet, asked, onRow }: HeaderPreviewProps) {
  const { header, rows } = sheet
  // At once, though the columns below it are known only when the file has been looked at again.
  const chosen = asked ?? header?.row
  const width = Math.min(mostColumns, Math.max(1, ...rows.map(({ cells }) => cells.length)))
  const upper = chosen === header?.row ? upperRow(sheet) : undefined
  return (
    <section className="header-preview" aria-label="表的前几行">
      <table className="plain-table">
        <thead>
          <tr>
            <th>表头</th>
            <th className="figure">行号</th>
            {Array.from({ length: width }, (_, at) => (
              <th key={at}>{letters(at)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row} className={rowLook(row, chosen, upper)} onClick={() => onRow(row)}>
              <td>
                <input
                  type="radio"
                  name="header-row"
                  aria-label={`第 ${row} 行是表头`}
                  checked={row === chosen}
                  onChange={() => onRow(row)}
                />
              </td>
              <td className="figure">{row}</td>
              {Array.from({ length: width }, (_, at) => (
                <td key={at} title={cells[at] ?? ''}>
                  {cells[at] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The row with the upper headings, where there are two levels. */
function upperRow({ header, rows }: InspectedSheet): number | undefined {
  if (!header) return undefined
  const own = rows.find(({ row }) => row === header.row)?.cells ?? []
  const flattened = header.headings.some((heading, at) => heading.includes('/') && heading !== (own[at] ?? '').trim())
  return flattened ? header.row - 1 : undefined
}

function rowLook(row: number, header: number | undefined, upper: number | undefined): string {
  if (row === header || row === upper) return 'header-row'
  return header !== undefined && row < header ? 'above' : ''
}

/** 0 → A, 26 → AA, as spreadsheets letter their columns. */
function letters(at: number): string {
  const rest = String.fromCharCode(65 + (at % 26))
  return at < 26 ? rest : `${letters(Math.floor(at / 26) - 1)}${rest}`
}

/** The head and the rows of the sheet of wrong rows. */

// biome-ignore-all lint/a11y/useSemanticElements: rows of a window lie absolutely; table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the one field over the active cell has the focus
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field takes the keys

import { mistakeWords } from '../../../src-main/domain/said/mistake-words.ts'
import { rowHeight } from '../../ui/grid-measures.ts'
import { cellKey } from './draft-edits.ts'
import type { WrongRow } from './shapes.ts'

export const numberWidth = 64
export const wordsWidth = 300
export const sheetWidth = 160

const sheetWords = ({ file, sheet }: WrongRow): string => (sheet === '' ? file : `${file} ${sheet}`)

/** Which row of which file, as an edit names it. */
export const placeOf = ({ source, sheet, row }: WrongRow) => ({ source, sheet, row })

export function Head({
  width,
  heading,
  left,
  quiet,
}: {
  width: number
  heading: string
  left?: number
  quiet?: boolean
}) {
  return (
    <div
      className={`grid-cell${left === undefined ? '' : ' first'}${quiet ? ' quiet' : ''}`}
      role="columnheader"
      title={quiet ? `${heading}：不导入这一列` : heading}
      style={{ width, ...(left === undefined ? {} : { left }) }}
    >
      {heading}
    </div>
  )
}

interface RowProps {
  readonly index: number
  readonly row: WrongRow | undefined
  readonly columns: readonly { heading: string; index: number; width: number; taken: boolean }[]
  readonly several: boolean
  readonly active: number | undefined
  readonly textOf: (row: WrongRow, column: { heading: string; index: number }) => string
  readonly draft: ReadonlyMap<string, string>
  readonly onPick: (column: number) => void
}

export function Row({ index, row, columns, several, active, textOf, draft, onPick }: RowProps) {
  const words = row?.problems.map(mistakeWords).join('；') ?? '…'
  return (
    <div
      className={`grid-row${index % 2 ? ' odd' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      style={{ top: index * rowHeight, height: rowHeight }}
    >
      <div className="grid-cell first tabular" role="gridcell" style={{ width: numberWidth, left: 0 }}>
        {row?.row ?? '…'}
      </div>
      <div className="grid-cell first" role="gridcell" style={{ width: wordsWidth, left: numberWidth }} title={words}>
        {words}
      </div>
      {several ? (
        <div className="grid-cell" role="gridcell" style={{ width: sheetWidth }} title={row && sheetWords(row)}>
          {row ? sheetWords(row) : ''}
        </div>
      ) : null}
      {columns.map((column, at) => {
        const problem = row?.problems.filter((one) => one.column === column.heading)
        const mended = row !== undefined && draft.has(cellKey({ ...placeOf(row), column: column.heading }))
        const level = problem?.some((one) => one.level === 'error') ? 'error' : problem?.length ? 'warning' : ''
        const look = [mended ? 'mended' : level, active === at ? 'active' : '', column.taken ? '' : 'quiet']
        const value = row ? textOf(row, column) : ''
        return (
          <div
            key={column.index}
            className={`grid-cell ${look.filter(Boolean).join(' ')}`}
            role="gridcell"
            style={{ width: column.width }}
            title={problem?.length ? problem.map(mistakeWords).join('；') : value}
            onClick={() => onPick(at)}
          >
            {value}
          </div>
        )
      })}
    </div>
  )
}

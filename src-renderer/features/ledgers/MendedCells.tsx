/** The cells in which an import differs from its file, because they were mended on the screen. */

import { Button } from 'antd'
import { countText } from '../../ui/figures.ts'
import { cellKey, withoutEdits } from './draft-edits.ts'
import type { CellEdit, ImportReport } from './shapes.ts'

interface MendedCellsProps {
  readonly report: ImportReport
  /** Absent: they are a batch's, and stay. */
  readonly onTakeBack?: (cells: readonly CellEdit[]) => void
}

/** The cells in which the import differs from its file: was, is. */
export function MendedCells({ report, onTakeBack }: MendedCellsProps) {
  const { edits } = report
  if (!edits || edits.count === 0) return null
  const several = report.sources.length > 1
  return (
    <details className="report-part" open={onTakeBack === undefined}>
      <summary>在屏幕上改过的格子 {countText(edits.count)} 个，与文件不同</summary>
      <table className="plain-table" aria-label="改过的格子">
        <thead>
          <tr>
            {several ? <th>文件和工作表</th> : null}
            <th className="figure">行号</th>
            <th>列</th>
            <th>文件里是</th>
            <th>改成</th>
            {onTakeBack ? <th>不改了</th> : null}
          </tr>
        </thead>
        <tbody>
          {edits.kept.slice(0, 200).map((one) => (
            <tr key={cellKey(one)}>
              {several ? (
                <td>
                  {report.sources.find(({ source }) => source === one.source)?.fileName} {one.sheet}
                </td>
              ) : null}
              <td className="figure">{one.row}</td>
              <td>{one.column}</td>
              <td>{one.was || '（空）'}</td>
              <td>{one.value || '（空）'}</td>
              {onTakeBack ? (
                <td>
                  <Button
                    type="link"
                    aria-label={`第 ${one.row} 行“${one.column}”改回文件里的`}
                    onClick={() => onTakeBack([one])}
                  >
                    改回去
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {edits.count > 200 ? <p className="quiet">只列出前 200 个。</p> : null}
    </details>
  )
}

/** The choices with cells given back to the file. */
export const takeBack = (edits: readonly CellEdit[], draft: readonly CellEdit[], cells: readonly CellEdit[]) => ({
  edits: withoutEdits(edits, cells),
  draft: withoutEdits(draft, cells),
})

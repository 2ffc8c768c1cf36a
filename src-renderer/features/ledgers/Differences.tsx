/** What an import changes in things and rows that are there already, field by field: before it in the check, after it on the batch. */

import { Acts } from '../../ui/ActButton.tsx'
import type { Column } from '../../ui/column.ts'
import { exportRows } from '../../ui/export-shown.ts'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { countText } from '../../ui/figures.ts'
import { columnWords, type LedgerKind } from './ledger-kind.ts'
import type { ImportReport } from './shapes.ts'

interface DifferencesProps {
  readonly kind: LedgerKind
  readonly report: ImportReport
}

type Difference = NonNullable<ImportReport['differences']>['kept'][number]

const columnsOf = (kind: LedgerKind): readonly Column<Difference>[] => [
  { key: 'row', title: '行号', width: 72, value: (one) => String(one.row) },
  { key: 'code', title: '哪一个', width: 220, value: (one) => one.code },
  { key: 'field', title: '字段', width: 120, value: (one) => columnWords(kind, one.field) },
  { key: 'from', title: '原来是', width: 200, value: (one) => one.from },
  { key: 'to', title: '改成', width: 200, value: (one) => one.to },
  {
    key: 'against',
    title: '与什么比',
    width: 150,
    value: (one) => (one.firstRow === undefined ? '系统里已有的' : `文件第 ${one.firstRow} 行`),
  },
]

export function Differences({ kind, report }: DifferencesProps) {
  const { differences } = report
  if (!differences || differences.fields === 0) return null
  const { rows, fields, kept } = differences
  const columns = columnsOf(kind)
  return (
    <details className="report-part" open>
      <summary>
        已有的改动 {countText(rows)} 个，{countText(fields)} 处
      </summary>
      <div className="differences">
        <div className="inline">
          <Acts
            acts={[{ key: 'save-differences', label: '导出改动', run: () => exportRows('已有的改动', columns, kept) }]}
          />
          {fields > kept.length ? <span className="quiet">列出前 {countText(kept.length)} 处。</span> : null}
        </div>
        <FittedGrid<Difference>
          label="已有的改动"
          columns={columns}
          total={kept.length}
          rowAt={(index) => kept[index]}
          rowKey={(one) => `${one.row} ${one.code} ${one.field}`}
        />
      </div>
    </details>
  )
}

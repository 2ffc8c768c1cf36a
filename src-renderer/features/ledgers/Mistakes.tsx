/** The findings of an import as a list: where, what the cell shows, what is wrong and how to mend it; by column; to download. */

import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { Acts } from '../../ui/ActButton.tsx'
import type { Column } from '../../ui/column.ts'
import { exportRows } from '../../ui/export-shown.ts'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { countText } from '../../ui/figures.ts'
import { mistakeWords } from './import-words.ts'
import type { ImportProblem } from './shapes.ts'

export const mistakeColumns: readonly Column<ImportProblem>[] = [
  { key: 'row', title: '行号', width: 64, kind: 'count', noSum: true, value: (problem) => problem.row },
  { key: 'column', title: '列', width: 110, value: (problem) => problem.column || '整行' },
  { key: 'value', title: '表里写的', width: 190, value: (problem) => problem.value },
  { key: 'words', title: '哪里不对，怎么改', width: 620, value: mistakeWords },
]

interface MistakesProps {
  readonly title: string
  readonly problems: readonly ImportProblem[]
  /** All there are, where only the first are listed. */
  readonly total: number
  readonly fileName: string
  readonly tone?: 'wrong' | 'late'
}

export function Mistakes({ title, problems, total, fileName, tone = 'wrong' }: MistakesProps) {
  const [column, setColumn] = useState<string>()
  const choices = useMemo(() => {
    const counts = new Map<string, number>()
    for (const problem of problems) counts.set(problem.column, (counts.get(problem.column) ?? 0) + 1)
    return [...counts].map(([value, count]) => ({ value, label: `${value || '整行'}（${count}）` }))
  }, [problems])
  const shown = column === undefined ? problems : problems.filter((problem) => problem.column === column)
  if (problems.length === 0) return null
  return (
    <section className="mistakes" aria-label={title}>
      <header>
        <h2 className={tone}>
          {title} {countText(total)} 处
        </h2>
        <Select
          allowClear
          aria-label="按列筛选"
          placeholder="按列筛选"
          style={{ width: 170 }}
          options={choices}
          value={column ?? null}
          onChange={(next: string | null | undefined) => setColumn(next ?? undefined)}
        />
        <Acts
          acts={[
            {
              key: 'save-mistakes',
              label: '下载清单',
              run: () => exportRows(`${title}-${fileName.replace(/\.[^.]*$/, '')}`, mistakeColumns, shown),
            },
          ]}
        />
        {total > problems.length ? <span className="quiet">先列出前 {countText(problems.length)} 处。</span> : null}
      </header>
      <FittedGrid<ImportProblem>
        label={title}
        columns={mistakeColumns}
        total={shown.length}
        rowAt={(index) => shown[index]}
        rowKey={(problem) => `${problem.row} ${problem.column} ${problem.code}`}
      />
    </section>
  )
}

/** 试评: the draft as it stands on any past period, beside the form: every outlet with its score, rank and grade, and why. */

import { useMemo, useState } from 'react'
import { gradeOrder, type Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { countText } from '../../ui/figures.ts'
import { Grid } from '../../ui/Grid.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import { sortedRows } from '../../ui/rows-in-hand.ts'
import { useKeys } from '../../ui/useKeys.ts'
import type { ListSort } from '../../ui/useListRows.ts'
import { useRunAct } from '../../ui/useRunAct.ts'
import { resultReason } from './result-reason.ts'
import type { GradingResult } from './shapes.ts'

interface Trial {
  readonly period: Month
  readonly scheme: Scheme
  readonly results: readonly GradingResult[]
}

interface TrialPaneProps {
  /** As it would be saved. */
  readonly scheme: Scheme
  /** Why it cannot be tried now. */
  readonly disabled: string | undefined
}

export function TrialPane({ scheme, disabled }: TrialPaneProps) {
  const { period: worked } = useMonth()
  const { run } = useRunAct()
  const [period, setPeriod] = useState<Month>(worked)
  const [trial, setTrial] = useState<Trial>()
  const act: Act = {
    key: 'try',
    label: '试评',
    shortcut: 'Ctrl+Enter',
    disabled,
    run: async () => setTrial({ period, scheme, results: await client.gradings.tryOut.mutate({ scheme, period }) }),
  }
  useKeys({ 'Ctrl+Enter': () => run(act) })
  const isOld = trial !== undefined && JSON.stringify(trial.scheme) !== JSON.stringify(scheme)
  return (
    <aside className="trial-pane" aria-label="试评">
      <div className="trial-ask">
        <span>用</span>
        <MonthPicker aria-label="试评月份" value={period} onChange={(month) => month && setPeriod(month)} />
        <span>的数</span>
        <Acts acts={[act]} />
      </div>
      {trial ? (
        <>
          {isOld ? <p className="late">试评之后又改过，要看新的结果请再试一次。</p> : null}
          <TrialResults trial={trial} />
        </>
      ) : (
        <p className="quiet">
          选一个有数的月份，点“试评”：逐个网点列出得分、名次和等级，打开一行看每项怎么得的分。不保存，也不影响现在的等级。
        </p>
      )}
    </aside>
  )
}

function TrialResults({ trial }: { readonly trial: Trial }) {
  const { results, scheme } = trial
  const [sort, setSort] = useState<ListSort | undefined>()
  const [open, setOpen] = useState<GradingResult>()
  const columns = useMemo(() => trialColumns(scheme), [scheme])
  const rows = useMemo(() => sortedRows(results, columns, sort), [results, columns, sort])
  const missing = results.reduce(
    (sum, { indicators }) => sum + indicators.filter(({ value }) => value === null).length,
    0,
  )
  return (
    <>
      <p className="said">
        评了 {countText(results.length)} 家：
        {gradeOrder(scheme.grades)
          .map((grade) => {
            const count = results.filter((result) => result.grade === grade).length
            return `${gradeWords(grade, scheme.result)} ${countText(count)}`
          })
          .join('、')}
        {missing > 0 ? `；缺 ${countText(missing)} 个数` : ''}。
      </p>
      <Grid<GradingResult>
        label="试评结果"
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        rowKey={(row) => row.outlet}
        sort={sort}
        onSort={setSort}
        onOpen={setOpen}
        empty={<p className="quiet">这个月没有网点符合方案的范围。</p>}
      />
      {open ? (
        <ReasonDrawer
          open
          onClose={() => setOpen(undefined)}
          title={`${open.name}　${open.outlet}`}
          reason={resultReason(open, scheme)}
        />
      ) : null}
    </>
  )
}

const trialColumns = (scheme: Scheme): readonly Column<GradingResult>[] => [
  ...(scheme.groupBy === undefined || scheme.groupBy === 'none'
    ? []
    : [{ key: 'group', title: '组', width: 72, value: (row: GradingResult) => row.group, sortable: true }]),
  { key: 'rank', title: '名次', width: 46, kind: 'count', noSum: true, value: (row) => row.rank, sortable: true },
  { key: 'name', title: '网点', width: 140, value: (row) => row.name, sortable: true },
  { key: 'total', title: '总分', width: 62, kind: 'money', noSum: true, value: (row) => row.total, sortable: true },
  { key: 'grade', title: '等级', width: 46, value: (row) => row.grade, sortable: true },
  { key: 'before', title: '现在', width: 46, value: (row) => row.before, sortable: true },
  ...scheme.indicators.map(
    ({ code, title }): Column<GradingResult> => ({
      key: `i:${code}`,
      title,
      width: 76,
      kind: 'money',
      noSum: true,
      value: (row) => row.indicators.find((one) => one.code === code)?.score,
      sortable: true,
    }),
  ),
]

/** 预览: who rises and falls, what each lacked to the next grade, and what the new grades would have cost in commission. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords, vetoSentence } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { countText, moneyText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { moveWords } from './result-figures.ts'
import type { GradingCost, GradingDetail, Preview, PreviewRow } from './shapes.ts'

interface PreviewTabProps {
  readonly grading: GradingDetail
  readonly listAt: (filter: Readonly<Record<string, string>>) => string
}

export function PreviewTab({ grading, listAt }: PreviewTabProps) {
  const asked = useQuery(trpc.gradings.preview.queryOptions({ id: grading.id }))
  const { period: worked } = useMonth()
  const [month, setMonth] = useState<Month>(worked < grading.months[1] ? worked : addMonths(grading.months[1], 0))
  const [cost, setCost] = useState<GradingCost>()
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const run: Act = {
    key: 'cost',
    label: '算酬金影响',
    run: async () => setCost(await client.gradings.previewCost.mutate({ id: grading.id, period: month })),
  }
  return (
    <div className="preview-tab">
      <div className="preview-head">
        <p>
          {(['up', 'down', 'same', 'first'] as const).map((move) => (
            <Link key={move} to={listAt({ move })} className="move-count">
              {moveWords[move]} {countText(asked.data.counts[move])} 家
            </Link>
          ))}
        </p>
        <div className="trial-ask">
          <span>照</span>
          <MonthPicker aria-label="用哪个月的数" value={month} onChange={(next) => next && setMonth(next)} />
          <span>的业务和政策，新等级比原等级多付多少</span>
          <Acts acts={[run]} />
        </div>
      </div>
      {cost ? <CostSaid cost={cost} /> : null}
      <PreviewList grading={grading} preview={asked.data} cost={cost} />
    </div>
  )
}

function CostSaid({ cost }: { readonly cost: GradingCost }) {
  const shown = cost.clauses.filter(({ difference }) => Number(difference) !== 0)
  return (
    <section aria-label="酬金影响" className="cost-said">
      <p className="said">
        照{monthWords(cost.period)}：原等级付 {moneyText(cost.old)} 元，新等级付 {moneyText(cost.new)} 元，
        {Number(cost.difference) < 0 ? '少' : '多'}付 {moneyText(cost.difference.replace('-', ''))} 元；
        {countText(cost.changed)} 家有变化。不含对已结账酬金的扣回，两边一样。
      </p>
      {shown.length > 0 ? (
        <table className="plain-table" aria-label="各条款的酬金影响">
          <thead>
            <tr>
              <th>条款</th>
              <th className="figure">原等级（元）</th>
              <th className="figure">新等级（元）</th>
              <th className="figure">差额（元）</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((clause) => (
              <tr key={`${clause.policy} ${clause.clause}`}>
                <td>
                  {clause.title} <span className="quiet">{clause.policyTitle}</span>
                </td>
                <td className="figure">
                  <Money value={clause.old} />
                </td>
                <td className="figure">
                  <Money value={clause.new} />
                </td>
                <td className="figure">
                  <Money value={clause.difference} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}

type Row = PreviewRow & { readonly cost: GradingCost['outlets'][number] | undefined }

const filters: readonly Filter[] = [
  {
    key: 'move',
    label: '升降',
    kind: 'choice',
    width: 100,
    options: Object.entries(moveWords).map(([value, label]) => ({ value, label })),
  },
]

interface PreviewListProps {
  readonly grading: GradingDetail
  readonly preview: Preview
  readonly cost: GradingCost | undefined
}

function PreviewList({ grading, preview, cost }: PreviewListProps) {
  const scheme = grading.document
  const rows = useMemo((): Row[] => {
    const byOutlet = new Map(cost?.outlets.map((one) => [one.outlet, one]))
    return preview.rows.map((row) => ({ ...row, cost: byOutlet.get(row.outlet) }))
  }, [preview, cost])
  const columns = useMemo(() => previewColumns(scheme, cost !== undefined), [scheme, cost])
  const source = useMemo(
    (): ListSource<Row> => ({
      queryKey: ['gradings', 'preview', rows],
      fetch: async (asked) =>
        answerFromRows(rows, asked, {
          columns,
          found: (row, typed) => row.outlet.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes: (row, filter) => !filter.move || row.move === filter.move,
          ...(cost ? { sums: ['old', 'new', 'difference'] } : {}),
        }),
    }),
    [rows, columns, cost],
  )
  return (
    <div className="preview-list">
      <ListPage<Row>
        list={cost ? 'grading-preview-cost' : 'grading-preview'}
        title={`评定预览-${grading.title}-${grading.period}`}
        inTab
        columns={columns}
        filters={filters}
        searchHint="网点编码、名称、拼音首字母"
        rowKey={(row) => row.outlet}
        source={source}
        empty={<p className="quiet">没有网点参加评定。</p>}
      />
    </div>
  )
}

/** 升 1 级, 降 2 级, 不变, 首次. */
export const stepsWords = ({ move, steps }: Pick<PreviewRow, 'move' | 'steps'>): string =>
  move === 'up' || move === 'down' ? `${moveWords[move]} ${Math.abs(steps)} 级` : moveWords[move]

/** 差 1.25 分到 A 级（前 7 名）. */
export function lackingWords({ lacking, vetoed }: Pick<PreviewRow, 'lacking' | 'vetoed'>, scheme: Scheme): string {
  if (vetoed) return `一票否决：${vetoSentence(vetoed, scheme.result)}`
  if (!lacking) return '已是最高'
  const rank = lacking.toRank === null ? '' : `（前 ${lacking.toRank} 名）`
  return `差 ${lacking.points} 分到 ${gradeWords(lacking.grade, scheme.result)}${rank}`
}

function previewColumns(scheme: Scheme, withCost: boolean): readonly Column<Row>[] {
  const said = (grade: string | null) => (grade === null ? null : gradeWords(grade, scheme.result))
  return [
    { key: 'outlet', title: '网点编码', width: 100, value: (row) => row.outlet, sortable: true },
    { key: 'name', title: '网点名称', width: 200, value: (row) => row.name, sortable: true },
    ...(scheme.groupBy === undefined || scheme.groupBy === 'none'
      ? []
      : [{ key: 'group', title: '组', width: 90, value: (row: Row) => row.group, sortable: true }]),
    { key: 'rank', title: '名次', width: 50, kind: 'count', noSum: true, value: (row) => row.rank, sortable: true },
    { key: 'total', title: '总分', width: 66, kind: 'money', noSum: true, value: (row) => row.total, sortable: true },
    { key: 'before', title: '原来', width: 60, value: (row) => said(row.before), sortable: true },
    { key: 'grade', title: '新的', width: 60, value: (row) => said(row.grade), sortable: true },
    {
      key: 'move',
      title: '升降',
      width: 76,
      value: stepsWords,
      show: (row) => (
        <span className={row.move === 'up' ? 'move-up' : row.move === 'down' ? 'move-down' : 'quiet'}>
          {stepsWords(row)}
        </span>
      ),
      sortable: true,
    },
    { key: 'lacking', title: '离上一级', width: 210, value: (row) => lackingWords(row, scheme), sortable: true },
    ...(withCost
      ? (['old', 'new', 'difference'] as const).map(
          (key): Column<Row> => ({
            key,
            title: { old: '原等级酬金', new: '新等级酬金', difference: '差额' }[key],
            width: 100,
            kind: 'money',
            value: (row) => row.cost?.[key],
            sortable: true,
          }),
        )
      : []),
  ]
}

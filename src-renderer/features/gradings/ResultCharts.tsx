/** 图: distribution of grades, movement between grades, each indicator's spread, an outlet against its group; each value opens its outlets. */

import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { Chart } from '../../ui/Chart.tsx'
import { countText } from '../../ui/figures.ts'
import { againstGroup, binsOf, distribution, groupsOf, movement, NO_GRADE } from './result-figures.ts'
import type { GradingResult } from './shapes.ts'

interface ResultChartsProps {
  readonly scheme: Scheme
  readonly results: readonly GradingResult[]
  /** Opens the list with these filters. */
  readonly onList: (filter: Readonly<Record<string, string>>) => void
}

export function ResultCharts(props: ResultChartsProps) {
  return (
    <div className="result-charts">
      <Distribution {...props} />
      <Movement {...props} />
      <Spread {...props} />
      <AgainstGroup {...props} />
    </div>
  )
}

function Distribution({ scheme, results, onList }: ResultChartsProps) {
  const { grades, groups } = useMemo(() => distribution(results, scheme), [results, scheme])
  return (
    <Chart
      title="各级多少家"
      categoryTitle="等级"
      unit="家"
      categories={grades.map((grade) => gradeWords(grade, scheme.result))}
      series={groups.map(({ group, counts }) => ({ name: group || '网点', values: counts, stack: 'all' }))}
      onOpen={(category, series) => {
        const group = groups[series]?.group
        onList({ grade: grades[category] ?? '', ...(group ? { group } : {}) })
      }}
    />
  )
}

/** From the grade before to the new one; each cell opens its outlets. */
function Movement({ scheme, results, onList }: ResultChartsProps) {
  const { before, now, counts } = useMemo(() => movement(results, scheme), [results, scheme])
  const said = (grade: string) => (grade === NO_GRADE ? '没有' : gradeWords(grade, scheme.result))
  const shown = before
    .map((grade, row) => ({ grade, row }))
    .filter(({ row }) => counts[row]?.some((count) => count > 0))
  return (
    <figure className="chart" aria-label="升降">
      <figcaption>从原来的等级到新的等级</figcaption>
      <table className="plain-table movement" aria-label="从原来的等级到新的等级">
        <thead>
          <tr>
            <th scope="col">原来 ＼ 新</th>
            {now.map((grade) => (
              <th key={grade} scope="col" className="figure">
                {said(grade)}
              </th>
            ))}
            <th scope="col" className="figure">
              合计
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ grade, row }) => (
            <tr key={grade}>
              <th scope="row">{said(grade)}</th>
              {now.map((to, column) => {
                const count = counts[row]?.[column] ?? 0
                const at = now.indexOf(grade)
                const look =
                  at < 0 || count === 0 ? '' : column < at ? 'moved-up' : column > at ? 'moved-down' : 'stayed'
                return (
                  <td key={to} className={`figure ${look}`}>
                    {count === 0 ? (
                      <span className="quiet">0</span>
                    ) : (
                      <button
                        type="button"
                        className="why"
                        title="打开名单"
                        onClick={() => onList({ before: grade === NO_GRADE ? 'none' : grade, grade: to })}
                      >
                        {countText(count)}
                      </button>
                    )}
                  </td>
                )
              })}
              <td className="figure">{countText(counts[row]?.reduce((sum, count) => sum + count, 0) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">绿底升级，橙底降级；点数字看名单。</p>
    </figure>
  )
}

function Spread({ scheme, results, onList }: ResultChartsProps) {
  const [code, setCode] = useState(scheme.indicators[0]?.code ?? '')
  const groups = useMemo(() => groupsOf(results), [results])
  const [group, setGroup] = useState<string>()
  const indicator = scheme.indicators.find((one) => one.code === code)
  const bins = useMemo(() => {
    const shown = results.filter((one) => group === undefined || one.group === group)
    const values = shown.flatMap((one) => one.indicators.find((each) => each.code === code)?.value ?? [])
    return binsOf(values.map(Number))
  }, [results, code, group])
  return (
    <div className="chart-asked">
      <div className="inline">
        <Select
          aria-label="看哪个指标"
          style={{ width: 160 }}
          value={code}
          options={scheme.indicators.map((one) => ({ value: one.code, label: one.title }))}
          onChange={setCode}
        />
        {groups.length > 1 ? (
          <Select
            aria-label="看哪一组"
            style={{ width: 120 }}
            allowClear
            placeholder="全部组"
            options={groups.map((one) => ({ value: one, label: one }))}
            onChange={(next: string | undefined) => setGroup(next)}
          />
        ) : null}
      </div>
      <Chart
        title={`${indicator?.title ?? ''}的值怎样分布`}
        categoryTitle="值"
        unit="家"
        categories={bins.map(({ from, to }) => (from === to ? countText(from) : `${countText(from)}–${countText(to)}`))}
        series={[{ name: '网点', values: bins.map(({ count }) => count) }]}
        onOpen={(at) => {
          const bin = bins[at]
          if (bin) onList({ between: `${code},${bin.from},${bin.to}`, ...(group ? { group } : {}) })
        }}
      />
    </div>
  )
}

function AgainstGroup({ scheme, results, onList }: ResultChartsProps) {
  const [outlet, setOutlet] = useState(results[0]?.outlet ?? '')
  return (
    <div className="chart-asked">
      <Select
        aria-label="看哪个网点"
        style={{ width: 260 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={outlet}
        options={results.map((one) => ({ value: one.outlet, label: `${one.outlet} ${one.name}` }))}
        onChange={setOutlet}
      />
      <OutletAgainstGroup scheme={scheme} results={results} outlet={outlet} onOpen={() => onList({ q: outlet })} />
    </div>
  )
}

interface OutletAgainstGroupProps {
  readonly scheme: Scheme
  readonly results: readonly GradingResult[]
  readonly outlet: string
  readonly onOpen: (indicator: string) => void
}

/** The scores of one outlet beside the mean and the best of its group. */
export function OutletAgainstGroup({ scheme, results, outlet, onOpen }: OutletAgainstGroupProps) {
  const against = useMemo(() => againstGroup(results, outlet, scheme) ?? [], [results, outlet, scheme])
  return (
    <Chart
      title="各项得分与同组相比"
      categoryTitle="指标"
      unit="分"
      categories={against.map(({ title, weight }) => `${title}（${weight}）`)}
      series={[
        { name: '这个网点', values: against.map(({ own }) => own), tone: 'blue' },
        { name: '同组平均', values: against.map(({ mean }) => mean), tone: 'grey' },
        { name: '同组最高', values: against.map(({ best }) => best), tone: 'pale' },
      ]}
      say={(value) => value.toFixed(2)}
      onOpen={(at) => onOpen(against[at]?.code ?? '')}
    />
  )
}

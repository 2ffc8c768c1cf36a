/** The scores, ranks and grades of a grading as a list: groups, moves, what is missing; every figure opens its reason. */

import { type ReactNode, useMemo } from 'react'
import { gradeOrder, type Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { scoreNoteWords } from '../../../src-main/domain/said/scheme-words.ts'
import { matchesName } from '../../app/find.ts'
import { useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListFilter, ListSource } from '../../ui/useListRows.ts'
import { groupsOf, inBin, type Move, moveOf, moveWords, NO_GRADE } from './result-figures.ts'
import type { GradingResult } from './shapes.ts'

/** What is asked about: the whole result, or one indicator of it. */
export interface WhyAsked {
  readonly result: GradingResult
  readonly indicator?: string
}

interface ResultListProps {
  /** Of what this is the list; part of the printed title and the exported file's name. */
  readonly title: string
  readonly scheme: Scheme
  readonly results: readonly GradingResult[]
  readonly onWhy: (asked: WhyAsked) => void
  readonly acts?: readonly Act[]
  readonly above?: ReactNode
}

export function ResultList({ title, scheme, results, onWhy, acts = [], above }: ResultListProps) {
  const { county } = useSession()
  const columns = useMemo(() => resultColumns(scheme, onWhy), [scheme, onWhy])
  const filters = useMemo(() => resultFilters(scheme, results), [scheme, results])
  const source = useMemo(
    (): ListSource<GradingResult> => ({
      queryKey: ['gradings', 'results', title, results],
      fetch: async (asked) =>
        answerFromRows(results, asked, {
          columns,
          found: (row, typed) => row.outlet.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes: (row, filter) => passes(row, filter, scheme, results),
        }),
    }),
    [title, results, columns, scheme],
  )
  return (
    <ListPage<GradingResult>
      list={`grading-results-${scheme.code}`}
      title={title}
      inTab
      columns={columns}
      filters={filters}
      searchHint="网点编码、名称、拼音首字母"
      rowKey={(row) => row.outlet}
      source={source}
      acts={acts}
      onOpen={(result) => onWhy({ result })}
      signed={county?.name ?? ''}
      above={above}
      empty={<p className="quiet">没有网点符合方案的范围。</p>}
    />
  )
}

const isGrouped = ({ groupBy }: Scheme): boolean => groupBy !== undefined && groupBy !== 'none'

function resultFilters(scheme: Scheme, results: readonly GradingResult[]): readonly Filter[] {
  const grades = gradeOrder(scheme.grades)
  const before = [...new Set(results.map((one) => one.before ?? NO_GRADE))]
  return [
    {
      key: 'grade',
      label: '等级',
      kind: 'choice',
      width: 90,
      options: grades.map((grade) => ({ value: grade, label: gradeWords(grade, scheme.result) })),
    },
    {
      key: 'move',
      label: '升降',
      kind: 'choice',
      width: 90,
      options: Object.entries(moveWords).map(([value, label]) => ({ value, label })),
    },
    ...(isGrouped(scheme)
      ? [
          {
            key: 'group',
            label: '组',
            kind: 'choice' as const,
            width: 110,
            options: groupsOf(results).map((group) => ({ value: group, label: group || '（没有组）' })),
          },
        ]
      : []),
    {
      key: 'missing',
      label: '缺数',
      kind: 'choice',
      width: 120,
      options: [
        { value: 'any', label: '有缺数的' },
        ...scheme.indicators.map(({ code, title }) => ({ value: code, label: `缺${title}` })),
      ],
    },
    {
      key: 'before',
      label: '原来的等级',
      kind: 'choice',
      more: true,
      options: before.map((grade) => ({
        value: grade === NO_GRADE ? 'none' : grade,
        label: grade === NO_GRADE ? '没有' : gradeWords(grade, scheme.result),
      })),
    },
    // set by the doors of the chart of an indicator's spread
    { key: 'between', label: '某项的值：指标编码,从,到', kind: 'text', more: true, width: 220 },
  ]
}

function passes(row: GradingResult, filter: ListFilter, scheme: Scheme, results: readonly GradingResult[]): boolean {
  const { grade, move, group, missing, before, between } = filter
  if (grade && row.grade !== grade) return false
  if (move && moveOf(row, gradeOrder(scheme.grades)) !== move) return false
  if (group && row.group !== group) return false
  if (before && (row.before ?? 'none') !== before) return false
  if (missing && !row.indicators.some(({ code, value }) => value === null && (missing === 'any' || missing === code)))
    return false
  return !between || isBetween(row, String(between), results)
}

/** Whether an indicator's value lies between two figures, as the chart of its spread counts it. */
function isBetween(row: GradingResult, written: string, results: readonly GradingResult[]): boolean {
  const [code, from, to] = written.split(/[,，]/)
  const valueFor = (one: GradingResult) => one.indicators.find((indicator) => indicator.code === code)?.value ?? null
  const value = valueFor(row)
  if (value === null) return false
  const most = Math.max(...results.map((one) => Number(valueFor(one) ?? Number.NEGATIVE_INFINITY)))
  return inBin({ from: Number(from), to: Number(to) }, Number(value), Number(to) >= most)
}

const moveTones: Readonly<Record<Move, string>> = { up: 'move-up', down: 'move-down', same: 'quiet', first: '' }

function resultColumns(scheme: Scheme, onWhy: (asked: WhyAsked) => void): readonly Column<GradingResult>[] {
  const order = gradeOrder(scheme.grades)
  const door = (text: string, asked: WhyAsked) => (
    <button type="button" className="why" title="为什么是这个分" onClick={() => onWhy(asked)}>
      {text}
    </button>
  )
  return [
    { key: 'outlet', title: '网点编码', width: 100, value: (row) => row.outlet, sortable: true },
    { key: 'name', title: '网点名称', width: 190, value: (row) => row.name, sortable: true },
    ...(isGrouped(scheme)
      ? [{ key: 'group', title: '组', width: 84, value: (row: GradingResult) => row.group, sortable: true }]
      : []),
    {
      key: 'rank',
      title: '名次',
      width: 50,
      kind: 'count',
      noSum: true,
      value: (row) => row.rank,
      show: (row) => door(String(row.rank), { result: row }),
      sortable: true,
    },
    {
      key: 'total',
      title: '总分',
      width: 66,
      kind: 'money',
      noSum: true,
      value: (row) => row.total,
      show: (row) => door(row.total, { result: row }),
      sortable: true,
    },
    {
      key: 'grade',
      title: scheme.result === 'star' ? '新星级' : '新等级',
      width: 60,
      value: (row) => row.grade,
      show: (row) => door(gradeWords(row.grade, scheme.result), { result: row }),
      sortable: true,
    },
    { key: 'before', title: '原来', width: 50, value: (row) => row.before, sortable: true },
    {
      key: 'move',
      title: '升降',
      width: 50,
      value: (row) => moveWords[moveOf(row, order)],
      show: (row) => <span className={moveTones[moveOf(row, order)]}>{moveWords[moveOf(row, order)]}</span>,
      sortable: true,
    },
    ...scheme.indicators.map(
      ({ code, title, weight }): Column<GradingResult> => ({
        key: `score:${code}`,
        title: `${title}（${weight}）`,
        width: 60 + 14 * title.length,
        kind: 'money',
        noSum: true,
        value: (row) => row.indicators.find((one) => one.code === code)?.score,
        show: (row) => {
          const found = row.indicators.find((one) => one.code === code)
          if (!found) return null
          return found.note ? (
            <span className="late" title={scoreNoteWords(found.note)}>
              {door(found.note === 'MISSING' ? '缺数' : found.score, { result: row, indicator: code })}
            </span>
          ) : (
            door(found.score, { result: row, indicator: code })
          )
        },
        sortable: true,
      }),
    ),
    ...scheme.indicators.map(
      ({ code, title }): Column<GradingResult> => ({
        key: `value:${code}`,
        title: `${title}值`,
        width: 90,
        kind: 'count',
        noSum: true,
        hidden: true,
        value: (row) => row.indicators.find((one) => one.code === code)?.value,
        sortable: true,
      }),
    ),
    {
      key: 'city',
      title: '市考核',
      width: 66,
      kind: 'money',
      noSum: true,
      hidden: true,
      value: (row) => row.city,
      sortable: true,
    },
    {
      key: 'county',
      title: '县考核',
      width: 66,
      kind: 'money',
      noSum: true,
      hidden: true,
      value: (row) => row.county,
      sortable: true,
    },
    {
      key: 'bonus',
      title: '加分',
      width: 60,
      kind: 'money',
      noSum: true,
      hidden: !scheme.bonuses?.length,
      value: (row) => row.bonus,
      sortable: true,
    },
    {
      key: 'vetoed',
      title: '否决',
      width: 90,
      hidden: !scheme.vetoes?.length,
      value: (row) => row.vetoed?.indicator,
      sortable: true,
    },
  ]
}

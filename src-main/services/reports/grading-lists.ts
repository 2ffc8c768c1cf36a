/** Gradings on paper and as workbooks: the public notice for the wall, the result with its changes to sign, outlets' score sheets. */
import { decimal, fromText, multiply, ofInteger, toDecimalText, twoPlaces } from '../../domain/exact.ts'
import { gradeWords, levelSentence, vetoSentence } from '../../domain/grading/scheme-sentence.ts'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { spanWords } from '../../domain/said/grading-words.ts'
import { scoreSaid } from '../../domain/said/score-words.ts'
import { type Grading, getGrading, gradingBase, listGradings } from '../gradings/gradings.ts'
import { keptResults } from '../gradings/kept-results.ts'
import { type Preview, previewGrading } from '../gradings/preview.ts'
import type { KeptResult } from '../gradings/results.ts'
import type { Office } from '../office.ts'
import { todayOf } from '../query.ts'
import { localMinute } from '../wall-clock.ts'
import type { ListCell, ListColumn, ListReport, ListRow } from './list-pages.ts'
import type { MonthHead } from './month-books.ts'
import { LANDSCAPE } from './paper.ts'

export type GradingReport = 'grading-notice' | 'grading-results' | 'grading-sheets'

export const GRADING_TITLES: Readonly<Record<GradingReport, string>> = {
  'grading-notice': '评定结果公示',
  'grading-results': '评定结果表',
  'grading-sheets': '网点得分表',
}

export const isGradingReport = (name: string): name is GradingReport => Object.hasOwn(GRADING_TITLES, name)

export interface GradingReportAsked {
  readonly name: GradingReport
  readonly period: Month
  /** One grading; without it the standing ones of the period, or the scheme's. */
  readonly grading?: number | undefined
  readonly scheme?: string | undefined
  /** Score sheets of these only. */
  readonly outlets?: readonly string[] | undefined
}

/** A list with the head of its own grading. */
export interface HeadedList {
  readonly head: MonthHead
  readonly report: ListReport
}

/** The lists of a report, one after another. @throws Refusal NOT_FOUND where the period has no grading, or for an outlet */
export function* gradingLists(
  office: Pick<Office, 'store' | 'clock'>,
  asked: GradingReportAsked,
): Generator<HeadedList> {
  const { read } = office.store
  const cx = { db: read, today: todayOf(office.clock) }
  const gradings =
    asked.grading === undefined
      ? listGradings(cx, { period: asked.period, scheme: asked.scheme, standing: true }).toReversed()
      : [getGrading(cx, asked.grading)]
  if (gradings.length === 0) throw new Refusal('NOT_FOUND', { what: 'grading', name: asked.scheme ?? asked.period })
  const sheets = new Set(asked.outlets)
  for (const grading of gradings) {
    const head = headOf(office, grading)
    const results = keptResults(read, grading.id).map(({ result }) => result)
    switch (asked.name) {
      case 'grading-notice':
        yield { head, report: noticeList(grading, results) }
        break
      case 'grading-results':
        yield { head, report: resultList(office, grading, results) }
        break
      case 'grading-sheets':
        for (const result of results) {
          if (asked.outlets && !sheets.delete(result.outlet)) continue
          yield { head, report: scoreSheet(office, grading, result, results) }
        }
    }
  }
  const [unknown] = asked.name === 'grading-sheets' ? sheets : []
  if (unknown !== undefined) throw new Refusal('NOT_FOUND', { what: 'result', name: unknown })
}

function headOf({ store, clock }: Pick<Office, 'store' | 'clock'>, grading: Grading): MonthHead {
  const county = store.read.get<{ name: string }>('SELECT name FROM county')
  return {
    county: county?.name ?? '',
    period: grading.period,
    periodWords: spanWords(grading.months),
    trial: false,
    preparedBy: grading.scoredBy ?? grading.publishedBy,
    reviewedBy: grading.reviewedBy,
    approvedBy: grading.finalBy ?? grading.publishedBy,
    printedAt: localMinute(clock.now()),
  }
}

/** A score with two places, as the lists' numbers are kept: hundredths. */
const points = (text: string): number => Number(toDecimalText(multiply(decimal(text), ofInteger(100))))

const who = ({ name, outlet }: Pick<KeptResult, 'name' | 'outlet'>): ListCell => ({ main: name, under: outlet })
const whole = LANDSCAPE.width

/** How many have each grade: A 级 12 家，B 级 36 家. */
function countWords(grading: Grading, results: readonly KeptResult[]): string {
  const counts = Map.groupBy(results, ({ grade }) => grade)
  return [...counts]
    .sort(([a], [b]) => (grading.result === 'star' ? (a < b ? 1 : -1) : a < b ? -1 : 1))
    .map(([grade, own]) => `${gradeWords(grade, grading.result)} ${own.length} 家`)
    .join('，')
}

function noticeList(grading: Grading, results: readonly KeptResult[]): ListReport {
  const grouped = results.some(({ group }) => group !== '')
  const rows = results.map(
    (result): ListRow => ({
      kind: 'plain',
      cells: [
        ...(grouped ? [result.group] : []),
        String(result.rank),
        result.outlet,
        result.name,
        points(result.total),
        gradeWords(result.grade, grading.result),
        result.changed ? `异议成立：${result.changed.reason}` : result.vetoed ? '一票否决' : '',
      ],
    }),
  )
  const columns: ListColumn[] = [
    ...(grouped ? [{ title: '组', width: 34, align: 'left' as const }] : []),
    { title: '名次', width: 14, align: 'center' },
    { title: '网点编码', width: 30, align: 'left' },
    { title: '网点名称', width: whole - 172 - (grouped ? 34 : 0) + 30, align: 'left' },
    { title: '总分', width: 20, align: 'right' },
    { title: grading.result === 'star' ? '星级' : '等级', width: 18, align: 'center' },
    { title: '说明', width: 60, align: 'left' },
  ]
  const { notice } = grading
  return {
    title: `${grading.title}${GRADING_TITLES['grading-notice']}`,
    note: notice ? `公示 ${notice.from} 至 ${notice.to}` : '',
    unit: '单位：分',
    lead: notice?.text ?? '',
    columns: fitted(columns),
    rows,
    sums: ['', ...(grouped ? [''] : []), '合　计', `${results.length} 家`],
    closing: [{ label: '等级', text: countWords(grading, results) }],
  }
}

/** The columns with the third-widest text taking what is left of the page. */
function fitted(columns: readonly ListColumn[]): ListColumn[] {
  const others = columns.filter(({ title }) => title !== '网点名称').reduce((sum, { width }) => sum + width, 0)
  return columns.map((column) => (column.title === '网点名称' ? { ...column, width: whole - others } : column))
}

const MOST_INDICATORS = 8
const MOVES: Readonly<Record<Preview['rows'][number]['move'], string>> = {
  up: '升',
  down: '降',
  same: '',
  first: '首次',
}

function resultList({ store }: Pick<Office, 'store'>, grading: Grading, results: readonly KeptResult[]): ListReport {
  const { scheme, excluded } = gradingBase(store.read, grading.id)
  const preview = previewGrading({ db: store.read }, grading.id)
  const byOutlet = new Map(preview.rows.map((row) => [row.outlet, row]))
  const shown = scheme.indicators.slice(0, MOST_INDICATORS)
  const both = Object.values(scheme.levels).every((share) => fromText(share).num !== 0n)
  const rows = results.map((result): ListRow => {
    const row = byOutlet.get(result.outlet)
    const steps = row && Math.abs(row.steps) > 1 ? ` ${Math.abs(row.steps)} 级` : ''
    const lacking = row?.lacking ? `差 ${row.lacking.points} 分到${gradeWords(row.lacking.grade, grading.result)}` : ''
    return {
      kind: 'plain',
      cells: [
        { main: String(result.rank), under: result.group },
        who(result),
        ...shown.map((_, at) => points(result.indicators[at]?.score ?? '0')),
        ...(both ? [points(result.city), points(result.county)] : []),
        points(result.total),
        result.before === null ? '—' : gradeWords(result.before, grading.result),
        gradeWords(result.grade, grading.result),
        { main: row ? `${MOVES[row.move]}${steps}` : '', under: lacking },
      ],
    }
  })
  const score = (title: string): ListColumn => ({ title, width: 14, align: 'right' })
  const columns: ListColumn[] = [
    { title: '名次', width: 20, align: 'center' },
    { title: '网点名称', width: 52, align: 'left' },
    ...shown.map(({ title }) => score(title)),
    ...(both ? [score('市考核'), score('县考核')] : []),
    score('总分'),
    { title: '原', width: 11, align: 'center' },
    { title: grading.result === 'star' ? '星级' : '等级', width: 13, align: 'center' },
    { title: '变化', width: 28, align: 'left' },
  ]
  const { up, down, same, first } = preview.counts
  const more = scheme.indicators.length - shown.length
  return {
    title: `${grading.title}${GRADING_TITLES['grading-results']}`,
    note: `第 ${grading.version} 版方案${more > 0 ? `，另有 ${more} 项指标见得分表` : ''}`,
    unit: '单位：分',
    columns: fitted(columns),
    rows,
    sums: ['', `合　计 ${results.length} 家`],
    closing: [
      { label: '等级', text: countWords(grading, results) },
      { label: '变化', text: `升 ${up} 家，降 ${down} 家，不变 ${same} 家，首次评定 ${first} 家` },
      ...(excluded.length === 0
        ? []
        : [
            {
              label: '缺数未评',
              text: excluded.map(({ name, missing }) => `${name}（${missing.join('、')}）`).join('，'),
            },
          ]),
    ],
  }
}

function scoreSheet(
  { store }: Pick<Office, 'store'>,
  grading: Grading,
  result: KeptResult,
  results: readonly KeptResult[],
): ListReport {
  const { scheme, figures } = gradingBase(store.read, grading.id)
  const group = results.filter((each) => each.group === result.group)
  const exact = (text: string | null | undefined) => (text === null || text === undefined ? null : fromText(text))
  const rows = scheme.indicators.map((indicator, place): ListRow => {
    const found = result.indicators[place]
    const value = exact(result.exact ? result.exact.values[place] : found?.value)
    const own = figures.find((each) => each.group === result.group && each.indicator === indicator.code)
    const parts = result.exact?.parts?.[place]
    const said = scoreSaid({
      indicator,
      period: scheme.period,
      value,
      score: fromText(result.exact?.scores[place] ?? found?.score ?? '0'),
      note: found?.note ?? null,
      parts: parts ? [fromText(parts[0]), fromText(parts[1])] : null,
      figures: own ? { n: own.n, best: exact(own.best), mean: exact(own.mean), total: fromText(own.total) } : null,
      given: own?.given ?? [],
      rank: value === null ? null : placeOf(group, place, value, indicator.better),
    })
    return {
      kind: 'plain',
      cells: [
        indicator.level === 'city' ? '市' : '县',
        indicator.title,
        points(twoPlaces(fromText(indicator.weight))),
        found?.value ?? '缺数',
        said.how,
        points(found?.score ?? '0'),
      ],
    }
  })
  const better = result.vetoed ? [{ label: '一票否决', text: vetoSentence(result.vetoed, grading.result) }] : []
  return {
    title: `${result.name}${GRADING_TITLES['grading-sheets']}`,
    note: `${grading.title}　网点编码 ${result.outlet}${result.group === '' ? '' : `　${result.group}组`}`,
    unit: '单位：分',
    columns: [
      { title: '级', width: 10, align: 'center' },
      { title: '指标', width: 46, align: 'left' },
      { title: '权重', width: 18, align: 'right' },
      { title: '值', width: 26, align: 'center' },
      { title: '怎么得的分', width: whole - 120, align: 'left' },
      { title: '得分', width: 20, align: 'right' },
    ],
    rows,
    sums: ['', '总　分', null, '', levelSentence(scheme), points(result.total)],
    closing: [
      {
        label: '结果',
        text: `${result.group === '' ? '' : `${result.group}组 `}${group.length} 家里第 ${result.rank} 名，评 ${gradeWords(result.grade, grading.result)}${
          result.before === null ? '' : `（原 ${gradeWords(result.before, grading.result)}）`
        }`,
      },
      ...(fromText(result.bonus).num === 0n ? [] : [{ label: '加分', text: `${result.bonus} 分，已计入总分` }]),
      ...better,
      ...(result.changed
        ? [
            {
              label: '异议成立',
              text: `${result.changed.reason}（${result.changed.by} 提出，${result.changed.confirmedBy} 确认）`,
            },
          ]
        : []),
    ],
  }
}

/** The value's rank in its group. */
function placeOf(
  group: readonly KeptResult[],
  place: number,
  value: ReturnType<typeof fromText>,
  better: 'higher' | 'lower',
): number {
  let ahead = 0
  for (const { exact, indicators } of group) {
    const other = exact ? exact.values[place] : indicators[place]?.value
    if (other === null || other === undefined) continue
    const { num, den } = fromText(other)
    const difference = num * value.den - value.num * den
    if (better === 'higher' ? difference > 0n : difference < 0n) ahead += 1
  }
  return ahead + 1
}

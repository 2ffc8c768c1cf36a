/**
 * What the sample's September must come to, by plain arithmetic over its workbooks: SheetJS reads them, loops and big
 * decimals reckon. Written from DOMAIN.md §4 and the sample's policies as documents, without any of the program's code.
 */
import { readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import { Decimal } from 'decimal.js'

type Cells = Readonly<Record<string, unknown>>

/** A row of a sheet with its number there, from 1. */
interface Row {
  readonly row: number
  readonly cells: Cells
}

/** The rows under the heading line, up to the totals and signatures below. */
function rowsOf(file: string, firstHeading: string): Row[] {
  const book = read(readFileSync(file), { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  if (!sheet) throw new Error(`no sheet in ${file}`)
  const lines = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, blankrows: true })
  const at = lines.findIndex((line) => line[0] === firstHeading)
  const headings = (lines[at] ?? []).map(String)
  return lines
    .map((line, index) => ({
      row: index + 1,
      cells: Object.fromEntries(headings.map((heading, column) => [heading, line[column]])),
    }))
    .filter(
      ({ row, cells }) =>
        row > at + 1 && !/^(合计|制表人)/.test(text(cells[firstHeading])) && text(cells[firstHeading]),
    )
}

const text = (cell: unknown): string =>
  cell === undefined || cell === null ? '' : String(cell).normalize('NFKC').trim()
const number = (cell: unknown, absent: number): Decimal =>
  new Decimal(text(cell) === '' ? absent : text(cell).replaceAll(',', ''))

export interface Entry {
  readonly row: number
  readonly outlet: string
  readonly type: string
  readonly brand: string
  readonly subscriber: string
  readonly quantity: Decimal
  readonly amount: Decimal
}

export interface Outlet {
  readonly code: string
  readonly name: string
  readonly type: string
  readonly grade: string
  readonly star: string
}

export interface Workbooks {
  readonly outlets: string
  readonly outletCodes: string
  readonly entries: string
  readonly indicators: string
}

/** The sample's partner outlets and the month's entries by outlet. */
export function readMonth(files: Workbooks) {
  const outlets = rowsOf(files.outlets, '网点编码')
    .filter(({ cells }) => text(cells.渠道类别) === '社会')
    .map(({ cells }): Outlet => {
      const { 网点编码: code, 网点名称: name, 网点类型: type, 分级: grade, 星级: star } = cells
      return { code: text(code), name: text(name), type: text(type), grade: text(grade), star: text(star) }
    })
  const otherCodes = new Map(
    rowsOf(files.outletCodes, '网点编码').map(({ cells }) => [text(cells.识别码), text(cells.网点编码)]),
  )
  const entries = rowsOf(files.entries, '业务日期').map(({ row, cells }): Entry => {
    const named = text(cells.网点编码)
    return {
      row,
      outlet: otherCodes.get(named) ?? named,
      type: text(cells.业务类型),
      brand: text(cells.品牌),
      subscriber: text(cells.用户号码),
      quantity: number(cells.数量, 1),
      amount: number(cells.金额, 0),
    }
  })
  const assessment = new Map(
    rowsOf(files.indicators, '账期')
      .filter(({ cells }) => text(cells.指标) === '考核系数')
      .map(({ cells }) => [text(cells.网点编码), number(cells.值, 1)]),
  )
  return { outlets, entries, assessment }
}

export type PlainMonth = ReturnType<typeof readMonth>

const ZERO = new Decimal(0)
const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), ZERO)
/** Half away from zero, to the fen. */
const cents = (value: Decimal): Decimal => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
const countOf = (entries: readonly Entry[]): Decimal =>
  sum(entries.map(({ quantity }) => new Decimal(quantity.isNegative() ? -1 : 1)))
const quantityOf = (entries: readonly Entry[]): Decimal => sum(entries.map(({ quantity }) => quantity))
const amountOf = (entries: readonly Entry[]): Decimal => sum(entries.map(({ amount }) => amount))

type Table = readonly (readonly [from: number, rate: number | string])[]

function step(measure: Decimal, table: Table): Decimal {
  if (measure.lte(0)) return ZERO
  return sum(
    table.map(([from, rate], at) => {
      const to = table[at + 1]?.[0]
      const end = to === undefined ? measure : Decimal.min(measure, to)
      return Decimal.max(end.minus(from), 0).times(rate)
    }),
  )
}

function highest(measure: Decimal, table: Table): Decimal {
  if (measure.lte(0)) return ZERO
  const reached = table.filter(([from]) => measure.gte(from)).at(-1)
  return new Decimal(reached?.[1] ?? 0)
}

function subscribersOf(entries: readonly Entry[]): Decimal {
  const running = new Map<string, Decimal>()
  for (const { subscriber, quantity } of entries)
    if (subscriber) running.set(subscriber, (running.get(subscriber) ?? ZERO).plus(quantity))
  return new Decimal([...running.values()].filter((quantity) => quantity.gt(0)).length)
}

const gradeFactors: Readonly<Record<string, string>> = { A: '1.1', B: '1.0', C: '0.9' }
const starFactors: Readonly<Record<string, string>> = { 1: '0.8', 2: '0.9', 3: '1.0', 4: '1.1', 5: '1.2' }

/** The tiers that the test writes into the editor: broadband, above the threshold at the higher rate, at most 60. */
export const OWN_TIERS: Table = [
  [0, '5.00'],
  [5, '8.50'],
]
export const OWN_CAP = '60.00'

/** What the clause of the test's own policy pays an outlet. */
export function ownClause(month: PlainMonth, outlet: Outlet): Decimal {
  return cents(Decimal.min(step(countOf(ownRows(month, outlet)), OWN_TIERS), OWN_CAP))
}

/** The entries that clause measures. */
export const ownRows = (month: PlainMonth, outlet: Outlet): Entry[] =>
  month.entries.filter((entry) => entry.outlet === outlet.code && entry.type === '宽带')

/** All that the sample's policies and the test's own pay an outlet in September. */
export function grossOf(month: PlainMonth, outlet: Outlet): Decimal {
  const own = month.entries.filter((entry) => entry.outlet === outlet.code)
  const of = (type: string) => own.filter((entry) => entry.type === type)
  const activations = of('放号')
  const newServices = quantityOf(of('新业务'))
  const fees = amountOf(of('代收费'))
  const grade = gradeFactors[outlet.grade] ?? '1'
  const star = starFactors[outlet.star] ?? '1'
  const handsets = outlet.type === '指定专营店' ? countOf(of('终端')).times(20) : ZERO
  const assessed = handsets.times(month.assessment.get(outlet.code) ?? 1)
  const plans = quantityOf(of('套餐办理').filter(({ brand }) => brand === '全球通'))
  return sum([
    cents(Decimal.min(countOf(activations).times(30).times(grade), 4000)),
    cents(amountOf(of('空中充值')).times('0.008')),
    cents(
      step(fees, [
        [0, '0.003'],
        [3000, '0.004'],
        [10_000, '0.005'],
        [50_000, '0.006'],
      ]),
    ),
    cents(
      newServices.times(
        highest(newServices, [
          [1, 1],
          [20, '1.5'],
          [60, 2],
        ]),
      ),
    ),
    cents(plans.times(8).times(star)),
    cents(
      step(countOf(of('宽带')), [
        [0, 40],
        [10, 60],
      ]),
    ),
    highest(subscribersOf(activations), [
      [10, 100],
      [30, 400],
      [60, 1000],
    ]),
    cents(assessed.gt(0) ? Decimal.max(assessed, 50) : assessed),
    ownClause(month, outlet),
  ])
}

/** The workbook a township store typed by hand: other headings, another order of columns, and a handful of mistakes to be refused. */
import { join } from 'node:path'
import { type Month, monthNumber } from '../../domain/month.ts'
import { type SheetRow, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import { type County, periodIndex } from './county.ts'
import { entriesOf, type SampleEntry } from './entries.ts'
import { Random } from './random.ts'
import { numberOf, planOf } from './subscribers.ts'
import type { SampleFile } from './workbooks.ts'

const GOOD_ROWS = 12

/** Cells by heading; the mistakes are made in copies of good rows. */
interface Typed {
  date: string | number
  subscriber: string
  businessType: string
  outlet: string
  quantity: number
  amount: string | number
  brand: string
  externalId: string | number
  lineNo: number
}

/** Writes the file with twelve right rows and five wrong ones; it must be refused as a whole, or give its twelve right rows. */
export async function writeMistakes(county: County, period: Month, folder: string): Promise<SampleFile> {
  const path = join(folder, `entries-${period}-业务明细补录(有错).xlsx`)
  await writeXlsx(
    path,
    [
      {
        name: '补录',
        columns: [
          { heading: '手机号码', type: 'text' },
          { heading: '业务', type: 'text' },
          { heading: '受理日期', type: 'any' },
          { heading: '渠道编码', type: 'text' },
          { heading: '用户品牌', type: 'text' },
          { heading: '笔数', type: 'any', width: 8 },
          { heading: '收费金额', type: 'any' },
          { heading: '受理流水号', type: 'any', width: 24 },
          { heading: '行号', type: 'any', width: 8 },
        ],
        rows: typedRows(county, period).map(
          (row): SheetRow => [
            row.subscriber,
            row.businessType,
            row.date,
            row.outlet,
            row.brand,
            row.quantity,
            row.amount,
            row.externalId,
            row.lineNo,
          ],
        ),
        filter: false,
        frozen: false,
      },
    ],
    { strings: 'shared' },
  )
  return {
    kind: 'entries',
    period,
    path,
    note: '手工补录，5 处错误：网点编码不存在、金额写成“壹佰”、日期不存在、与主文件重复、流水号被表格改成科学计数',
  }
}

function typedRows(county: County, period: Month): Typed[] {
  const random = new Random(county.seed, 14)
  const store = storeOf(county, period)
  const rows = Array.from({ length: GOOD_ROWS }, (_, n) => typedRow(county, period, store, n, random))
  const copy = (n: number, change: Partial<Typed>, serial: number): Typed => ({
    ...rows[n]!,
    externalId: idOf(period, serial),
    ...change,
  })
  const taken = firstRecharge(county, period)
  const damaged = Number(idOf(period, 905))
  return [
    ...rows.slice(0, 4),
    copy(4, { outlet: '056499999' }, 901),
    ...rows.slice(4, 7),
    copy(6, { amount: '壹佰' }, 902),
    copy(7, { date: `${period.replace('-', '年')}月32日` }, 903),
    ...rows.slice(7, 10),
    alreadyThere(taken),
    copy(9, { externalId: damaged }, 905),
    ...rows.slice(10),
  ]
}

function typedRow(county: County, period: Month, outlet: string, n: number, random: Random): Typed {
  const customer = random.below(county.customers)
  const day = 3 + n * 2
  const month = Number(period.slice(5))
  return {
    date: [
      monthNumber(period) * 100 + day,
      `${period.replace('-', '/')}/${day}`,
      `${period.slice(0, 4)}年${month}月${day}日`,
    ][n % 3]!,
    subscriber: numberOf(customer),
    businessType: random.pick(['空中充值', '空中充值', '代收费']),
    outlet,
    quantity: 1,
    amount: random.pick([30, 50, 100, '50.00', 20]),
    brand: planOf(county.seed, customer).brand,
    externalId: idOf(period, n + 1),
    lineNo: 1,
  }
}

/** The largest partner outlet outside the town that is open in the month. */
function storeOf(county: County, period: Month): string {
  const volumes = county.volumes[periodIndex(period)]!
  let best = 0
  county.outlets.forEach((outlet, index) => {
    const fits = outlet.category === '社会' && outlet.centre !== '城区营销中心'
    if (fits && volumes[index]! > (best === 0 ? 0 : volumes[best]!)) best = index
  })
  return county.outlets[best]!.code
}

function firstRecharge(county: County, period: Month): SampleEntry {
  for (const entry of entriesOf(county, period))
    if (entry.businessType === '空中充值' && entry.quantity === 1) return entry
  throw new RangeError('no recharge in the sample')
}

function alreadyThere(entry: SampleEntry): Typed {
  return {
    date: entry.date,
    subscriber: entry.subscriber,
    businessType: entry.businessType,
    outlet: entry.outlet,
    quantity: entry.quantity,
    amount: entry.amount / 100,
    brand: entry.brand,
    externalId: entry.externalId,
    lineNo: entry.lineNo,
  }
}

/** Eighteen digits of a kind (5) that the ledgers themselves do not use. */
function idOf(period: Month, serial: number): string {
  return `${monthNumber(period)}285${String(serial * 100_003).padStart(9, '0')}`
}

/** A month's ledgers of the sample as sheets: entries, subscriber-months, indicators, the province's list, control totals. */
import { chineseMonth, type Month } from '../../domain/month.ts'
import type { SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { ControlTotals, PrintedTotal } from './control-totals.ts'
import { type County, PERIODS, printedOn } from './county.ts'
import { entriesOf, type SampleEntry } from './entries.ts'
import { assignedLinesOf, indicatorsOf, type SampleAssignedLine, type SampleIndicator } from './monthly-figures.ts'
import { blankRowAfter, entryNoise, subscriberMonthNoise } from './noise.ts'
import { type SampleColumn, type SampleSheet, totalsRow } from './sample-sheet.ts'
import { type SampleSubscriberMonth, subscriberMonthsOf } from './subscriber-months.ts'

/** The order of columns counts: noise.ts names them by place. */
function entryColumns(month: string): readonly SampleColumn<SampleEntry>[] {
  return [
    ['date', 'date', 12, (entry) => entry.date],
    ['period', 'text', 10, () => month],
    ['outlet', 'text', 12, (entry) => entry.outlet],
    ['businessType', 'text', 12, (entry) => entry.businessType],
    ['brand', 'text', 12, (entry) => entry.brand],
    ['plan', 'text', 26, (entry) => entry.plan],
    ['subscriber', 'text', 14, (entry) => entry.subscriber],
    ['subscriberId', 'text', 18, (entry) => entry.subscriberId],
    ['quantity', 'integer', 8, (entry) => entry.quantity],
    ['amount', 'money', 14, (entry) => entry.amount],
    ['externalId', 'text', 22, (entry) => entry.externalId],
    ['lineNo', 'integer', 8, (entry) => entry.lineNo],
    ['reverses', 'text', 22, (entry) => entry.reverses],
    ['operator', 'text', 12, (entry) => entry.operator],
    ['remark', 'text', 16, (entry) => entry.remark],
  ]
}

function subscriberMonthColumns(month: string): readonly SampleColumn<SampleSubscriberMonth>[] {
  return [
    ['period', 'text', 10, () => month],
    ['subscriber', 'text', 14, (row) => row.subscriber],
    ['subscriberId', 'text', 18, (row) => row.subscriberId],
    ['outlet', 'text', 12, (row) => row.outlet],
    ['activationDate', 'date', 12, (row) => row.activationDate],
    ['status', 'text', 12, (row) => row.status],
    ['brand', 'text', 12, (row) => row.brand],
    ['plan', 'text', 26, (row) => row.plan],
    ['billed', 'money', 14, (row) => row.billed],
    ['arrears', 'money', 14, (row) => row.arrears],
    ['minutes', 'decimal', 12, (row) => row.minutes],
  ]
}

/** The entries, counted into `totals` while they are written. */
export function entriesSheet(county: County, period: Month, totals: ControlTotals): SampleSheet<SampleEntry> {
  const month = compact(period)
  const columns = entryColumns(month)
  const ledger: SampleSheet<SampleEntry> = {
    kind: 'entries',
    name: `业务明细${month}`,
    columns,
    items: tapped(entriesOf(county, period), (entry) => totals.entry(entry)),
    untidy: entryNoise,
  }
  // A full sheet has no row left for a title or totals: 1,048,575 rows and the headings are all that Excel holds.
  if (county.size === 'large') return ledger
  return {
    ...ledger,
    title: `${county.name}分公司${chineseMonth(period)}业务明细清单`,
    blankAfter: blankRowAfter,
    totals: () => totalsRow(columns, totals.ofEntries),
    closing: signatures(period),
  }
}

/** The subscriber-months, counted into `totals` while they are written. */
export function subscriberMonthsSheet(
  county: County,
  period: Month,
  totals: ControlTotals,
): SampleSheet<SampleSubscriberMonth> {
  const month = compact(period)
  const columns = subscriberMonthColumns(month)
  return {
    kind: 'subscriberMonths',
    name: `用户月度${month}`,
    title: `${county.name}分公司${chineseMonth(period)}用户月度清单`,
    columns,
    items: tapped(subscriberMonthsOf(county, period), (row) => totals.subscriberMonth(row)),
    untidy: subscriberMonthNoise,
    totals: () => totalsRow(columns, totals.ofSubscriberMonths),
    closing: signatures(period),
  }
}

export function indicatorsSheet(county: County, period: Month): SampleSheet<SampleIndicator> {
  return {
    kind: 'indicators',
    name: '指标',
    title: `${county.name}分公司${chineseMonth(period)}网点指标`,
    columns: [
      ['period', 'text', 10, () => compact(period)],
      ['outlet', 'text', 12, (row) => row.outlet],
      ['indicator', 'text', 16, (row) => row.indicator],
      ['value', 'decimal', 12, (row) => row.value],
    ],
    items: indicatorsOf(county, period),
  }
}

export function assignedLinesSheet(county: County, period: Month): SampleSheet<SampleAssignedLine> {
  const columns: readonly SampleColumn<SampleAssignedLine>[] = [
    ['period', 'text', 10, () => compact(period)],
    ['outlet', 'text', 12, (row) => row.outlet],
    ['item', 'text', 18, (row) => row.item],
    ['amount', 'money', 14, (row) => row.amount],
  ]
  let amount = 0
  return {
    kind: 'assignedLines',
    name: '酬金清单',
    title: `省公司${chineseMonth(period)}酬金清单（${county.name}）`,
    columns,
    items: tapped(assignedLinesOf(county, period), (row) => {
      amount += row.amount
    }),
    totals: () => totalsRow(columns, { amount }),
  }
}

/** The totals as the billing system printed them; in the sample's last month it knows one entry more than it exported. */
export function controlTotalsSheet(county: County, period: Month, totals: ControlTotals): SampleSheet<PrintedTotal> {
  return {
    kind: 'controlTotals',
    name: '对账',
    title: `${county.name}分公司${chineseMonth(period)}台账总量`,
    columns: [
      ['period', 'text', 10, () => compact(period)],
      ['ledger', 'text', 12, (row) => row.ledger],
      ['businessType', 'text', 14, (row) => row.businessType],
      ['count', 'integer', 12, (row) => row.count],
      ['amount', 'money', 18, (row) => row.amount],
    ],
    items: totals.printed(period === PERIODS.at(-1)),
    closing: signatures(period),
  }
}

/** 2026-10 → 202610, as billing systems write months. */
function compact(period: Month): string {
  return period.replace('-', '')
}

function signatures(period: Month): SheetRow[] {
  return [[`制表人：系统导出    审核人：            制表日期：${printedOn(period)}`]]
}

function* tapped<T>(items: Iterable<T>, see: (item: T) => void): Generator<T> {
  for (const item of items) {
    see(item)
    yield item
  }
}

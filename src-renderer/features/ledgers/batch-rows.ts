/** The columns, filters and sums of a ledger's rows, in a batch and in the reconciliation alike. */

import { orderedKeys } from '../../../src-main/domain/ledger-order.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import type { Column } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { sumTexts } from '../../ui/figures.ts'
import type { ListFilter } from '../../ui/useListRows.ts'
import { storedValue } from './import-words.ts'
import { isMoneyKey, kindColumns, type LedgerKind } from './ledger-kind.ts'
import type { Batch } from './shapes.ts'

export type StoredRow = Readonly<Record<string, unknown>>

const counts: ReadonlySet<string> = new Set(['quantity', 'count'])
const wide: ReadonlySet<string> = new Set(['plan', 'externalId', 'remark', 'subscriberId', 'reverses'])
const days: ReadonlySet<string> = new Set(['date', 'activationDate'])

/** What kind of figure a column holds. */
function kindOf(key: string): Pick<Column<StoredRow>, 'kind'> {
  if (isMoneyKey(key)) return { kind: 'money' }
  if (counts.has(key)) return { kind: 'count' }
  if (key === 'period') return { kind: 'month' }
  return days.has(key) ? { kind: 'date' } : {}
}

/** As in the workbook: the sheet's row first, the sheet and the file last. */
export function rowColumns(kind: LedgerKind, sortable: boolean): Column<StoredRow>[] {
  const sorted = (key: string) => (sortable && orderedKeys.has(key) ? { sortable: true } : {})
  const own = Object.entries(kindColumns[kind]).map(
    ([key, title]): Column<StoredRow> => ({
      key,
      title,
      width: wide.has(key) ? 150 : isMoneyKey(key) ? 124 : 104,
      ...kindOf(key),
      ...sorted(key),
      value: (row) => storedValue(key, row[key]),
    }),
  )
  const text = (key: string) => (row: StoredRow) => (row[key] ? String(row[key]) : null)
  return [
    { key: 'sheetRow', title: '行号', width: 76, ...sorted('sheetRow'), value: (row) => String(row.sheetRow) },
    ...own,
    { key: 'sheet', title: '工作表', width: 110, value: text('sheet') },
    { key: 'file', title: '文件', width: 200, hidden: true, value: text('file') },
  ]
}

/** The foot of all rows: sums that the batch was stored with; of subscriber-months the bills. */
export function sumsOf({ kind, periods }: Pick<Batch, 'kind' | 'periods'>): Record<string, string> {
  const amount = sumTexts(periods.map((period) => period.amount))
  const quantity = sumTexts(periods.map((period) => period.quantity))
  if (kind === 'indicators') return {}
  if (kind === 'subscriberMonths') return { billed: amount }
  return { amount, ...(kind === 'controlTotals' ? { count: quantity } : { quantity }) }
}

/** The column that a ledger's rows are told apart by, and which of the office's words it takes. */
export const typeOfKind: Partial<Record<LedgerKind, { label: string; terms: 'businessType' | 'item' | 'indicator' }>> =
  {
    entries: { label: '业务类型', terms: 'businessType' },
    volumes: { label: '业务类型', terms: 'businessType' },
    controlTotals: { label: '业务类型', terms: 'businessType' },
    assignedLines: { label: '项目', terms: 'item' },
    indicators: { label: '指标', terms: 'indicator' },
  }

/** The filters of a batch's rows: outlet, type, and the month where it holds several. */
export function rowFilters({ kind, periods }: Pick<Batch, 'kind' | 'periods'>, types: readonly string[]): Filter[] {
  const type = typeOfKind[kind]
  return [
    ...(kindColumns[kind].outlet ? [{ key: 'outlet', label: '网点', kind: 'text' as const, width: 130 }] : []),
    ...(type
      ? [
          {
            key: 'types',
            label: type.label,
            kind: 'choices' as const,
            width: 170,
            options: types.map((name) => ({ value: name, label: name })),
          },
        ]
      : []),
    ...(periods.length > 1
      ? [
          {
            key: 'period',
            label: '账期',
            kind: 'choice' as const,
            width: 120,
            options: periods.map(({ period }) => ({ value: period, label: monthWords(period) })),
          },
        ]
      : []),
  ]
}

/** What the search box finds. */
export function searchHint(kind: LedgerKind): string {
  const { subscriber, externalId, outlet, agent } = kindColumns[kind]
  return [subscriber && '用户号码', externalId && '流水号', outlet && '网点', agent && '代理商']
    .filter(Boolean)
    .join('、')
}

/** The filter as the back office takes it. */
export function askedFilter({ q, outlet, types, period }: ListFilter) {
  return {
    ...(q ? { text: String(q) } : {}),
    ...(outlet ? { outlet: String(outlet) } : {}),
    ...(types ? { types: [...(typeof types === 'string' ? [types] : types)] } : {}),
    ...(period ? { period: String(period) as Month } : {}),
  }
}

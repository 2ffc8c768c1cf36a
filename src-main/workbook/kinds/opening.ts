/** The workbooks of going live (期初; DOMAIN.md §3): what was paid before, fund lots, carried negatives, deposits. */

import type { Kind, PlainColumn, ReferenceColumn, RowCheck } from './column.ts'
import {
  amountColumn,
  outletColumn,
  periodColumn,
  remarkColumn,
  subscriberColumn,
  subscriberIdColumn,
} from './shared-columns.ts'

const agentColumn: ReferenceColumn = {
  key: 'agent',
  heading: '代理商编码',
  aliases: ['代理商代码', '代理商编号', '代理商', '合作商编码', '代理商ID'],
  required: true,
  type: 'reference',
  to: 'agent',
  example: 'DL001',
}

const money = (key: string, heading: string, aliases: readonly string[], note: string): PlainColumn => ({
  key,
  heading,
  aliases,
  required: true,
  type: 'money',
  note,
  example: '100.00',
})

const positive =
  (...keys: readonly string[]): RowCheck =>
  (values, at, report) => {
    for (const key of keys) {
      if ((values[at[key]!] as number) < 0) report(key, 'OUT_OF_RANGE', 'error', { least: 0 })
    }
  }

const namesSubscriber: RowCheck = (values, at, report) => {
  if ((values[at.subscriber!] ?? values[at.subscriberId!]) === null) report('subscriber', 'REQUIRED', 'error')
}

/** What a member's clause has paid before going live: it is taken back when the member leaves, and never paid again. */
export const openingPaid: Kind = {
  key: 'openingPaid',
  title: '期初已付',
  oneOf: [['subscriber', 'subscriberId']],
  identities: [
    { needs: [], keys: ['period', 'outlet', ['subscriberId', 'subscriber'], 'policy', 'clause'], level: 'error' },
  ],
  sums: ['amount'],
  check: (values, at, report) => {
    namesSubscriber(values, at, report)
    positive('amount')(values, at, report)
  },
  columns: [
    { ...periodColumn(true), note: '发放这笔酬金的账期，如 2026-06' },
    outletColumn(true),
    subscriberColumn,
    subscriberIdColumn,
    {
      key: 'policy',
      heading: '政策编码',
      aliases: ['政策', '政策代码', '酬金政策'],
      required: true,
      type: 'text',
      id: true,
      example: 'FH2026',
    },
    {
      key: 'clause',
      heading: '条款编码',
      aliases: ['条款', '条款代码', '酬金项目'],
      required: true,
      type: 'text',
      id: true,
      example: 'FQ',
    },
    money('amount', '金额', ['已付金额', '已发金额', '已付酬金'], '单位：元；该用户在该条款已付的钱'),
  ],
}

export const openingFund: Kind = {
  key: 'openingFund',
  title: '期初基金',
  oneOf: [],
  identities: [{ needs: [], keys: ['agent', 'period'], level: 'error' }],
  sums: ['own', 'matched'],
  check: positive('own', 'matched'),
  columns: [
    agentColumn,
    { ...periodColumn(true), note: '缴存的账期，满 12 个月可支取' },
    money('own', '自缴金额', ['自缴', '缴存金额', '个人缴存', '代理商缴存'], '单位：元；还没有支取的'),
    money('matched', '匹配金额', ['匹配', '公司匹配'], '单位：元；还没有支取的'),
  ],
}

export const openingCarried: Kind = {
  key: 'openingCarried',
  title: '期初结转',
  oneOf: [],
  identities: [{ needs: [], keys: ['agent'], level: 'error' }],
  sums: ['amount'],
  check: (values, at, report) => {
    if ((values[at.amount!] as number) > 0) report('amount', 'OUT_OF_RANGE', 'error', { most: 0 })
  },
  columns: [
    { ...periodColumn(true), note: '启用前最后一个账期' },
    agentColumn,
    {
      ...money('amount', '结转金额', ['结转', '欠扣金额', '未扣完金额'], '单位：元；填负数，留到启用后扣'),
      example: '-100.00',
    },
  ],
}

export const openingDeposits: Kind = {
  key: 'openingDeposits',
  title: '期初保证金',
  oneOf: [],
  identities: [{ needs: [], keys: ['agent', 'kind', 'receipt'], level: 'error' }],
  sums: ['amount'],
  check: (values, at, report) => {
    values[at.period!] = Math.floor((values[at.date!] as number) / 100)
    positive('amount')(values, at, report)
  },
  columns: [
    agentColumn,
    {
      key: 'kind',
      heading: '保证金种类',
      aliases: ['种类', '保证金类型', '保证金'],
      required: true,
      type: 'text',
      example: '合作保证金',
    },
    {
      key: 'date',
      heading: '缴纳日期',
      aliases: ['收款日期', '缴存日期', '日期'],
      required: true,
      type: 'date',
      example: '2025-03-01',
    },
    { ...periodColumn(false), heading: '缴纳账期', aliases: [], note: '不用填，按缴纳日期' },
    {
      key: 'receipt',
      heading: '收据号',
      aliases: ['收据编号', '票据号', '收款收据'],
      required: false,
      type: 'text',
      id: true,
      example: 'SJ20250301',
    },
    { ...amountColumn, heading: '金额', aliases: ['保证金金额', '缴纳金额', '余额'], required: true, note: '单位：元' },
    remarkColumn,
  ],
}

/** What the office's own workbook says an outlet should get; it is compared and never paid. */
export const expectedAmounts: Kind = {
  key: 'expectedAmounts',
  title: '自算酬金',
  oneOf: [],
  identities: [{ needs: [], keys: ['period', 'outlet', 'clause'], level: 'error' }],
  sums: ['amount'],
  columns: [
    periodColumn(true),
    outletColumn(true),
    {
      key: 'clause',
      heading: '条款',
      aliases: ['条款编码', '条款名称', '酬金项目', '项目', '科目'],
      required: false,
      type: 'text',
      note: '条款的编码或名称；不填按网点合计比',
      example: '放号酬金',
    },
    money('amount', '金额', ['酬金', '酬金合计', '应付酬金', '合计', '应发金额', '总金额'], '单位：元；自己算出来的数'),
  ],
}

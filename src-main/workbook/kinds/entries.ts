/** The business entries' workbook (业务明细; DOMAIN.md §3), the largest of them. */

import type { Kind, RowCheck } from './column.ts'
import {
  amountColumn,
  brandColumn,
  businessTypeColumn,
  outletColumn,
  periodColumn,
  planColumn,
  quantityColumn,
  remarkColumn,
  subscriberColumn,
  subscriberIdColumn,
} from './shared-columns.ts'

/** Months since year 0 of a yyyymm. */
const monthCount = (month: number): number => Math.floor(month / 100) * 12 + (month % 100)

const check: RowCheck = (values, at, report) => {
  const date = values[at.date!] as number | null
  if (values[at.period!] === null && date !== null) values[at.period!] = Math.floor(date / 100)
  const period = values[at.period!] as number | null
  // A billing month may end on any day, so the month before or after is no surprise.
  if (date !== null && period !== null && Math.abs(monthCount(period) - monthCount(Math.floor(date / 100))) > 1) {
    report('period', 'PERIOD_NOT_OF_DATE', 'warning')
  }
  const quantity = values[at.quantity!] as number
  const amount = values[at.amount!] as number
  if ((quantity < 0 && amount > 0) || (quantity > 0 && amount < 0)) report('amount', 'SIGN_MISMATCH', 'warning')
}

export const entries: Kind = {
  key: 'entries',
  title: '业务明细',
  oneOf: [['date', 'period']],
  identities: [
    { needs: ['externalId', 'lineNo'], keys: ['externalId', 'lineNo'], level: 'error' },
    {
      needs: ['externalId'],
      keys: ['externalId', 'businessType', ['subscriber', 'subscriberId'], 'plan'],
      level: 'error',
    },
    {
      needs: [],
      keys: [
        'date',
        'period',
        'outlet',
        'businessType',
        'brand',
        'plan',
        'subscriber',
        'subscriberId',
        'quantity',
        'amount',
        'lineNo',
        'reverses',
        'operator',
        'remark',
      ],
      level: 'warning',
    },
  ],
  sums: ['quantity', 'amount'],
  check,
  columns: [
    {
      key: 'date',
      heading: '业务日期',
      aliases: [
        '受理日期',
        '受理时间',
        '办理日期',
        '办理时间',
        '业务时间',
        '交易日期',
        '交易时间',
        '操作日期',
        '操作时间',
        '发生日期',
        '发生时间',
        '充值时间',
        '缴费时间',
        '开户时间',
        '开户日期',
        '日期',
        '时间',
        'ACCEPT_DATE',
      ],
      required: false,
      type: 'date',
      note: '业务日期与账期至少填一项',
      example: '2026-10-01',
    },
    periodColumn(false),
    outletColumn(true),
    businessTypeColumn(true),
    brandColumn,
    planColumn,
    subscriberColumn,
    subscriberIdColumn,
    quantityColumn,
    amountColumn,
    {
      key: 'externalId',
      heading: '流水号',
      aliases: [
        '业务流水号',
        '受理流水号',
        '交易流水号',
        '操作流水号',
        '业务流水',
        '受理流水',
        '交易流水',
        '流水',
        '订单号',
        '订单编号',
        '工单号',
        '受理编号',
        '受理单号',
        'ORDER_ID',
      ],
      required: false,
      type: 'text',
      id: true,
      note: '按文本填写，避免末位变成 0',
      example: '159202610010000001',
    },
    {
      key: 'lineNo',
      heading: '行序号',
      aliases: ['行号', '明细序号', '子序号', '行项目', '订单行号', '流水行号', 'LINE_NO'],
      required: false,
      type: 'integer',
      min: 0,
      max: 1_000_000_000,
      example: '1',
    },
    {
      key: 'reverses',
      heading: '冲正流水号',
      aliases: [
        '原流水号',
        '被冲正流水号',
        '返销流水号',
        '原业务流水号',
        '原受理流水号',
        '原交易流水号',
        '冲正原流水号',
        '原订单号',
      ],
      required: false,
      type: 'text',
      id: true,
      note: '返销、冲正时填被冲正业务的流水号',
    },
    {
      key: 'operator',
      heading: '操作员',
      aliases: [
        '工号',
        '操作工号',
        '操作员工号',
        '操作员编码',
        '受理工号',
        '受理员',
        '受理人',
        '营业员',
        '营业员工号',
        '经办人',
        '操作人',
        '办理工号',
      ],
      required: false,
      type: 'name',
      example: 'GH10023',
    },
    remarkColumn,
  ],
}

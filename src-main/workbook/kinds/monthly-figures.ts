/** The workbooks of monthly figures by outlet: volumes, indicators, assigned lines; and the control totals (DOMAIN.md §3). */

import type { Kind } from './column.ts'
import { amountColumn, businessTypeColumn, outletColumn, periodColumn, quantityColumn } from './shared-columns.ts'

export const volumes: Kind = {
  key: 'volumes',
  title: '汇总业务量',
  oneOf: [],
  identities: [{ needs: [], keys: ['period', 'outlet', 'businessType'], level: 'error' }],
  sums: ['quantity', 'amount'],
  columns: [periodColumn(true), outletColumn(true), businessTypeColumn(true), quantityColumn, amountColumn],
}

export const indicators: Kind = {
  key: 'indicators',
  title: '指标',
  oneOf: [],
  identities: [{ needs: [], keys: ['period', 'outlet', 'indicator'], level: 'error' }],
  sums: [],
  columns: [
    periodColumn(true),
    outletColumn(true),
    {
      key: 'indicator',
      heading: '指标',
      aliases: ['指标名称', '指标项', '考核指标', '指标项目', '考核项目'],
      required: true,
      type: 'name',
      note: '如 任务量、客户服务质量、考核系数、在岗人数',
      example: '任务量',
    },
    {
      key: 'value',
      heading: '值',
      aliases: ['指标值', '数值', '得分', '分值', '完成值', '实际值', '取值'],
      required: true,
      type: 'decimal',
      example: '60',
    },
  ],
}

export const assignedLines: Kind = {
  key: 'assignedLines',
  title: '酬金清单',
  oneOf: [],
  // Commission lists repeat an item for an outlet when it is paid in several parts, so equal rows are only reported.
  identities: [{ needs: [], keys: ['period', 'outlet', 'item', 'amount'], level: 'warning' }],
  sums: ['amount'],
  columns: [
    periodColumn(true),
    outletColumn(true),
    {
      key: 'item',
      heading: '项目',
      aliases: ['酬金项目', '酬金科目', '科目', '酬金类型', '酬金名称', '项目名称', '费用项目', '酬金种类'],
      required: true,
      type: 'name',
      example: '放号酬金',
    },
    {
      ...amountColumn,
      aliases: ['酬金', '酬金金额', '应付酬金', '应发金额', '结算金额', '费用', '总金额', '实发金额', 'AMOUNT'],
      required: true,
      note: '单位：元，至多两位小数',
    },
  ],
}

export const controlTotals: Kind = {
  key: 'controlTotals',
  title: '对账',
  oneOf: [['count', 'amount']],
  identities: [{ needs: [], keys: ['period', 'ledger', 'businessType', 'outlet'], level: 'error' }],
  sums: ['count', 'amount'],
  columns: [
    periodColumn(true),
    {
      key: 'ledger',
      heading: '台账',
      aliases: ['台账名称', '台帐', '台账类型', '数据类型', '报表'],
      required: true,
      type: 'choice',
      choices: [
        { value: 'entries', word: '业务明细', aliases: ['明细', '业务明细表', '业务台账'] },
        { value: 'subscriberMonths', word: '用户月度', aliases: ['用户月度表', '用户月', '用户明细'] },
        { value: 'volumes', word: '汇总业务量', aliases: ['业务量', '汇总', '业务量汇总'] },
        { value: 'assignedLines', word: '酬金清单', aliases: ['酬金', '酬金明细'] },
        { value: 'indicators', word: '指标', aliases: ['指标值'] },
      ],
      example: '业务明细',
    },
    { ...businessTypeColumn(false), note: '业务类型的名称或编码；不分类型的台账不填' },
    {
      key: 'count',
      heading: '笔数',
      aliases: ['数量', '条数', '记录数', '总笔数', '行数', '业务量', '户数'],
      required: false,
      type: 'integer',
      min: -1_000_000_000,
      max: 1_000_000_000,
      example: '380000',
    },
    {
      key: 'amount',
      heading: '金额',
      aliases: ['总金额', '合计金额', '金额合计', '业务金额', 'AMOUNT'],
      required: false,
      type: 'money',
      note: '单位：元',
      example: '1234567.89',
    },
    { ...outletColumn(false), note: '分网点的对账数才填；不填就是全县的合计' },
  ],
}

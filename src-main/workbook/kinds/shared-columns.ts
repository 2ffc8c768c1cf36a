/** Columns that several kinds have in common, with the headings by which billing systems know them. */

import { isMnemonic, isPhone } from '../../domain/contact.ts'
import type { IntegerColumn, NameColumn, PlainColumn, ReferenceColumn, RowCheck, TextColumn } from './column.ts'

export const periodColumn = (required: boolean): PlainColumn => ({
  key: 'period',
  heading: '账期',
  aliases: [
    '帐期',
    '账期月',
    '账期月份',
    '月份',
    '结算月',
    '结算月份',
    '业务月份',
    '统计月份',
    '账务月份',
    '归属月份',
    '账务周期',
    '月度',
    '年月',
    'BILL_CYCLE',
    'PERIOD',
  ],
  required,
  type: 'month',
  note: '如 2026-10 或 202610',
  example: '2026-10',
})

/** The outlet, by its own code or any other code of it. */
export const outletColumn = (required: boolean): ReferenceColumn => ({
  key: 'outlet',
  heading: '网点编码',
  aliases: [
    '网点代码',
    '网点编号',
    '网点ID',
    '渠道编码',
    '渠道代码',
    '渠道编号',
    '渠道ID',
    'BOSS渠道编码',
    'BOSS编码',
    '受理渠道编码',
    '受理网点编码',
    '受理渠道代码',
    '办理渠道编码',
    '办理网点编码',
    '发展渠道编码',
    '发展网点编码',
    '入网渠道编码',
    '归属渠道编码',
    '营业厅编码',
    '营业厅代码',
    '代理点编码',
    '代办点编码',
    '门店编码',
    '厅编码',
    'CHANNEL_CODE',
    'CHANNEL_ID',
    // Last, for these may also be the names.
    '网点',
    '受理渠道',
    '受理网点',
    '归属网点',
  ],
  required,
  type: 'reference',
  to: 'outlet',
  note: '网点编码或该网点的任一识别码',
  example: 'WD0001',
})

export const businessTypeColumn = (required: boolean): ReferenceColumn => ({
  key: 'businessType',
  heading: '业务类型',
  aliases: [
    '业务种类',
    '业务类别',
    '业务类型名称',
    '业务类型编码',
    '业务类型代码',
    '业务编码',
    '业务名称',
    '业务',
    '类型',
    'BUSI_TYPE',
    'BUSINESS_TYPE',
  ],
  required,
  type: 'reference',
  to: 'businessType',
  note: '业务类型的名称或编码',
  example: '放号',
})

export const brandColumn: NameColumn = {
  key: 'brand',
  heading: '品牌',
  aliases: ['用户品牌', '客户品牌', '品牌名称', 'BRAND'],
  required: false,
  type: 'name',
  example: '神州行',
}

export const planColumn: NameColumn = {
  key: 'plan',
  heading: '套餐',
  aliases: ['资费', '资费套餐', '资费名称', '套餐名称', '主套餐', '主资费', '主套餐名称', '产品名称', '产品', 'PLAN'],
  required: false,
  type: 'name',
  example: '畅享套餐59元',
}

export const subscriberColumn: TextColumn = {
  key: 'subscriber',
  heading: '用户号码',
  aliases: [
    '手机号码',
    '手机号',
    '号码',
    '服务号码',
    '业务号码',
    '电话号码',
    '用户手机号',
    '用户手机号码',
    '客户号码',
    '移动号码',
    '办理号码',
    '开户号码',
    '计费号码',
    'MSISDN',
    'SERV_NUMBER',
    'PHONE',
  ],
  required: false,
  type: 'text',
  id: true,
  example: '13800001234',
}

export const subscriberIdColumn: TextColumn = {
  key: 'subscriberId',
  heading: '用户标识',
  aliases: ['用户ID', '用户编码', '用户编号', '用户标识码', '用户实例标识', 'SUBSCRIBER_ID', 'SUBS_ID', 'USER_ID'],
  required: false,
  type: 'text',
  id: true,
  example: '3190001234567',
}

export const quantityColumn: IntegerColumn = {
  key: 'quantity',
  heading: '数量',
  aliases: ['业务量', '业务数量', '笔数', '件数', '次数', '户数', '台数', 'QUANTITY'],
  required: false,
  type: 'integer',
  default: 1,
  min: -100_000_000,
  max: 100_000_000,
  note: '不填按 1；返销、冲正填负数',
  example: '1',
}

export const amountColumn: PlainColumn = {
  key: 'amount',
  heading: '金额',
  aliases: [
    '业务金额',
    '交易金额',
    '充值金额',
    '缴费金额',
    '收费金额',
    '实收金额',
    '实收',
    '发生额',
    '总金额',
    'AMOUNT',
    'FEE',
  ],
  required: false,
  type: 'money',
  default: 0,
  note: '单位：元，至多两位小数；不填按 0；返销、冲正填负数',
  example: '50.00',
}

export const remarkColumn: TextColumn = {
  key: 'remark',
  heading: '备注',
  aliases: ['备注说明', '备注信息', '说明', '摘要', 'REMARK'],
  required: false,
  type: 'text',
}

/** After the columns of the contract: the office's own way to call a thing. */
export const mnemonicColumn: TextColumn = {
  key: 'mnemonic',
  heading: '助记码',
  aliases: ['拼音码', '简拼', '速记码'],
  required: false,
  type: 'text',
  id: true,
  note: '字母和数字；不填就用名称的拼音首字母',
  example: 'CGTD',
}

export const contactColumn = (aliases: readonly string[], heading = '联系人'): TextColumn => ({
  key: 'contact',
  heading,
  aliases,
  required: false,
  type: 'text',
  example: '李明',
})

export const phoneColumn: TextColumn = {
  key: 'phone',
  heading: '联系电话',
  aliases: ['电话', '联系方式', '联系手机', '手机', '手机号码', '手机号', '联系号码', '固定电话', 'PHONE'],
  required: false,
  type: 'text',
  id: true,
  example: '13800005678',
}

/** Agents and outlets alike: what a phone number and a mnemonic are written with. */
export const checkContact: RowCheck = (values, at, report) => {
  const phone = values[at.phone!]
  if (typeof phone === 'string' && !isPhone(phone)) report('phone', 'BAD_PHONE', 'error')
  const mnemonic = values[at.mnemonic!]
  if (typeof mnemonic === 'string' && !isMnemonic(mnemonic)) report('mnemonic', 'BAD_MNEMONIC', 'error')
}

/** The kinds of workbook as the import offers them: their order in a month, what each is, its columns. */

import type { z } from 'zod'
import { kind as kindSchema } from '../../../src-main/api/schemas/ledgers.ts'

export type LedgerKind = z.infer<typeof kindSchema>

export const isLedgerKind = (text: string | undefined): text is LedgerKind => kindSchema.safeParse(text).success

interface KindNote {
  readonly kind: LedgerKind
  /** What it is and where it comes from. */
  readonly note: string
}

/** In the order in which a month needs them (DOMAIN.md §1). */
export const kindNotes: readonly KindNote[] = [
  { kind: 'agents', note: '企业、个体工商户和个人，酬金付给他们。最先导入。' },
  { kind: 'outlets', note: '营业厅、专营店、代理点；要先有代理商。' },
  { kind: 'outletCodes', note: '工号、空充主号等别的码，台账用它们认网点。' },
  { kind: 'entries', note: 'BOSS 每月的业务明细：放号、充值、办理……酬金主要从这里算。' },
  { kind: 'subscriberMonths', note: '每个用户每月的状态、话费、欠费，算分期和分成用。' },
  { kind: 'volumes', note: '没有明细时的网点汇总数。' },
  { kind: 'indicators', note: '任务量、考核系数、检查得分等 BOSS 没有的数。' },
  { kind: 'assignedLines', note: '省、市公司算好下发的酬金。' },
  { kind: 'controlTotals', note: 'BOSS 打印的合计数，用来核对导得全不全。' },
  { kind: 'expectedAmounts', note: '自己用 Excel 算的酬金，导进来和结算单逐个网点比。' },
  { kind: 'openingPaid', note: '启用前已付给每个用户的分期、分成；用户离网时据此扣回。' },
  { kind: 'openingFund', note: '启用前缴存、还没有支取的业务发展基金。' },
  { kind: 'openingCarried', note: '启用前没扣完、要接着扣的负数。' },
  { kind: 'openingDeposits', note: '启用前收下的保证金。' },
]

/** Agents, outlets and codes change the register; all others are rows of a month. */
export const isRegisterKind = (kind: LedgerKind): boolean =>
  kind === 'agents' || kind === 'outlets' || kind === 'outletCodes'

/** Headings of the office's own columns by key (CONTRACT.md, Workbook columns); a test holds them against the kinds. */
export const kindColumns: Readonly<Record<LedgerKind, Readonly<Record<string, string>>>> = {
  agents: {
    code: '代理商编码',
    name: '代理商名称',
    payerKind: '纳税人类型',
    idNumber: '证件号码',
    coreTier: '核心级别',
    payeeName: '收款户名',
    bank: '开户行',
    account: '银行账号',
    fundMember: '参加基金',
    contact: '联系人',
    phone: '联系电话',
    remark: '备注',
    mnemonic: '助记码',
  },
  outlets: {
    code: '网点编码',
    name: '网点名称',
    category: '渠道类别',
    type: '网点类型',
    agent: '代理商编码',
    star: '星级',
    grade: '分级',
    centre: '区域营销中心',
    township: '乡镇',
    address: '地址',
    contact: '负责人',
    phone: '联系电话',
    manager: '渠道经理',
    status: '状态',
    joinedOn: '入网日期',
    remark: '备注',
    mnemonic: '助记码',
  },
  outletCodes: { outlet: '网点编码', kind: '识别码类型', value: '识别码', from: '生效日期', to: '失效日期' },
  entries: {
    date: '业务日期',
    period: '账期',
    outlet: '网点编码',
    businessType: '业务类型',
    brand: '品牌',
    plan: '套餐',
    subscriber: '用户号码',
    subscriberId: '用户标识',
    quantity: '数量',
    amount: '金额',
    externalId: '流水号',
    lineNo: '行序号',
    reverses: '冲正流水号',
    operator: '操作员',
    remark: '备注',
  },
  subscriberMonths: {
    period: '账期',
    subscriber: '用户号码',
    subscriberId: '用户标识',
    outlet: '网点编码',
    activationDate: '入网日期',
    status: '状态',
    brand: '品牌',
    plan: '套餐',
    billed: '开账收入',
    arrears: '欠费',
    minutes: '通话分钟',
  },
  volumes: { period: '账期', outlet: '网点编码', businessType: '业务类型', quantity: '数量', amount: '金额' },
  indicators: { period: '账期', outlet: '网点编码', indicator: '指标', value: '值' },
  assignedLines: { period: '账期', outlet: '网点编码', item: '项目', amount: '金额' },
  controlTotals: {
    period: '账期',
    ledger: '台账',
    businessType: '业务类型',
    count: '笔数',
    amount: '金额',
    outlet: '网点编码',
  },
  openingPaid: {
    period: '账期',
    outlet: '网点编码',
    subscriber: '用户号码',
    subscriberId: '用户标识',
    policy: '政策编码',
    clause: '条款编码',
    amount: '金额',
  },
  openingFund: { agent: '代理商编码', period: '账期', own: '自缴金额', matched: '匹配金额' },
  openingCarried: { period: '账期', agent: '代理商编码', amount: '结转金额' },
  openingDeposits: {
    agent: '代理商编码',
    kind: '保证金种类',
    date: '缴纳日期',
    period: '缴纳账期',
    receipt: '收据号',
    amount: '金额',
    remark: '备注',
  },
  expectedAmounts: { period: '账期', outlet: '网点编码', clause: '条款', amount: '金额' },
}

/** The office's heading of a column; the key itself for one that it does not know. */
export const columnWords = (kind: LedgerKind, key: string): string => kindColumns[kind][key] ?? key

const moneyKeys: ReadonlySet<string> = new Set(['amount', 'billed', 'arrears', 'own', 'matched'])

/** Whether a column's sums are money in yuan. */
export const isMoneyKey = (key: string): boolean => moneyKeys.has(key)

const created: Readonly<Record<string, string>> = {
  centre: '区域营销中心',
  township: '乡镇',
  manager: '渠道经理',
  brand: '品牌',
  plan: '套餐',
  indicator: '指标',
  item: '酬金项目',
  businessType: '业务类型',
  outletType: '网点类型',
}

/** What an import made known for the first time. */
export const createdWords = (kind: string): string => created[kind] ?? '名称'

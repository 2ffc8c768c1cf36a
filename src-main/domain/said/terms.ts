/** The Chinese terms (DOMAIN.md §10) for the identifiers that the API speaks. */

const roles: Record<string, string> = {
  clerk: '渠道管理员',
  reviewer: '复核审批',
  finance: '财务',
  admin: '系统管理',
}

const states: Record<string, string> = {
  open: '未试算',
  calculating: '正在试算',
  calculated: '已试算',
  checking: '网点核对中',
  reviewed: '已复核',
  approved: '已审批',
  closed: '已结账',
  paid: '已付清',
  draft: '草稿',
  submitted: '待审批',
  retired: '已停用',
  rejected: '已驳回',
  planned: '规划',
  active: '在营',
  suspended: '暂停',
  exited: '退出',
  waiting: '待确认',
  confirmed: '已确认',
  refused: '已驳回',
  adjusting: '调整待确认',
  answered: '已答复',
  adjusted: '已调整',
  withdrawn: '已撤回',
  undone: '已撤销',
}

const kinds: Record<string, string> = {
  agents: '代理商',
  outlets: '网点',
  outletCodes: '网点识别码',
  entries: '业务明细',
  subscriberMonths: '用户月度',
  volumes: '汇总业务量',
  indicators: '指标',
  assignedLines: '酬金清单',
  controlTotals: '对账数',
  openingPaid: '期初已付',
  openingFund: '期初基金',
  openingCarried: '期初结转',
  openingDeposits: '期初保证金',
  expectedAmounts: '自算酬金',
}

/** 角色 of a role identifier. */
export const roleWords = (role: string): string => roles[role] ?? role

/** The roles of the office, in the order in which screens list them. */
export const roleChoices = Object.entries(roles).map(([value, label]) => ({ value, label }))

/** The word for a state of a settlement, policy, outlet or batch. */
export const stateWords = (state: string): string => states[state] ?? state

/** The word for a kind of ledger (CONTRACT.md, Workbook columns). */
export const kindWords = (kind: string): string => kinds[kind] ?? kind

/** `2026-09` as `2026年9月`; anything else as it is. */
export function monthWords(month: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(month)
  return match ? `${match[1]}年${Number(match[2])}月` : month
}

const things: Record<string, string> = {
  outletType: '网点类型',
  businessType: '业务类型',
  user: '用户',
  outlet: '网点',
  agent: '代理商',
  policy: '政策',
  batch: '批次',
  settlement: '结算',
  statement: '结算单',
  adjustment: '调整',
  invoice: '发票',
  claimSheet: '报账单',
  paymentFile: '付款文件',
  upload: '上传的文件',
  export: '导出的文件',
  line: '结算明细',
  step: '审批步骤',
  policyStep: '政策审批步骤',
  policyChain: '政策审批步骤设置',
  trial: '试算对比',
  mapping: '字段映射',
  fundPayout: '基金支取',
  opening: '期初启用',
  scheme: '分级方案',
  round: '档案核对',
  fileItem: '档案项目',
  grading: '分级结果',
  lateRun: '补算结果',
  attachment: '附件',
  dispute: '申诉',
}

/** The word for what was not found; nothing for a thing without a word. */
export const thingWords = (thing: string): string => things[thing] ?? ''

const fields: Record<string, string> = {
  code: '编码',
  name: '名称',
  title: '名称',
  user: '用户名',
  password: '密码',
  newPassword: '新密码',
  oldPassword: '现在的密码',
  roles: '角色',
  reason: '原因',
  amount: '金额',
  period: '账期',
  from: '起始月份',
  to: '截止月份',
  agent: '代理商',
  outlet: '网点',
  type: '类型',
  file: '文件',
  rate: '比例',
  match: '匹配比例',
  table: '系数表',
  phone: '联系电话',
  account: '银行账号',
  date: '日期',
  effective: '生效日期',
  documentNumber: '文号',
  kind: '种类',
  status: '状态',
  version: '版本',
  active: '在用',
  by: '系数',
  fields: '内容',
  value: '值',
  category: '渠道类别',
  region: '区域',
  centre: '区域营销中心',
  township: '乡镇',
  manager: '渠道经理',
  contact: '联系人',
  half: '半年',
  due: '截止日',
  address: '地址',
  star: '星级',
  grade: '分级',
  remark: '备注',
  mnemonic: '助记码',
  payeeName: '收款户名',
  bank: '开户行',
  idNumber: '证件号码',
  payerKind: '纳税人类型',
  coreTier: '核心级别',
  fundMember: '参加基金',
  joinedOn: '入网日期',
  clauses: '条款',
  rows: '行数',
  totals: '合计',
  batch: '批次',
  outlets: '网点',
  lines: '明细',
  gross: '酬金合计',
  payable: '应付金额',
  hash: '校验值',
  sha256: '文件校验值',
  run: '试算序号',
  size: '规模',
  mapping: '字段对应',
  duplicates: '重复的行',
  onlyValid: '只导入正确的行',
  origin: '来源',
  day: '生效日期',
  warnings: '提醒',
  sheet: '工作表',
  read: '读入',
  added: '新增',
  updated: '更新',
  skipped: '跳过',
  rejected: '退回',
  id: '序号',
  quantity: '数量',
  periods: '各账期',
  sums: '总数',
}

/** The label of an input's field; nothing for one without a label. */
export const fieldWords = (field: string): string => fields[field] ?? ''

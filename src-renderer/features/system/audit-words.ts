/** What the record's acts are called. */

const verbs: Record<string, string> = {
  add: '新增',
  save: '保存',
  change: '修改',
  set: '修改',
  edit: '修改',
  remove: '移除',
  submit: '提交',
  approve: '审批通过',
  reject: '驳回',
  review: '复核',
  sendBack: '退回',
  calculate: '试算',
  close: '结账',
  reopen: '反结账',
  adjust: '登记调整',
  confirmAdjustment: '确认调整',
  rejectAdjustment: '驳回调整',
  import: '导入',
  run: '导入',
  undo: '撤销',
  setUp: '建立本县',
  setPassword: '重设密码',
  changePassword: '修改密码',
  backup: '备份',
  verify: '核验',
  factors: '修改系数',
  fund: '修改基金比例',
  publish: '发布',
  trySample: '准备样例县',
  install: '建立样例县',
}

const nouns: Record<string, string> = {
  county: '本县',
  users: '用户',
  session: '本人',
  agents: '代理商',
  outlets: '网点',
  ledgers: '台账',
  imports: '台账',
  batches: '批次',
  policies: '政策',
  settlements: '结算',
  gradings: '分级',
  settings: '设置',
  store: '数据',
  audit: '数据',
  uploads: '上报',
  reports: '报表',
}

/** `policies.approve` → `审批通过政策`; an act without words keeps its place but not its code. */
export function auditWords(act: string): string {
  const [noun = '', verb = ''] = act.split('.')
  const said = verbs[verb] ?? ''
  if (/本县|本人/.test(said)) return said
  return [said, nouns[noun]].filter(Boolean).join('') || '其他'
}

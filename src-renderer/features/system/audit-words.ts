/** What the record's acts are called. */

const acts: Readonly<Record<string, string>> = {
  'session.signIn': '登录',
  'session.changePassword': '修改自己的密码',
  'county.setUp': '建立本县',
  'demo.install': '建立样例县',
  'sample.end': '结束样例',
  'users.add': '新增用户',
  'users.change': '修改用户',
  'users.setPassword': '重设用户密码',
  'register.reachDay': '到期的资料变更生效',
  'agents.add': '新增代理商',
  'agents.change': '修改代理商资料',
  'outlets.add': '新增网点',
  'outlets.change': '修改网点资料',
  'outlets.addCode': '登记网点识别码',
  'terms.add': '新增类型',
  'ledgers.import': '导入',
  'ledgers.undo': '撤销导入批次',
  'ledgers.saveMapping': '保存字段对应',
  'ledgers.dropMapping': '移除字段对应',
  'ledgers.renameMapping': '字段对应改名',
  'policies.save': '保存政策草稿',
  'policies.submit': '提交政策',
  'policies.withdraw': '撤回政策',
  'policies.approve': '批准政策',
  'policies.reject': '驳回政策',
  'settings.factors': '修改系数',
  'settings.fund': '修改基金比例',
  'attachments.add': '添加附件',
  'attachments.remove': '移除附件',
  'fund.ask': '申请支取基金',
  'fund.approve': '批准支取基金',
  'fund.refuse': '驳回支取基金',
  'fund.withdraw': '撤回支取基金',
  'fund.pay': '登记基金已付',
  'fund.setExit': '修改退出时基金处理',
  'settlements.calculate': '试算',
  'settlements.review': '复核结算',
  'settlements.approve': '审批结算',
  'settlements.close': '结账',
  'settlements.sendBack': '退回结算',
  'settlements.reopen': '反结账',
  'settlements.adjust': '登记调整',
  'settlements.confirmAdjustment': '确认调整',
  'settlements.refuseAdjustment': '驳回调整',
}

/** `policies.approve` → `批准政策`; an act that this program does not know is 其他. */
export function auditWords(act: string): string {
  return acts[act] ?? '其他'
}

/** For the test that holds these words against the procedures. */
export const knownActs: readonly string[] = Object.keys(acts)

/** What is to be done next, in words: what, why, and what the button says. */

import { countText } from '../../ui/figures.ts'

interface TodoWords {
  readonly title: (count: number) => string
  readonly why: string
  readonly act: string
  /** Whose work it is, when it is not mine. */
  readonly by: string
}

const words: Record<string, TodoWords> = {
  importAgents: {
    title: () => '导入代理商',
    why: '还没有代理商。酬金付给代理商，先有它才有网点。',
    act: '去导入',
    by: '渠道管理员',
  },
  importOutlets: {
    title: () => '导入网点',
    why: '还没有网点。业务明细按网点编码归到网点。',
    act: '去导入',
    by: '渠道管理员',
  },
  approvePolicy: {
    title: (count) => `审批 ${countText(count)} 份酬金政策`,
    why: '批准后才参加试算；提交的人自己不能批。',
    act: '去审批',
    by: '复核审批',
  },
  addPolicy: {
    title: () => '录入本月的酬金政策',
    why: '本月没有已批准的政策，试算不出酬金。',
    act: '去录入',
    by: '渠道管理员',
  },
  importEntries: {
    title: () => '导入业务明细',
    why: '本月还没有业务明细。从 BOSS 导出后导入。',
    act: '去导入',
    by: '渠道管理员',
  },
  importSubscriberMonths: {
    title: () => '导入用户月度',
    why: '分期酬金、话费分成和保有率要用它；都不用就可以不导。',
    act: '去导入',
    by: '渠道管理员',
  },
  reconcile: {
    title: (count) => `核对 ${countText(count)} 项与 BOSS 的差异`,
    why: '导入的数与 BOSS 打印的数不一致。',
    act: '去核对',
    by: '渠道管理员',
  },
  calculate: {
    title: () => '试算酬金',
    why: '数据和政策已有，可以试算；试算可以反复做。',
    act: '去试算',
    by: '渠道管理员',
  },
  recalculate: {
    title: () => '重新试算',
    why: '试算之后数据、政策或设置又改过，现在的结果已经旧了。',
    act: '去试算',
    by: '渠道管理员',
  },
  confirmAdjustments: {
    title: (count) => `确认 ${countText(count)} 笔调整`,
    why: '调整由另一个人确认后才算数；登记的人自己不能确认。',
    act: '去确认',
    by: '复核审批',
  },
  hearAgents: {
    title: (count) => `登记 ${countText(count)} 个网点的核对结果`,
    why: '试算结算单已发给网点；过了截止日没有答复的算同意。',
    act: '去登记',
    by: '渠道管理员',
  },
  tellAgain: {
    title: (count) => `重新告知 ${countText(count)} 个网点`,
    why: '告知之后金额变了，原来的答复不算数。',
    act: '去告知',
    by: '渠道管理员',
  },
  settleDisputes: {
    title: (count) => `了结 ${countText(count)} 件申诉`,
    why: '答复，或以调整了结；有申诉没有结果的月份不能审批。',
    act: '去处理',
    by: '经办人',
  },
  review: {
    title: () => '复核试算结果',
    why: '看与上月的差异和异常网点，没有问题就复核通过。',
    act: '去复核',
    by: '复核审批',
  },
  approve: { title: () => '审批本月结算', why: '试算的人自己不能审批。', act: '去审批', by: '复核审批' },
  closeBlocked: {
    title: (count) => `处理 ${countText(count)} 项，才能结账`,
    why: '结账前的检查没有全部通过。',
    act: '去处理',
    by: '渠道管理员',
  },
  close: { title: () => '结账', why: '结账后结算单定稿，不能再改。', act: '去结账', by: '复核审批' },
  claimPayments: {
    title: (count) => `收 ${countText(count)} 家代理商的发票并报账`,
    why: '发票到齐后写报账单；自然人不用发票。',
    act: '去报账',
    by: '财务',
  },
  payClaimed: {
    title: (count) => `发放 ${countText(count)} 家已报账的酬金`,
    why: '生成付款文件交银行，回盘后登记结果。',
    act: '去发放',
    by: '财务',
  },
  mendReturned: {
    title: (count) => `处理 ${countText(count)} 笔银行退回的付款`,
    why: '请向代理商核实账号，改好后重新发放。',
    act: '去处理',
    by: '财务',
  },
  latePayments: {
    title: (count) => `${countText(count)} 笔付款已经逾期`,
    why: '过了应付日还没有付。',
    act: '去看看',
    by: '财务',
  },
  payOlder: {
    title: (count) => `以前月份还有 ${countText(count)} 笔没有付`,
    why: '已结账的月份里还有没有发放的酬金。',
    act: '去看看',
    by: '财务',
  },
  openRound: {
    title: () => '开始本半年的档案核对',
    why: '每半年把网点和代理商的档案逐份核对一次。',
    act: '去开始',
    by: '渠道管理员',
  },
  confirmFiles: {
    title: (count) => `核对 ${countText(count)} 份档案`,
    why: '本半年的档案核对还没有做完；核对后又改过的要再核对。',
    act: '去核对',
    by: '渠道管理员',
  },
  closeRound: {
    title: () => '结束本半年的档案核对',
    why: '所有档案都核对过了，可以结束并打印报告。',
    act: '去结束',
    by: '复核审批',
  },
  agreementsEnding: {
    title: (count) => `处理 ${countText(count)} 份到期的协议`,
    why: '到期前提醒后三个工作日内要处理：续签、到期终止，或写明情况。',
    act: '去处理',
    by: '渠道管理员',
  },
  approveMoves: {
    title: (count) => `批准 ${countText(count)} 件代理商变更合并`,
    why: '批准后从未结账月份 1 日起转网点和钱，要先于本月试算办完。',
    act: '去批准',
    by: '复核审批',
  },
  confirmDeposits: {
    title: (count) => `确认 ${countText(count)} 笔保证金扣除或退还`,
    why: '由另一个人确认后才算数；申请的人自己不能确认。',
    act: '去确认',
    by: '复核审批',
  },
  lookAtFindings: {
    title: (count) => `看 ${countText(count)} 条稽核发现`,
    why: '稽核检查找到的可疑之处，由复核人看过并写明结论。',
    act: '去看看',
    by: '复核审批',
  },
  approveScheme: {
    title: (count) => `审批 ${countText(count)} 份分级方案`,
    why: '批准后才能用来评定；提交的人自己不能批。',
    act: '去审批',
    by: '复核审批',
  },
  releaseTemplate: {
    title: (count) => `启用 ${countText(count)} 张检查表样表`,
    why: '启用后才能用来检查；编写的人自己不能启用。',
    act: '去看',
    by: '复核审批',
  },
  confirmInspections: {
    title: (count) => `确认 ${countText(count)} 张检查表`,
    why: '确认后才计入网点的检查得分；填写的人自己不能确认。',
    act: '去确认',
    by: '复核审批',
  },
  confirmStars: {
    title: () => '确认明星店员',
    why: '名单由另一个人确认后才能打印光荣榜。',
    act: '去确认',
    by: '复核审批',
  },
  gradePeriod: {
    title: () => '评定本期的网点等级',
    why: '有批准的方案，台账也有了，可以打分；打分可以反复做。',
    act: '去评定',
    by: '渠道管理员',
  },
  reviewGrading: {
    title: (count) => `复核 ${countText(count)} 次评定`,
    why: '看得分、升降和酬金影响；打分的人自己不能复核。',
    act: '去复核',
    by: '复核审批',
  },
  noticeGrading: {
    title: (count) => `公示 ${countText(count)} 次评定的结果`,
    why: '已复核，公示后网点才能提异议。',
    act: '去公示',
    by: '渠道管理员',
  },
  answerObjections: {
    title: (count) => `答复 ${countText(count)} 件评定异议`,
    why: '一人拟答复，另一人确认；没有答复完不能定稿。',
    act: '去答复',
    by: '经办人',
  },
  finishGrading: {
    title: (count) => `${countText(count)} 次评定可以定稿`,
    why: '公示已到期，异议已答复。',
    act: '去定稿',
    by: '复核审批',
  },
  decideRequests: {
    title: (count) => `审批 ${countText(count)} 件网点和代理商的申请`,
    why: '准入、变更、暂停、退出批准后才生效；申请的人自己不能批。',
    act: '去审批',
    by: '复核审批',
  },
  readNotices: {
    title: (count) => `阅知 ${countText(count)} 件报备`,
    why: '报备的事已经生效，由另一个人看过。',
    act: '去看看',
    by: '复核审批',
  },
  giveCodes: {
    title: (count) => `给 ${countText(count)} 个准入的网点登记编码`,
    why: '已批准准入，网点编码下来后登记，网点才在营。',
    act: '去登记',
    by: '渠道管理员',
  },
  carryOutMoves: {
    title: (count) => `办理 ${countText(count)} 件已批准的变更合并`,
    why: '月份到了，有事挡着没有自动办理。打开看挡着什么，办完后点“办理”。',
    act: '去办理',
    by: '渠道管理员',
  },
  settleExits: {
    title: (count) => `结清 ${countText(count)} 个退出网点的保证金和基金`,
    why: '退出已经批准；等月份结账、申诉了结等办完，在申请页点“结清保证金和基金”。',
    act: '去结清',
    by: '渠道管理员',
  },
  print: { title: () => '打印结算单和汇总表', why: '本月已结账，结算单已定稿。', act: '去打印', by: '渠道管理员' },
}

const unknown: TodoWords = { title: () => '还有一件事要办', why: '', act: '去看看', by: '同事' }

/** The words for a thing to be done; one that is not known still gets a line. */
export const todoWords = (key: string): TodoWords => words[key] ?? unknown

/** Every key that has words; a test holds it against the back office's list. */
export const knownTodos: readonly string[] = Object.keys(words)

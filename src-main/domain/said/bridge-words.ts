/** The causes of the bridge in the office's words, and what each of them means. */
import type { BridgeCause } from '../bridge.ts'

const causes: Record<BridgeCause, readonly [label: string, meaning: string]> = {
  firstSettled: ['上月未结算', '上月没有结算，没有可比的'],
  newActivations: ['新入网', '本月新入网的用户首期酬金'],
  fallingDue: ['分期到期', '同一批用户本月到期的期次与上月不同'],
  left: ['拆机退出', '上月还在、本月已拆机或冲正的用户'],
  notMet: ['达标户数', '本月停机、通话或净收入不够的，比上月多或少'],
  revenue: ['净收入变化', '分成用户的净收入或档次与上月不同'],
  missingData: ['缺用户月度', '没有当月用户月度的用户比上月多或少'],
  lateData: ['晚到数据', '以前月份的用户，数据上月还没有'],
  volume: ['业务量', '业务量比上月多或少，按上月的酬金水平计'],
  tier: ['档次变化', '达到的档次与上月不同'],
  factor: ['系数变化', '分级、星级或考核系数与上月不同'],
  limit: ['封顶保底', '封顶、保底的影响与上月不同'],
  policyStarted: ['政策开始', '本月开始执行的政策'],
  policyEnded: ['政策结束', '上月还执行、本月已结束的政策'],
  policyChanged: ['政策改版', '同一政策换了版本，标准不同'],
  eligibility: ['网点条件', '网点的类型、分级、区域等使条款适用或不再适用'],
  schedule: ['发放月份', '补贴只在规定的月份发'],
  activeDays: ['在营天数', '在营天数与上月不同'],
  completion: ['任务完成', '任务完成率与上月不同'],
  assigned: ['上级清单', '上级酬金清单的项目与上月不同'],
  clawback: ['扣回', '扣回已付酬金，与上月之差'],
  adjustment: ['调整', '已确认的调整，与上月之差'],
}

/** 新入网, 分期到期, … */
export const causeWords = (cause: BridgeCause): string => causes[cause][0]

/** What the cause means, in a sentence without its end. */
export const causeMeaning = (cause: BridgeCause): string => causes[cause][1]

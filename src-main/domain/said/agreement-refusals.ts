/** The words for refusals about agreements, deposits and agents' changes of owner. */

import { type Details, list, number, text } from './detail-words.ts'
import { moveBlockWords } from './move-words.ts'
import { monthWords } from './terms.ts'

export const agreementRefusals = {
  AGREEMENTS_REJECTED: (d: Details) => `有 ${number(d.count)} 行不对，都没有登记。请按下面的说明改好再登记。`,
  AGREEMENT_DATES: (d: Details) =>
    d.reason === 'endOutside'
      ? `终止日 ${text(d.on)} 不在协议期内（${text(d.from)} 至 ${text(d.to)}）。请填协议期内、到期日以前的一天；还没有开始的协议，填开始日的前一天。`
      : `协议的截止日期 ${text(d.to)} 早于开始日期 ${text(d.from)}。请改正后再保存。`,
  AGREEMENT_OUTLET: (d: Details) =>
    `网点 ${text(d.outlet)} 在 ${text(d.day)} ${text(d.has) ? `属于代理商 ${text(d.has)}` : '没有代理商'}，不属于 ${text(d.agent)}，不能写进他的协议。请改网点或开始日期，或先变更网点的代理商。`,
  AGREEMENT_OVERLAP: (d: Details) =>
    `网点 ${text(d.outlet)} 在 ${text(d.from)} 至 ${text(d.to)} 已有协议 ${text(d.with)}，${
      d.exclusive === true ? '专营期间不能再有别的协议' : '同一代理商同一时间只能有一份'
    }。请改起止日期，或先提前终止那一份。`,
  AGREEMENT_RENEWAL: (d: Details) =>
    `续签要接在协议 ${text(d.number)} 的最后一天（${text(d.last)}）之后，不能从 ${text(d.from)} 开始。请改开始日期。`,
  AGREEMENT_RENEWED: (d: Details) =>
    `协议 ${text(d.number)} 已经续签为 ${text(d.by)}。要再续，请打开 ${text(d.by)} 续签。`,
  DEPOSIT_SHORT: (d: Details) =>
    `${text(d.kind) || '保证金'}可以动用的不够：代理商 ${text(d.agent)} 到 ${text(d.day)} 只有 ${text(d.free)} 元，不够 ${text(d.asked)} 元（待确认的已经占用）。请改小金额。`,
  DEPOSIT_USED: (d: Details) =>
    `期初的保证金已经有扣除或退还在用（代理商 ${list(d.agents).join('、')}），不能撤回启用。请先撤回那些申请。`,
  AGENT_MOVED: (d: Details) =>
    `${text(d.period) ? monthWords(text(d.period)) : '这个月'}之后已经办理了代理商变更合并（${list(d.moves).join('、')}），金额是按本月结账的数转过去的，不能再反结账或撤回启用。请做下月调整。`,
  MOVE_WAITS: (d: Details) =>
    `${monthWords(text(d.month))}以前的月份还没有结完账，转过去的金额还不能定。上个月结账时会自动办理，不用再点。`,
  MOVE_BUILT_ON: (d: Details) => {
    const found = (Array.isArray(d.points) ? (d.points as Details[]) : []).map(moveBlockWords)
    return `这一件变更合并不能撤销了：${found.join('；')}。请先退回这些事，或按现在的情况另办一件。`
  },
  AGENT_MOVE_BLOCKED: (d: Details) => {
    const found = (Array.isArray(d.points) ? (d.points as Details[]) : []).map(moveBlockWords)
    return `还不能办理变更合并：${found.join('；')}${number(d.more) > 0 ? ' 等' : ''}。请先了结，再提交或批准。`
  },
}

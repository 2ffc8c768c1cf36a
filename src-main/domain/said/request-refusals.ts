/** The words for refusals about requests. */

import type { ExitPoint } from '../exit-settlement.ts'
import type { RequestKind, RequestSubject } from '../request.ts'
import { type Details, list, quoted, text } from './detail-words.ts'
import { exitPointWords } from './exit-words.ts'
import { requestFieldWords, requestKindWords } from './request-words.ts'
import { stateWords } from './terms.ts'

const kindOf = (d: Details): string => requestKindWords(text(d.kind) as RequestKind) ?? '申请'

export const requestRefusals = {
  REQUEST_OPEN: (d: Details) => {
    const code = text(d.code)
    const field = text(d.field)
    const thing = d.subject === 'agent' ? '代理商' : '网点'
    if (field === 'agreement')
      return `协议 ${code} 已有申请 ${text(d.number)} 在等审批。请先办完那一件，或撤回后重新申请。`
    return field === 'code'
      ? `网点编码 ${code} 已有准入申请 ${text(d.number)} 在等审批。请先办完那一件，或撤回后重新申请。`
      : `${thing} ${code} 的${quoted(requestFieldWords(d.subject as RequestSubject, field), '这一项')}已有申请 ${text(d.number)} 在等审批。请先办完那一件，或撤回后重新申请。`
  },
  REQUESTS_ON: () =>
    '本县已启用申请审批，协议的签订、续签、更正、终止要先申请，由另一个人批准。请重新打开这一页，再提交申请。',
  REQUESTS_OFF: () => '本县还没有启用申请审批，资料可以直接修改。要先申请再修改，请管理员在“渠道 › 申请”的设置里启用。',
  NOTHING_ASKED: (d: Details) =>
    `${text(d.code)} 在 ${text(d.day)} 的值与申请的相同，不用申请。请检查要改的内容和生效日期。`,
  EXIT_WAITS: (d: Details) => {
    const points = (Array.isArray(d.points) ? (d.points as ExitPoint[]) : []).map(exitPointWords)
    return `还不能结清保证金和基金：${points.join('；')}。请先办完，再来结清。`
  },
  LIFE_STEP: (d: Details) =>
    d.reason === 'later'
      ? `网点 ${text(d.code)} 已定从 ${text(d.day)} 起${quoted(stateWords(text(d.status)), '变更状态')}，${kindOf(d)}的生效日期不能早于那天。请改成 ${text(d.day)} 或更晚。`
      : `网点 ${text(d.code)} 在 ${text(d.day)} 是${quoted(stateWords(text(d.status)), '别的状态')}，不能申请${kindOf(d)}。请检查网点和生效日期。`,
  CHECKLIST: (d: Details) => {
    const items = list(d.items).join('、')
    if (d.reason === 'missing') return `准入条件还没有填全：${items}。请填好再提交或批准。`
    if (d.reason === 'unmet') return `准入条件有不达标的：${items}。要批准，请在审批意见里写明理由。`
    return `准入条件填得不对：${items}。数字项请填数字，是否项请选是或否。`
  },
}

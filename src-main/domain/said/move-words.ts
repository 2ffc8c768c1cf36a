/** The words about agents' changes of owner and mergers: what stands in the way of one, and of undoing one. */
import { type Details, list, text } from './detail-words.ts'
import { monthWords } from './terms.ts'

/** One thing in the way, as part of a sentence. */
export function moveBlockWords(point: Details): string {
  const named = list(point.names).slice(0, 5).join('、')
  switch (point.code) {
    case 'FUND_PAYOUT_OPEN':
      return `代理商 ${text(point.agent)} 还有没付完的基金支取`
    case 'DEPOSIT_OPEN':
      return `代理商 ${text(point.agent)} 还有待确认的保证金扣除或退还`
    case 'DEPOSIT_SHORT':
      return `代理商 ${text(point.agent)} 的${named}已经扣过或退过，余额不够所选的收据，请少选几张`
    case 'RECEIPTS_GONE':
      return `代理商 ${text(point.agent)} 的账上没有所选的收据 ${named}，或已经冲正`
    case 'MOVE_OPEN':
      return `代理商 ${text(point.agent)} 还有一件没有办完的变更合并`
    case 'OUTLETS_MISSING':
      return `合并要带走全部网点，还差 ${named}`
    case 'OUTLETS_CHANGED':
      return `网点 ${named} 到那一天已不属于代理商 ${text(point.agent)}`
    case 'NOTHING_MOVES':
      return '没有选网点'
    case 'MONTH_CLOSED':
      return `那个月已经结账，最早可以从${monthWords(text(point.month))} 1 日起生效`
    case 'MOVED_ON':
      return `后来又办理了代理商 ${text(point.agent)} 或原代理商的变更合并`
    case 'OUTLETS_CHANGED_SINCE':
      return `网点 ${named} 后来又改过代理商`
    case 'DEPOSIT_USED':
      return `转给 ${text(point.agent)} 的保证金（${named}）已经有扣除或退还`
    case 'FUND_USED':
      return `转给 ${text(point.agent)} 的基金已经支取`
    case 'AGREEMENT_SINCE':
      return `后来又签订或终止了协议 ${named}`
    case 'MONTH_REVIEWED':
      return `${monthWords(text(point.month))}的结算已经复核，要先退回`
    default:
      return '还有未了的事'
  }
}

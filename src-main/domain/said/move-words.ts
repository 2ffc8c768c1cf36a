/** The words about agents' changes of owner and mergers: what stands in the way of one. */
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
    case 'MOVE_OPEN':
      return `代理商 ${text(point.agent)} 还有一件没有办完的变更合并`
    case 'OUTLETS_MISSING':
      return `合并要带走全部网点，还差 ${named}`
    case 'OUTLETS_CHANGED':
      return `网点 ${named} 到那一天已不属于代理商 ${text(point.agent)}`
    case 'NOTHING_MOVES':
      return '没有选网点'
    case 'MONTH_NOT_NEXT':
      return `只能从最早的未结账月份（${monthWords(text(point.month))}）1 日起生效，以前的账结清了金额才能定`
    case 'MONTH_REVIEWED':
      return `${monthWords(text(point.month))}的结算已经复核，要先退回`
    default:
      return '还有未了的事'
  }
}

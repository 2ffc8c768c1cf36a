/** The words for what an exit's settlement waits for. */
import type { ExitPoint } from '../exit-settlement.ts'

const words: Readonly<Record<ExitPoint['code'], (about: string) => string>> = {
  NOT_YET: (day) => `退出到 ${day} 才生效，那天起可以结清`,
  NOT_SEEN: () => '报备的退出要另一个人阅知后才能结清',
  NOT_LAST: (outlets) => `代理商还有没退出的网点：${outlets}。最后一个网点退出后才能结清，要保留的不用办`,
  UNSETTLED: (months) => `${months}还没有结账，还会有酬金和基金入账`,
  DISPUTE: (count) => `还有 ${count} 件申诉没有了结`,
  ADJUSTMENT: (count) => `还有 ${count} 笔调整没有确认`,
  DEPOSIT_OPEN: (count) => `保证金还有 ${count} 笔扣除、退还或冲正在等确认`,
  DEPOSIT_SHORT: (kind) => `${kind}的余额不够申请里写的抵扣，请在保证金里办理`,
  NO_AMOUNT: () => '申请里没有写抵扣多少，请在保证金里办理',
}

export const exitPointWords = ({ code, about }: ExitPoint): string => words[code](about)

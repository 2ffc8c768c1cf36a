/** Business of a month entered for an outlet after it had left. */
import { type Fen, yuan } from '../money.ts'
import type { IsoDate } from '../month.ts'
import type { CheckWords, Finding } from './check.ts'

export const exitedBusiness: CheckWords = {
  code: 'exitedBusiness',
  title: '退出的网点还有业务',
  why: '网点退出次日起还有业务明细，可能是工号没有收回、冒用退出网点，或退出日期登记错了。',
  act: '核对退出日期，收回工号；冒用的业务更正到实际网点。',
}

export interface ExitedOutlet {
  readonly outlet: string
  readonly name: string
  /** Null: exited since ever. */
  readonly exitedOn: IsoDate | null
  /** Rows of the month dated later. */
  readonly rows: number
  readonly amount: Fen
}

export function businessAfterExit(outlets: readonly ExitedOutlet[]): Finding[] {
  return outlets
    .filter(({ rows }) => rows > 0)
    .map(({ outlet, name, exitedOn, rows, amount }) => ({
      key: outlet,
      subject: `outlet:${outlet}`,
      name,
      said: `${exitedOn === null ? '早已退出' : `${exitedOn} 退出`}，之后还有 ${rows} 笔业务`,
      evidence: [
        ['退出日期', exitedOn ?? '登记前'],
        ['退出后的业务', `${rows} 笔，金额 ${yuan(amount)} 元`],
      ] as [string, string][],
      link: `/outlets/${encodeURIComponent(outlet)}?tab=business`,
    }))
}

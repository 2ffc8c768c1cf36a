/** A transfer to the bank that is not what the claim sheet was approved with: payee, bank, account or amount. */
import { type Fen, yuan } from '../money.ts'
import type { CheckWords, Finding } from './check.ts'

export const transferDiffers: CheckWords = {
  code: 'transferDiffers',
  title: '付款文件与报账单不一致',
  why: '报账单审过之后，付款文件里的户名、开户行、账号或金额变了：审的和付的不是一回事。',
  act: '没有发出的作废付款文件重新生成；发出的查清是谁、依据什么改的。',
}

export interface ClaimedTransfer {
  readonly agent: string
  readonly name: string
  readonly sheet: string
  readonly file: string
  readonly claimed: TransferFacts
  readonly transferred: TransferFacts
  readonly people: readonly string[]
}

export interface TransferFacts {
  readonly payee: string | null
  readonly bank: string | null
  readonly account: string | null
  readonly amount: Fen
}

const parts: readonly [string, (facts: TransferFacts) => string][] = [
  ['收款户名', ({ payee }) => payee ?? '（空）'],
  ['开户行', ({ bank }) => bank ?? '（空）'],
  ['银行账号', ({ account }) => account ?? '（空）'],
  ['金额', ({ amount }) => `${yuan(amount)} 元`],
]

export function transfersDiffering(transfers: readonly ClaimedTransfer[]): Finding[] {
  return transfers.flatMap(({ agent, name, sheet, file, claimed, transferred, people }) => {
    const differing = parts.filter(([, of]) => of(claimed) !== of(transferred))
    if (differing.length === 0) return []
    return {
      key: `${agent} ${file}`,
      subject: `agent:${agent}`,
      name,
      said: `付款文件 ${file} 的${differing.map(([label]) => label).join('、')}与报账单 ${sheet} 不同`,
      evidence: differing.map(([label, of]): [string, string] => [
        label,
        `报账单 ${of(claimed)} → 付款文件 ${of(transferred)}`,
      ]),
      link: '/settlements/paying/files',
      people,
    }
  })
}

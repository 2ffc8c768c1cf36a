/** The words of deposits: acts and states, who may decide, and what is printed of one. */

import type { client } from '../../api/client.ts'
import { moneyText } from '../../ui/figures.ts'
import { escapeHtml } from '../../ui/printing.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type DepositAccount = Awaited<ReturnType<typeof client.deposits.account.query>>
export type DepositEntry = DepositAccount['entries'][number]

const acts: Readonly<Record<DepositEntry['act'], string>> = {
  opening: '期初',
  paid: '缴存',
  deducted: '扣除',
  returned: '退还',
  corrected: '冲正',
  movedIn: '转入',
  movedOut: '转出',
}
export const depositActWords = (act: DepositEntry['act']): string => acts[act]

const states: Readonly<Record<DepositEntry['state'], { label: string; tone: Tone }>> = {
  asked: { label: '待确认', tone: 'now' },
  confirmed: { label: '已入账', tone: 'plain' },
  refused: { label: '已驳回', tone: 'wrong' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}
export const depositState = (state: DepositEntry['state']) => states[state]

/** Why a person cannot decide about an entry; undefined where he can. */
export function decidingFault(
  { state, author }: Pick<DepositEntry, 'state' | 'author'>,
  person: string,
): string | undefined {
  if (state !== 'asked') return '只有待确认的才能确认或驳回'
  return author === person ? '您申请的要由另一个人确认' : undefined
}

const titles: Partial<Record<DepositEntry['act'], string>> = {
  opening: '保证金收据',
  paid: '保证金收据',
  returned: '保证金退还单',
  deducted: '保证金扣除通知单',
}

/** What can be printed of an entry: its title; undefined where there is no paper for it. */
export const paperTitle = ({ act, state }: Pick<DepositEntry, 'act' | 'state'>): string | undefined =>
  state === 'confirmed' || state === 'asked' ? titles[act] : undefined

/** 收据, 退还单 or 扣除通知单 of an entry on A4, with the amount in words and places for signatures. */
export function depositPaper(one: DepositEntry, county: string, today: string): string {
  const isReceipt = one.act === 'paid' || one.act === 'opening'
  const rows: [string, string][] = [
    ['代理商', `${one.name}（${one.agent}）`],
    ['保证金种类', one.kind],
    ['日期', one.day],
    [isReceipt ? '收据号' : '单据号', one.receipt ?? ''],
    ['金额（小写）', `￥${moneyText(one.amount)}`],
    ['金额（大写）', one.inWords],
    [isReceipt ? '备注' : '原因', one.reason ?? ''],
    ...(one.balance === null ? [] : ([['办理后余额', `${moneyText(one.balance)} 元`]] as [string, string][])),
  ]
  const table = rows
    .map(([label, text]) => `<tr><th style="width:32mm">${label}</th><td>${escapeHtml(text)}</td></tr>`)
    .join('')
  const lead = isReceipt
    ? '今收到下列保证金。'
    : one.act === 'returned'
      ? '下列保证金经审批退还，请核对后签收。'
      : '因下列原因扣除保证金，请核对。'
  const notYet = one.state === 'asked' ? '<p><b>待确认，未生效。</b></p>' : ''
  return `<h1>${titles[one.act] ?? '保证金'}</h1>
<p style="text-align:right">${one.id === null ? '期初' : `编号 ${one.id}`}</p>
${notYet}<p>${lead}</p><table>${table}</table>
<p style="margin-top:8mm;text-align:right">${escapeHtml(county)}（盖章）<br>${escapeHtml(today)}</p>
<p style="display:flex;justify-content:space-between;margin-top:12mm">
<span>经办：${escapeHtml(one.author ?? '')}</span><span>审批：${escapeHtml(one.decidedBy ?? '')}</span>
<span>财务：　　　　　</span><span>代理商签收：　　　　　　</span></p>`
}

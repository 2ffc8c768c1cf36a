/** The columns of deposits' entries and what can be done with one: confirm, refuse, withdraw, put right, print. */

import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { moneyText } from '../../ui/figures.ts'
import { printHtml } from '../../ui/printing.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import {
  type DepositEntry,
  decidingFault,
  depositActWords,
  depositPaper,
  depositState,
  paperTitle,
} from './deposit-words.ts'

export const entryColumns: readonly Column<DepositEntry>[] = [
  { key: 'kind', title: '种类', width: 110, value: (row) => row.kind, sortable: true },
  { key: 'day', title: '日期', width: 94, kind: 'date', value: (row) => row.day, sortable: true },
  { key: 'act', title: '事项', width: 60, value: (row) => depositActWords(row.act), sortable: true },
  { key: 'signed', title: '金额', width: 110, kind: 'money', value: (row) => row.signed, sortable: true },
  { key: 'balance', title: '余额', width: 110, kind: 'money', value: (row) => row.balance, noSum: true },
  {
    key: 'state',
    title: '状态',
    width: 76,
    value: (row) => depositState(row.state).label,
    show: (row) => <StateTag {...depositState(row.state)} />,
    sortable: true,
  },
  { key: 'receipt', title: '收据号', width: 110, value: (row) => row.receipt, sortable: true },
  { key: 'reason', title: '原因、备注', width: 220, value: (row) => row.reason },
  { key: 'author', title: '经办人', width: 76, value: (row) => row.author, sortable: true },
  { key: 'decidedBy', title: '确认人', width: 76, value: (row) => row.decidedBy, sortable: true },
  { key: 'decision', title: '驳回或撤回原因', width: 160, value: (row) => row.decision },
]

/** The acts for one chosen entry, and the dialog that one of them opens. */
export function useEntryActs() {
  const person = usePerson()
  const { county, today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const notReviewer = useMissingRole(['reviewer'])
  const notAsker = useMissingRole(['clerk', 'finance'])
  const [asking, setAsking] = useState<{ what: 'refuse' | 'withdraw' | 'correct'; one: DepositEntry }>()
  const acts = (rows: readonly DepositEntry[]): Act[] => {
    const [one] = rows
    if (!one || rows.length > 1) return []
    const { id } = one
    const title = paperTitle(one)
    const deciding = notReviewer ?? decidingFault(one, person.name)
    return [
      {
        key: 'confirm',
        label: '确认',
        tone: 'primary',
        disabled: deciding,
        done: '已确认入账。',
        run: () => (id === null ? undefined : change(client.deposits.confirm.mutate({ id }))),
      },
      { key: 'refuse', label: '驳回', disabled: deciding, run: () => setAsking({ what: 'refuse', one }) },
      {
        key: 'withdraw',
        label: '撤回',
        disabled: notAsker ?? (one.state === 'asked' ? undefined : '只有待确认的才能撤回'),
        run: () => setAsking({ what: 'withdraw', one }),
      },
      {
        key: 'correct',
        label: '冲正',
        disabled:
          notAsker ?? (one.act === 'paid' && one.state === 'confirmed' ? undefined : '只有已入账的缴存才能冲正'),
        run: () => setAsking({ what: 'correct', one }),
      },
      {
        key: 'paper',
        label: title ? `打印${title.replace('保证金', '')}` : '打印',
        disabled: title ? undefined : '这一笔没有单据',
        run: () => printHtml(`${title} ${one.name}`, depositPaper(one, county?.name ?? '', today)),
      },
    ]
  }
  const dialog = asking ? (
    <AskReason
      title={`${words[asking.what].title}：${asking.one.name} ${depositActWords(asking.one.act)} ${moneyText(asking.one.amount)} 元`}
      ok={words[asking.what].ok}
      label={`${words[asking.what].title}原因`}
      {...(asking.what === 'correct' ? { text: '录错的缴存由另一个人确认后冲掉，再登记正确的一笔。' } : {})}
      onClose={() => setAsking(undefined)}
      run={async ({ reason }) => {
        const { id } = asking.one
        if (id === null) return
        await change(client.deposits[asking.what].mutate({ id, reason }))
        notice.done(words[asking.what].done)
      }}
    />
  ) : null
  return { acts, dialog }
}

const words = {
  refuse: { title: '驳回', ok: '驳回', done: '已驳回，占用的金额已放回。' },
  withdraw: { title: '撤回', ok: '撤回', done: '已撤回，占用的金额已放回。' },
  correct: { title: '冲正', ok: '申请冲正', done: '已申请冲正，等另一个人确认。' },
} as const

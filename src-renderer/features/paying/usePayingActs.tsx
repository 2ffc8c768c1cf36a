/** What finance can do to selected payments, with the dialogs that ask before. */

import { useState } from 'react'
import { useNavigate } from 'react-router'
import { client } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { BankFileDialog } from './BankFileDialog.tsx'
import { ClaimDialog } from './ClaimDialog.tsx'
import { PaidDialog } from './PaidDialog.tsx'
import { type RowAct, rowsFault } from './paying-words.ts'
import type { PayingRow, PaymentKey } from './shapes.ts'

/** A row of any list of payments; one that does not know its file is checked by the back office. */
type ActRow = PaymentKey & Pick<PayingRow, 'state'> & Partial<Pick<PayingRow, 'file'>>

type Asking = { readonly act: RowAct; readonly payments: readonly PaymentKey[] }

const labels: Readonly<Record<RowAct, string>> = {
  claim: '报账',
  file: '生成付款文件',
  pay: '登记已付',
  return: '登记退回',
  reissue: '重新发放',
  hold: '缓发',
  release: '解除缓发',
}

export function usePayingActs() {
  const navigate = useNavigate()
  const notice = useNotice()
  const notFinance = useMissingRole(['finance'])
  const [asking, setAsking] = useState<Asking>()

  const batchActs = (rows: readonly ActRow[]): Act[] => {
    const payments = rows.map(({ period, agent }) => ({ period, agent }))
    const ask = (act: RowAct): Act => ({
      key: act,
      label: labels[act],
      disabled: notFinance ?? rowsFault(act, rows),
      run: () => setAsking({ act, payments }),
    })
    const reissue: Act = {
      ...ask('reissue'),
      confirm: {
        title: `重新发放 ${rows.length} 笔`,
        text: '回到“已报账”，可以再进付款文件，按代理商资料里现在的账号付。请先把账号改好。',
        ok: '重新发放',
      },
      run: async () => {
        const { unchanged } = await client.paying.reissue.mutate({ payments })
        if (unchanged.length > 0)
          notice.warn(`${unchanged.join('、')} 的账号还是被退回的那个，请先改好再生成付款文件。`)
        else notice.done('已回到“已报账”，可以再生成付款文件。')
      },
    }
    return [
      { ...ask('claim'), tone: 'primary' },
      { ...ask('file'), tone: 'primary' },
      ask('pay'),
      ask('return'),
      reissue,
      ask('hold'),
      ask('release'),
    ]
  }

  const onClose = () => setAsking(undefined)
  const count = asking?.payments.length ?? 0
  const payments = [...(asking?.payments ?? [])]
  const dialog =
    asking === undefined ? null : asking.act === 'claim' ? (
      <ClaimDialog
        payments={payments}
        onClose={onClose}
        onDone={(id) => navigate(`/settlements/paying/sheets/${id}`)}
      />
    ) : asking.act === 'file' ? (
      <BankFileDialog
        payments={payments}
        onClose={onClose}
        onDone={(id) => navigate(`/settlements/paying/files/${id}`)}
      />
    ) : asking.act === 'pay' ? (
      <PaidDialog payments={payments} onClose={onClose} />
    ) : asking.act === 'return' ? (
      <AskReason
        title={`登记退回：${count} 笔`}
        label="退回原因"
        ok="登记退回"
        text="银行把钱退了回来。改好账号后可以重新发放。"
        onClose={onClose}
        run={async ({ reason }) => {
          await client.paying.markReturned.mutate({ payments, reason })
          notice.done('已登记退回。')
        }}
      />
    ) : asking.act === 'hold' ? (
      <AskReason
        title={`缓发 ${count} 笔`}
        label="缓发原因"
        ok="缓发"
        text="缓发的不能报账，也不进付款文件，直到解除。"
        onClose={onClose}
        run={async ({ reason }) => {
          await client.paying.hold.mutate({ payments, reason })
          notice.done(`已缓发 ${count} 笔。`)
        }}
      />
    ) : (
      <AskReason
        title={`解除缓发：${count} 笔`}
        label="解除原因"
        ok="解除缓发"
        text="回到缓发以前的状态。"
        onClose={onClose}
        run={async ({ reason }) => {
          await client.paying.release.mutate({ payments, reason })
          notice.done(`已解除 ${count} 笔。`)
        }}
      />
    )
  return { batchActs, dialog }
}

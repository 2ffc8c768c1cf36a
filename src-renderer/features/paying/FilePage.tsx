/** A payment file: its transfers and what became of each, its hash, the file again, and cancelling what is open. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { lineStateWords, payeeWarningWords } from '../../../src-main/domain/said/paying-words.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Column } from '../../ui/column.ts'
import { Money } from '../../ui/Figure.tsx'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, ThingPage, type ThingTab } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { fileState } from './FileList.tsx'
import { lineTone } from './paying-words.ts'
import type { Transfer } from './shapes.ts'

const columns: readonly Column<Transfer>[] = [
  { key: 'number', title: '序号', width: 48, kind: 'count', noSum: true, value: (row) => row.number },
  { key: 'reference', title: '业务参考号', width: 138, value: (row) => row.reference },
  { key: 'agent', title: '代理商', width: 84, value: (row) => row.agent },
  { key: 'payee', title: '收款户名', width: 130, value: (row) => row.payee },
  { key: 'account', title: '收款账号', width: 176, value: (row) => row.account },
  { key: 'bank', title: '开户行', width: 176, value: (row) => row.bank },
  { key: 'amount', title: '金额', width: 100, kind: 'money', value: (row) => row.amount },
  {
    key: 'state',
    title: '状态',
    width: 92,
    value: (row) => lineStateWords(row.state),
    show: (row) => <StateTag label={lineStateWords(row.state)} tone={lineTone(row.state)} />,
  },
  { key: 'paidOn', title: '付款日', width: 88, kind: 'date', value: (row) => row.paidOn },
  { key: 'reason', title: '原因', width: 130, value: (row) => row.reason },
  { key: 'purpose', title: '用途', width: 170, value: (row) => row.purpose },
]

export function FilePage() {
  const id = Number(useParams().id)
  const navigate = useNavigate()
  const notice = useNotice()
  const notFinance = useMissingRole(['finance'])
  const [cancelling, setCancelling] = useState(false)
  const asked = useQuery(trpc.paying.file.queryOptions({ id }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  const file = asked.data
  if (!file) return <p className="entrance-waiting">正在读取……</p>
  const { open } = file.byState
  const tabs: ThingTab[] = [
    {
      key: 'lines',
      label: '付款明细',
      count: file.transfers.length,
      content: (
        <FittedGrid<Transfer>
          label="付款明细"
          columns={columns}
          total={file.transfers.length}
          rowAt={(index) => file.transfers[index]}
          rowKey={(row) => row.reference}
          mostRows={14}
          onOpen={(row) => navigate(`/settlements/payments/${encodeURIComponent(row.agent)}?tab=paying`)}
          empty={<p className="quiet">没有明细。</p>}
        />
      ),
    },
  ]
  if (file.warnings.length > 0)
    tabs.push({
      key: 'warnings',
      label: '已核实的提醒',
      count: file.warnings.length,
      content: (
        <ul className="warn-lines">
          {file.warnings.map((warning) => (
            <li key={payeeWarningWords(warning)}>{payeeWarningWords(warning)}</li>
          ))}
        </ul>
      ),
    })
  return (
    <>
      <ThingPage
        kind="付款文件"
        name={`付款文件 ${file.number}`}
        state={fileState(file)}
        back={{ to: '/settlements/paying/files', label: '付款文件' }}
        facts={[
          ['笔数', `${file.lines} 笔`],
          ['控制合计', <Money key="sum" value={file.amount} />],
          ['大写', file.inWords],
          ['制单', `${file.user} ${momentWords(file.at)}`],
          ['校验值', <code key="hash">{file.sha256.slice(0, 16)}</code>],
          ...(file.cancelledBy
            ? ([['作废', `${file.cancelledBy} ${momentWords(file.cancelledAt)} ${file.cancelReason ?? ''}`]] as const)
            : []),
        ]}
        acts={[
          {
            key: 'result',
            label: '登记银行回盘',
            tone: 'primary',
            disabled: notFinance ?? (open.count > 0 ? undefined : '没有等回盘的了'),
            run: () => navigate('/settlements/paying/result'),
          },
          {
            key: 'open',
            label: '下载文件',
            disabled: notFinance,
            run: async () => {
              const again = await client.paying.openFile.mutate({ id })
              saveExport(again.export, again.name)
            },
          },
          {
            key: 'cancel',
            label: '作废未回盘的',
            tone: 'danger',
            disabled: notFinance ?? (open.count > 0 ? undefined : '没有等回盘的了'),
            run: () => setCancelling(true),
          },
        ]}
        tabs={tabs}
      />
      {cancelling ? (
        <AskReason
          title={`作废 ${file.number} 里未回盘的 ${open.count} 笔`}
          label="作废原因"
          ok="作废"
          danger
          text="请确认银行还没有付，也不会再付。作废后这些付款可以进别的付款文件。"
          onClose={() => setCancelling(false)}
          run={async ({ reason }) => {
            await client.paying.cancelFile.mutate({ id, reason })
            notice.done('已作废未回盘的。')
          }}
        />
      ) : null}
    </>
  )
}

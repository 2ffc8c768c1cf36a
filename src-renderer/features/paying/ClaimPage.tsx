/** A claim sheet: its lines, the paper as it will be printed, and cancelling it. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Column } from '../../ui/column.ts'
import { Money } from '../../ui/Figure.tsx'
import { FittedGrid } from '../../ui/FittedGrid.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { sheetState } from './ClaimList.tsx'
import { PaperView, paperActs } from './PaperView.tsx'
import { paymentState } from './paying-words.ts'
import type { ClaimLine } from './shapes.ts'

const columns: readonly Column<ClaimLine>[] = [
  { key: 'agent', title: '代理商编码', width: 110, value: (row) => row.agent },
  { key: 'name', title: '代理商名称', width: 240, value: (row) => row.name },
  { key: 'period', title: '账期', width: 100, kind: 'month', value: (row) => row.period },
  { key: 'amount', title: '报账金额', width: 120, kind: 'money', value: (row) => row.amount },
  {
    key: 'state',
    title: '现在的状态',
    width: 110,
    value: (row) => (row.live ? paymentStateWords(row.state) : '已撤出'),
    show: (row) => (row.live ? <StateTag {...paymentState(row.state)} /> : <StateTag label="已撤出" />),
  },
]

export function ClaimPage() {
  const id = Number(useParams().id)
  const navigate = useNavigate()
  const notice = useNotice()
  const notFinance = useMissingRole(['finance'])
  const [cancelling, setCancelling] = useState(false)
  const asked = useQuery(trpc.paying.claimSheet.queryOptions({ id }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  const sheet = asked.data
  if (!sheet) return <p className="entrance-waiting">正在读取……</p>
  const paper = { paper: 'claimSheet', id } as const
  return (
    <>
      <ThingPage
        kind="报账单"
        name={`报账单 ${sheet.number}`}
        state={sheetState(sheet.state)}
        back={{ to: '/settlements/paying/sheets', label: '报账单' }}
        facts={[
          ['账期', sheet.periods.map(monthWords).join('、')],
          ['代理商', `${sheet.agents} 家，${sheet.count} 笔`],
          ['控制合计', <Money key="sum" value={sheet.amount} />],
          ['大写', sheet.inWords],
          ['制表', `${sheet.user} ${momentWords(sheet.at)}`],
          ...(sheet.exception ? ([['例外说明', sheet.exception]] as const) : []),
          ...(sheet.cancelledBy
            ? ([
                ['取消', `${sheet.cancelledBy} ${momentWords(sheet.cancelledAt)} ${sheet.cancelReason ?? ''}`],
              ] as const)
            : []),
        ]}
        acts={[
          ...paperActs(paper),
          {
            key: 'cancel',
            label: '取消报账单',
            tone: 'danger',
            disabled: notFinance ?? (sheet.state === 'live' ? undefined : '已经取消了'),
            run: () => setCancelling(true),
          },
        ]}
        tabs={[
          {
            key: 'lines',
            label: '明细',
            count: sheet.lines.length,
            content: (
              <FittedGrid<ClaimLine>
                label="报账明细"
                columns={columns}
                total={sheet.lines.length}
                rowAt={(index) => sheet.lines[index]}
                rowKey={(row) => `${row.period} ${row.agent}`}
                mostRows={16}
                onOpen={(row) => navigate(`/settlements/payments/${encodeURIComponent(row.agent)}?tab=paying`)}
                empty={<p className="quiet">没有明细。</p>}
              />
            ),
          },
          { key: 'paper', label: '打印样张', content: <PaperView asked={paper} /> },
          {
            key: 'scan',
            label: '签字件',
            content: <Attachments subject={`claimSheet:${id}`} canAdd empty="还没有签字后的扫描件。" />,
          },
        ]}
      />
      {cancelling ? (
        <AskReason
          title={`取消报账单 ${sheet.number}`}
          label="取消原因"
          ok="取消报账单"
          danger
          text="上面的付款回到“待票”，可以重新报账；编号不再使用。已付、退回或在付款文件里的不能取消。"
          onClose={() => setCancelling(false)}
          run={async ({ reason }) => {
            await client.paying.cancelClaim.mutate({ id, reason })
            notice.done(`报账单 ${sheet.number} 已取消。`)
          }}
        />
      ) : null}
    </>
  )
}

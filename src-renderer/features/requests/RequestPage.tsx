/** One request: what it changes, its conditions and what it leaves open, who asked and who decides; its form for signature. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { mannerWords, matterWords, requestFieldWords } from '../../../src-main/domain/said/request-words.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { localTime } from '../../ui/moments.ts'
import { ThingPage, type ThingTab } from '../../ui/ThingPage.tsx'
import { Attachments } from '../attachments/Attachments.tsx'
import { Preview, printDocument } from '../reports/Preview.tsx'
import { ApproveDialog, CodeDialog, CompleteDialog } from './decide-dialogs.tsx'
import { ExitPart } from './ExitPart.tsx'
import { ChecklistTable, OpenWorkTable } from './parts.tsx'
import { type RequestWhole, requestState, thingPath } from './shapes.ts'
import '../paying/paying.css'
import '../register/register.css'
import '../reports/reports.css'

type Asking = 'approve' | 'reject' | 'withdraw' | 'complete' | 'giveCode'

export function RequestPage() {
  const { id = '' } = useParams()
  const [asking, setAsking] = useState<Asking>()
  const asked = useQuery(trpc.requests.get.queryOptions({ id: Number(id) }))
  const acts = useActs(asked.data, setAsking)
  if (asked.error && !asked.data) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  const one = asked.data
  if (!one) return <p className="entrance-waiting">正在读取……</p>
  const close = () => setAsking(undefined)
  return (
    <>
      <ThingPage
        key={id}
        kind="申请"
        name={`${matterWords(one)}：${one.name}`}
        code={one.number}
        state={requestState(one)}
        back={{ to: '/requests', label: '申请' }}
        acts={acts}
        facts={factsOf(one)}
        tabs={tabsOf(one)}
        history={<History one={one} />}
      />
      {asking === 'approve' ? <ApproveDialog one={one} onClose={close} /> : null}
      {asking === 'giveCode' ? <CodeDialog one={one} onClose={close} /> : null}
      {asking === 'complete' ? <CompleteDialog one={one} onClose={close} /> : null}
      {asking === 'reject' ? (
        <AskReason
          title={`驳回 ${one.number}`}
          ok="驳回"
          label="驳回原因"
          text="写明哪里不行；申请人改好后可以重新申请。"
          onClose={close}
          run={({ reason }) => client.requests.reject.mutate({ id: one.id, reason })}
        />
      ) : null}
      {asking === 'withdraw' ? (
        <AskReason
          title={`撤回 ${one.number}`}
          ok="撤回"
          label="撤回原因"
          text="不再申请。记录留存。"
          onClose={close}
          run={({ reason }) => client.requests.withdraw.mutate({ id: one.id, reason })}
        />
      ) : null}
    </>
  )
}

/** The acts that the state allows; those that another person must do say so to who asked. */
function useActs(one: RequestWhole | undefined, ask: (what: Asking) => void): Act[] {
  const person = usePerson()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  if (!one) return []
  const own = one.author === person.name ? '是您自己申请的，要由另一个人办' : undefined
  const can = (act: RequestWhole['acts'][number]) => one.acts.includes(act)
  const acts: Act[] = []
  if (can('approve'))
    acts.push(
      { key: 'approve', label: '批准', tone: 'primary', disabled: notReviewer ?? own, run: () => ask('approve') },
      { key: 'reject', label: '驳回', disabled: notReviewer ?? own, run: () => ask('reject') },
    )
  if (can('complete'))
    acts.push({ key: 'complete', label: '填准入条件', disabled: notClerk, run: () => ask('complete') })
  if (can('withdraw')) acts.push({ key: 'withdraw', label: '撤回', disabled: notClerk, run: () => ask('withdraw') })
  if (can('acknowledge'))
    acts.push({
      key: 'acknowledge',
      label: '阅知',
      tone: 'primary',
      disabled: notReviewer ?? own,
      done: '已阅知。',
      run: () => client.requests.acknowledge.mutate({ id: one.id }),
    })
  if (can('giveCode'))
    acts.push({ key: 'code', label: '登记编码', tone: 'primary', disabled: notClerk, run: () => ask('giveCode') })
  if (one.settled && one.settled.pending.length > 0)
    acts.push({
      key: 'settle',
      label: '结清保证金和基金',
      tone: 'primary',
      disabled: notClerk ?? (one.settled.points.length > 0 ? '还不能结清，原因在“保证金和基金”下面' : undefined),
      done: '已结清。基金由财务付款后登记。',
      run: () => client.requests.settleExit.mutate({ id: one.id }),
    })
  acts.push(
    {
      key: 'print',
      label: '打印',
      shortcut: 'Ctrl+P',
      run: async () => printDocument((await client.requests.paperHtml.query({ id: one.id })).html),
    },
    {
      key: 'pdf',
      label: '导出 PDF',
      run: async () => {
        const made = await client.requests.writePaper.mutate({ id: one.id })
        saveExport(made.export, made.name)
      },
    },
  )
  return acts
}

const agreementFact = (number: string, id: number | null): [string, React.ReactNode] => [
  '协议',
  id === null ? (
    number
  ) : (
    <Link key="agreement" to={`/agreements/${id}`}>
      {number}
    </Link>
  ),
]

const factsOf = (one: RequestWhole): [string, React.ReactNode][] => [
  [
    one.subject === 'agent' ? '代理商' : '网点',
    one.kind === 'admission' && one.state !== 'effective' && one.state !== 'approved' ? (
      (one.code ?? '编码待定')
    ) : (
      <Link key="thing" to={thingPath({ ...one, code: one.code ?? one.number })}>
        {one.code ?? one.number}
      </Link>
    ),
  ],
  ...(one.agreement ? [agreementFact(one.agreement.number, one.agreementId)] : []),
  ['方式', mannerWords(one.manner)],
  [
    '生效日期',
    <span key="from" className={one.closedSince ? 'wrong' : ''}>
      {one.activeFrom ?? one.from}
      {one.closedSince ? '（该月已结账）' : ''}
    </span>,
  ],
  ['申请人', one.author],
  ['谁可以批', one.state === 'asked' ? one.deciders.join('、') || '没有别的复核人' : (one.decidedBy ?? '—')],
  ['文号', one.documentNumber ?? '—'],
]

const tabsOf = (one: RequestWhole): ThingTab[] => [
  { key: 'what', label: '内容', content: <What one={one} /> },
  { key: 'form', label: one.manner === 'approval' ? '审批表' : '备案表', content: <Form id={one.id} /> },
  {
    key: 'papers',
    label: '附件',
    count: one.attachments,
    content: (
      <Attachments subject={`request:${one.id}`} canAdd empty="还没有附件。申请表、证照、合同的扫描件可以放在这里。" />
    ),
  },
]

function What({ one }: { readonly one: RequestWhole }) {
  return (
    <div className="request-body">
      <dl className="facts tall">
        <div>
          <dt>原因</dt>
          <dd>{one.reason}</dd>
        </div>
        {one.decision ? (
          <div>
            <dt>{one.state === 'withdrawn' ? '撤回原因' : '意见'}</dt>
            <dd>{one.decision}</dd>
          </div>
        ) : null}
      </dl>
      {one.kind === 'admission' ? null : <Differences one={one} />}
      {one.checklist ? (
        <>
          <h3>准入条件</h3>
          <ChecklistTable checklist={one.checklist} />
        </>
      ) : null}
      {one.kind === 'admission' ? <FirstValues one={one} /> : null}
      {one.settlement ? <ExitPart one={one} /> : null}
      {one.openWork ? (
        <>
          <h3>未了的事项</h3>
          <OpenWorkTable work={one.openWork} />
        </>
      ) : null}
    </div>
  )
}

function Differences({ one }: { readonly one: RequestWhole }) {
  return (
    <table className="plain fitted request-table" aria-label={one.agreement ? '协议内容' : '变更内容'}>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">原来</th>
          <th scope="col">变更为</th>
        </tr>
      </thead>
      <tbody>
        {one.changes.map(({ field, was, becomes, now }) => (
          <tr key={field}>
            <th scope="row">{requestFieldWords(one.subject, field)}</th>
            <td>
              {was ?? '—'}
              {now ? <span className="late">　申请后已变为 {now.value ?? '空'}</span> : null}
            </td>
            <td>
              <b>{becomes ?? '（清空）'}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function FirstValues({ one }: { readonly one: RequestWhole }) {
  return (
    <>
      <h3>拟设网点</h3>
      <dl className="register-view">
        {one.changes.map(({ field, becomes }) => (
          <div key={field}>
            <dt>{requestFieldWords('outlet', field)}</dt>
            <dd>{becomes}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Form({ id }: { readonly id: number }) {
  const paper = useQuery(trpc.requests.paperHtml.queryOptions({ id }))
  if (paper.error) return <p className="wrong">{errorWords(paper.error)}</p>
  if (!paper.data) return <p className="quiet">正在排版……</p>
  return (
    <div className="paper-frame">
      <Preview title={paper.data.title} html={paper.data.html} />
    </div>
  )
}

function History({ one }: { readonly one: RequestWhole }) {
  const lines = [
    one.seenAt ? { at: one.seenAt, text: `${one.seenBy}　阅知` } : undefined,
    one.decidedAt
      ? {
          at: one.decidedAt,
          text: one.decidedBy
            ? `${one.decidedBy}　${one.state === 'rejected' ? '驳回' : one.state === 'withdrawn' ? '撤回' : '批准'}`
            : '报备，当即生效',
        }
      : undefined,
    { at: one.at, text: `${one.author}　申请${one.batch === null ? '' : `（第 ${one.batch} 批导入）`}` },
  ]
  return (
    <ul className="history-lines">
      {lines.map((line) =>
        line ? (
          <li key={line.text}>
            <span className="tabular quiet">{localTime(line.at)}</span>　{line.text}
          </li>
        ) : null,
      )}
    </ul>
  )
}

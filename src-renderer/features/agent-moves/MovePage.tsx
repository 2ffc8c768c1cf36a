/** One change of owner or merger: what moves, who asked, the decision of a second person, its papers. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { moveBlockWords } from '../../../src-main/domain/said/move-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { DoneLines } from '../../ui/DoneLines.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { type Move, type MoveWhole, moveKindWords, moveStanding, moveState } from './move-shapes.ts'
import { PlanView } from './PlanView.tsx'

export function MovePage() {
  const { id = '' } = useParams()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notReviewer = useMissingRole(['reviewer'])
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<keyof typeof asks>()
  const asked = useQuery(trpc.agentMoves.get.queryOptions({ id: Number(id) }))
  const one = asked.data
  if (asked.error && !one) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!one) return <p className="entrance-waiting">正在读取……</p>
  const acts = actsOf(one, { person: person.name, notReviewer, notClerk, change, ask: setAsking })
  const agent = (code: string, name: string) => (
    <Link key={code} to={`/agents/${encodeURIComponent(code)}`}>
      {name}
    </Link>
  )
  return (
    <>
      <ThingPage
        key={id}
        kind="变更合并"
        name={`${moveKindWords(one.kind)}：${one.fromName} → ${one.toName}`}
        state={moveState(one)}
        acts={acts}
        facts={[
          ['原代理商', agent(one.from, one.fromName)],
          ['新代理商', agent(one.to, one.toName)],
          ['生效', `${monthWords(one.month)} 1 日`],
          ['文号', one.documentNumber ?? '—'],
          ['原因', one.reason],
        ]}
        tabs={[
          { key: 'amounts', label: '金额', content: <Amounts one={one} /> },
          {
            key: 'papers',
            label: '附件',
            content: (
              <Attachments subject={`agentMove:${one.id}`} canAdd empty="还没有附件。转让协议、股东决议放在这里。" />
            ),
          },
        ]}
        history={<History one={one} />}
        back={{ to: '/agent-moves', label: '变更合并' }}
      />
      {asking ? (
        <AskReason
          title={asks[asking].title}
          ok={asks[asking].ok}
          label={`${asks[asking].ok}原因`}
          onClose={() => setAsking(undefined)}
          run={async ({ reason }) => {
            await change(client.agentMoves[asking].mutate({ id: one.id, reason }))
            notice.done(asks[asking].done)
          }}
        />
      ) : null}
    </>
  )
}

/** What a reason is asked for. */
const asks = {
  refuse: { title: '驳回变更合并', ok: '驳回', done: '已驳回，什么都没有动。' },
  withdraw: { title: '撤回变更合并', ok: '撤回', done: '已撤回，什么都没有动。' },
  askUndo: { title: '申请撤销变更合并', ok: '撤销', done: '已提交，等另一个人批准撤销。' },
  dropUndo: { title: '不撤销了', ok: '不撤销', done: '变更合并照旧有效。' },
} as const

interface ActsGiven {
  readonly person: string
  readonly notReviewer: string | undefined
  readonly notClerk: string | undefined
  readonly change: ReturnType<typeof useChange>
  readonly ask: (what: keyof typeof asks) => void
}

function actsOf(one: MoveWhole, given: ActsGiven): Act[] {
  const { notReviewer, notClerk, person, ask } = given
  const standing = moveStanding(one)
  const withdraw: Act = { key: 'withdraw', label: '撤回', disabled: notClerk, run: () => ask('withdraw') }
  switch (standing) {
    case 'asked':
      return [...decidingActs(one, given), withdraw]
    case 'agreed':
      return [
        {
          key: 'carryOut',
          label: '办理',
          tone: 'primary',
          disabled: notClerk ?? (one.plan.waits ? '上个月结账时自动办理' : undefined),
          done: '已办理。请重新试算本月。',
          run: () => given.change(client.agentMoves.carryOut.mutate({ id: one.id })),
        },
        withdraw,
      ]
    case 'done':
      return [
        {
          key: 'askUndo',
          label: '申请撤销',
          disabled: notClerk ?? (one.undoPoints.length > 0 ? '不能撤销了，原因写在金额上面' : undefined),
          run: () => ask('askUndo'),
        },
      ]
    case 'undoAsked':
      return [
        {
          key: 'approveUndo',
          label: '批准撤销',
          tone: 'primary',
          disabled: notReviewer ?? (one.undoAskedBy === person ? '您申请的要由另一个人批准' : undefined),
          confirm: {
            title: '批准撤销',
            text: '网点、保证金、基金、没扣完的负数和协议都回到办理以前；两次的记录都留着。撤销后请重新试算。',
            ok: '批准撤销',
          },
          done: '已撤销。请重新试算本月。',
          run: () => given.change(client.agentMoves.approveUndo.mutate({ id: one.id })),
        },
        { key: 'dropUndo', label: '不撤销', disabled: notReviewer && notClerk, run: () => ask('dropUndo') },
      ]
    default:
      return []
  }
}

function decidingActs(one: MoveWhole, { person, notReviewer, change, ask }: ActsGiven): Act[] {
  const disabled = notReviewer ?? (one.author === person ? '您提交的要由另一个人批准' : undefined)
  const month = monthWords(one.month)
  return [
    {
      key: 'approve',
      label: '批准',
      tone: 'primary',
      disabled,
      confirm: one.plan.waits
        ? {
            title: '批准，等月份到了办理',
            text: `${month}以前的月份结完账时自动办理：网点从${month} 1 日起，保证金、基金和没扣完的负数按那时的数一次转完。办理以前可以撤回。`,
            ok: '批准',
          }
        : {
            title: '批准并办理',
            text: `网点、保证金、基金和没扣完的负数从${month} 1 日起一次转完。办理后请重新试算${month}；复核以前还可以由两个人撤销。`,
            ok: '批准',
          },
      done: one.plan.waits ? '已批准，上个月结账时自动办理。' : '已办理。请重新试算本月。',
      run: () => change(client.agentMoves.approve.mutate({ id: one.id })),
    },
    { key: 'refuse', label: '驳回', disabled, run: () => ask('refuse') },
  ]
}

function Amounts({ one }: { readonly one: MoveWhole }) {
  const standing = moveStanding(one)
  return (
    <>
      {standing === 'done' && one.undoPoints.length > 0 ? (
        <p className="quiet">不能撤销了：{one.undoPoints.map((point) => moveBlockWords({ ...point })).join('；')}。</p>
      ) : null}
      <PlanView plan={one.plan} done={one.state !== 'asked'} />
    </>
  )
}

function History({ one }: { readonly one: Move }) {
  const why = one.decision ? `：${one.decision}` : ''
  const decided = one.state === 'done' || one.undoneAt !== null ? '已办理' : moveState(one).label
  // one that was done in the same moment was agreed by it
  const agreed = one.agreedAt === one.decidedAt ? null : one.agreedBy
  return (
    <DoneLines
      done={[
        { at: one.at, by: one.author, what: '提交' },
        { at: one.agreedAt, by: agreed, what: '批准' },
        { at: one.decidedAt, by: one.decidedBy, what: `${decided}${why}` },
        { at: one.undoAskedAt, by: one.undoAskedBy, what: `申请撤销：${one.undoReason ?? ''}` },
        { at: one.undoneAt, by: one.undoneBy, what: '已撤销' },
      ]}
    />
  )
}

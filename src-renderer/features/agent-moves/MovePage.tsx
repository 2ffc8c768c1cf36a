/** One change of owner or merger: what moves, who asked, the decision of a second person, its papers. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
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
import { type Move, moveKindWords, moveState } from './move-shapes.ts'
import { PlanView } from './PlanView.tsx'

export function MovePage() {
  const { id = '' } = useParams()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notReviewer = useMissingRole(['reviewer'])
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<'refuse' | 'withdraw'>()
  const asked = useQuery(trpc.agentMoves.get.queryOptions({ id: Number(id) }))
  const one = asked.data
  if (asked.error && !one) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!one) return <p className="entrance-waiting">正在读取……</p>
  const open = one.state === 'asked' ? undefined : '这一件已经办完'
  const deciding = notReviewer ?? open ?? (one.author === person.name ? '您提交的要由另一个人批准' : undefined)
  const acts: Act[] = [
    {
      key: 'approve',
      label: '批准',
      tone: 'primary',
      disabled: deciding,
      confirm: {
        title: '批准并办理',
        text: `网点、保证金、基金和没扣完的负数从${monthWords(one.month)} 1 日起一次转完，不能撤回。办理后请重新试算${monthWords(one.month)}。`,
        ok: '批准',
      },
      done: '已办理。请重新试算本月。',
      run: () => change(client.agentMoves.approve.mutate({ id: one.id })),
    },
    { key: 'refuse', label: '驳回', disabled: deciding, run: () => setAsking('refuse') },
    { key: 'withdraw', label: '撤回', disabled: notClerk ?? open, run: () => setAsking('withdraw') },
  ]
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
        state={moveState(one.state)}
        acts={acts}
        facts={[
          ['原代理商', agent(one.from, one.fromName)],
          ['新代理商', agent(one.to, one.toName)],
          ['生效', `${monthWords(one.month)} 1 日`],
          ['文号', one.documentNumber ?? '—'],
          ['原因', one.reason],
        ]}
        tabs={[
          { key: 'amounts', label: '金额', content: <PlanView plan={one.plan} done={one.state !== 'asked'} /> },
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
          title={asking === 'refuse' ? '驳回变更合并' : '撤回变更合并'}
          ok={asking === 'refuse' ? '驳回' : '撤回'}
          label={asking === 'refuse' ? '驳回原因' : '撤回原因'}
          onClose={() => setAsking(undefined)}
          run={async ({ reason }) => {
            await change(client.agentMoves[asking].mutate({ id: one.id, reason }))
            notice.done(asking === 'refuse' ? '已驳回，什么都没有动。' : '已撤回，什么都没有动。')
          }}
        />
      ) : null}
    </>
  )
}

function History({ one }: { readonly one: Move }) {
  const why = one.decision ? `：${one.decision}` : ''
  return (
    <DoneLines
      done={[
        { at: one.at, by: one.author, what: '提交' },
        { at: one.decidedAt, by: one.decidedBy, what: `${moveState(one.state).label}${why}` },
      ]}
    />
  )
}

/** The page of an agreement: its terms and outlets, the chain of renewals, reminders of its end, its papers. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import { momentWords } from '../../ui/moments.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { Attachments } from '../attachments/Attachments.tsx'
import { OpenRequests } from '../requests/OpenRequests.tsx'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { AgreementForm } from './AgreementForm.tsx'
import { type AgreementWhole, agreementState, daysLeftWords, exclusiveWords, outcomeWords } from './agreement-words.ts'
import { EndForm } from './EndForm.tsx'
import { HandleForm } from './HandleForm.tsx'
import '../ledgers/ledgers.css'

export function AgreementPage() {
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const on = useRequestsOn()
  const [doing, setDoing] = useState<'renew' | 'correct' | 'end' | 'handle'>()
  const asked = useQuery(trpc.agreements.get.queryOptions({ id: Number(id) }))
  const one = asked.data
  if (asked.error && !one) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!one) return <p className="entrance-waiting">正在读取……</p>
  const isOver = one.endedOn !== null ? '已经提前终止' : one.state === 'expired' ? '已经到期' : undefined
  const acts: Act[] = [
    {
      key: 'renew',
      label: on ? '申请续签' : '续签',
      tone: 'primary',
      disabled: missing ?? (one.renewedBy ? `已续签为 ${one.renewedBy}` : undefined),
      run: () => setDoing('renew'),
    },
    ...(one.reminders.some(({ outcome }) => outcome === null) && one.renewedBy === null
      ? [{ key: 'handle', label: '处理到期', disabled: missing, run: () => setDoing('handle') }]
      : []),
    {
      key: 'correct',
      label: on ? '申请更正' : '更正',
      shortcut: 'F2',
      disabled: missing ?? (one.endedOn ? '已经提前终止' : undefined),
      run: () => setDoing('correct'),
    },
    { key: 'end', label: on ? '申请终止' : '提前终止', disabled: missing ?? isOver, run: () => setDoing('end') },
  ]
  const close = () => setDoing(undefined)
  return (
    <>
      <ThingPage
        key={id}
        kind="协议"
        name={one.number}
        state={agreementState(one)}
        acts={acts}
        facts={[
          [
            '代理商',
            <Link key="agent" to={`/agents/${encodeURIComponent(one.agent)}`}>
              {one.agentName}
            </Link>,
          ],
          ['性质', exclusiveWords(one.exclusive)],
          ['期限', `${one.from} 至 ${one.to}`],
          ['剩余', one.state === 'coming' ? '还没有开始' : daysLeftWords(one.daysLeft)],
          ['网点', `${one.outletList.length} 个`],
        ]}
        tabs={[
          { key: 'terms', label: '内容', content: <Terms one={one} /> },
          { key: 'reminders', label: '到期提醒', count: one.reminders.length, content: <Reminders one={one} /> },
          {
            key: 'papers',
            label: '附件',
            content: (
              <Attachments subject={`agreement:${one.id}`} canAdd empty="还没有附件。签字盖章的扫描件放在这里。" />
            ),
          },
        ]}
        back={{ to: '/agreements', label: '协议' }}
      />
      {doing === 'renew' || doing === 'correct' ? (
        <AgreementForm
          of={one}
          how={doing}
          onClose={close}
          onDone={(saved) => {
            close()
            if (doing === 'renew') navigate(`/agreements/${saved}`)
          }}
        />
      ) : null}
      {doing === 'handle' ? <HandleForm agreement={one.id} number={one.number} to={one.to} onClose={close} /> : null}
      {doing === 'end' ? <EndForm one={one} onClose={close} /> : null}
    </>
  )
}

function Terms({ one }: { readonly one: AgreementWhole }) {
  return (
    <div className="batch-tab">
      <OpenRequests subject="agent" code={one.agent} agreement={one.number} />
      <dl className="facts tall">
        {(
          [
            ['签订日期', one.signedOn],
            ['备注', one.remark ?? '—'],
            ['登记', `${one.author}，${momentWords(one.at)}`],
            ...(one.endedOn
              ? [['提前终止', `最后一天 ${one.endedOn}；${one.endedReason}（${one.endedBy}）`] as const]
              : []),
            ...one.takenOver.map(
              ({ from, before, beforeName }) =>
                ['承接', `${from} 起由 ${one.agentName} 承接，以前是 ${beforeName}（${before}）`] as const,
            ),
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="plain-table fitted-table" aria-label="协议网点">
        <thead>
          <tr>
            <th>网点编码</th>
            <th>网点名称</th>
            <th>渠道经理</th>
            <th>本网点止于</th>
          </tr>
        </thead>
        <tbody>
          {one.outletList.map(({ code, name, manager, to }) => (
            <tr key={code}>
              <td>
                <Link to={`/outlets/${encodeURIComponent(code)}`}>{code}</Link>
              </td>
              <td>{name}</td>
              <td>{manager ?? '—'}</td>
              <td className="tabular">{to ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {one.chain.length > 1 ? (
        <table className="plain-table fitted-table" aria-label="续签沿革">
          <thead>
            <tr>
              <th>续签沿革</th>
              <th>开始</th>
              <th>到期</th>
              <th>提前终止</th>
            </tr>
          </thead>
          <tbody>
            {one.chain.map(({ id, number, from, to, endedOn }) => (
              <tr key={id}>
                <td>{id === one.id ? <b>{number}</b> : <Link to={`/agreements/${id}`}>{number}</Link>}</td>
                <td className="tabular">{from}</td>
                <td className="tabular">{to}</td>
                <td className="tabular">{endedOn ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  )
}

function Reminders({ one }: { readonly one: AgreementWhole }) {
  if (one.reminders.length === 0) return <p className="quiet">还没有到提醒的日子。</p>
  return (
    <div className="batch-tab">
      <table className="plain-table fitted-table" aria-label="到期提醒">
        <thead>
          <tr>
            <th>提醒</th>
            <th>提醒日</th>
            <th>处理期限</th>
            <th>处理</th>
            <th>说明</th>
            <th>处理人</th>
            <th>时间</th>
          </tr>
        </thead>
        <tbody>
          {one.reminders.map((each) => (
            <tr key={each.days}>
              <td>到期前 {each.days} 天</td>
              <td className="tabular">{each.on}</td>
              <td className="tabular">{each.late ? <span className="late">{each.due} 已超期</span> : each.due}</td>
              <td>{outcomeWords(each.outcome)}</td>
              <td>{each.note ?? '—'}</td>
              <td>{each.user ?? '—'}</td>
              <td className="tabular">{each.at ? momentWords(each.at) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

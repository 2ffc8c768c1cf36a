/** One member of staff: where since when, the months' scores, and the quarters as a star. */

import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { momentWords } from '../../ui/moments.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { OutletChoice } from '../settlements/OutletChoice.tsx'
import { quarterWords } from './star-words.ts'

type Person = Awaited<ReturnType<typeof client.staff.get.query>>

export function StaffPage() {
  const { number = '' } = useParams()
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<'change' | 'leave'>()
  const asked = useQuery(trpc.staff.get.queryOptions({ number }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  const one = asked.data
  return (
    <>
      <ThingPage
        kind="店员"
        name={one.name}
        code={one.number}
        state={one.outlet ? { label: '在岗', tone: 'done' } : { label: '不在岗', tone: 'plain' }}
        back={{ to: '/staff', label: '店员' }}
        facts={[
          ['营业厅', one.outlet ? `${one.outletName}（${one.outlet}）` : '—'],
          ['岗位', one.post ?? '—'],
          ['电话', one.phone ?? '—'],
          ['从哪天起', one.since],
          ['到岗', one.joined],
        ]}
        acts={[
          {
            key: 'change',
            label: one.outlet ? '调动、改资料' : '回来上岗',
            shortcut: 'F2',
            tone: 'primary',
            disabled: notClerk,
            run: () => setAsking('change'),
          },
          {
            key: 'leave',
            label: '离开',
            tone: 'danger',
            disabled: one.outlet ? notClerk : '现在就不在岗',
            run: () => setAsking('leave'),
          },
        ]}
        tabs={[
          { key: 'scores', label: '得分', content: <Scores number={number} /> },
          { key: 'stars', label: '明星店员', content: <Stars number={number} /> },
        ]}
        history={<States one={one} />}
      />
      {asking === 'change' ? <Change one={one} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'leave' ? <Leave one={one} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

interface FormProps {
  readonly one: Person
  readonly onClose: () => void
}

function Change({ one, onClose }: FormProps) {
  const { today } = useSession()
  const [said, setSaid] = useState({
    name: one.name,
    post: one.post ?? '',
    phone: one.phone ?? '',
    outlet: one.outlet ?? '',
    from: today,
    reason: '',
  })
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  return (
    <FormDialog
      title={`${one.name}：调动、改资料`}
      ok="保存"
      text="从生效那天起按新的算，以前的不变；记录都留着。"
      onClose={onClose}
      run={async () => {
        if (said.name.trim() === '') return '请填姓名'
        if (said.outlet === '') return '请选营业厅'
        if (said.from === '') return '请填生效日期'
        const { reason, ...rest } = said
        await client.staff.change.mutate({
          number: one.number,
          ...rest,
          from: said.from as IsoDate,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        })
        return undefined
      }}
    >
      <Field label="姓名" required>
        <Input value={said.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="岗位">
        <Input value={said.post} maxLength={100} onChange={(event) => set({ post: event.target.value })} />
      </Field>
      <Field label="电话">
        <Input value={said.phone} maxLength={100} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label="营业厅" required>
        <OutletChoice value={said.outlet} onChange={(outlet) => set({ outlet })} category="own" />
      </Field>
      <Field label="生效日期" required>
        <DayPicker value={said.from} onChange={(from) => set({ from })} />
      </Field>
      <Field label="说明">
        <Input value={said.reason} maxLength={200} onChange={(event) => set({ reason: event.target.value })} />
      </Field>
    </FormDialog>
  )
}

function Leave({ one, onClose }: FormProps) {
  const { today } = useSession()
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={`${one.name}：离开`}
      ok="登记离开"
      danger
      text="从这一天起不再算人数；以前的记录和得分都留着，回来可以再登记。"
      onClose={onClose}
      run={async () => {
        if (from === '') return '请填日期'
        if (reason.trim() === '') return '请写原因'
        await client.staff.change.mutate({
          number: one.number,
          from: from as IsoDate,
          outlet: null,
          reason: reason.trim(),
        })
        return undefined
      }}
    >
      <Field label="第一天不在" required>
        <DayPicker value={from} onChange={setFrom} />
      </Field>
      <Field label="原因" required>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

function States({ one }: { readonly one: Person }) {
  return (
    <table className="plain-table" aria-label="变动">
      <thead>
        <tr>
          {['从哪天起', '营业厅', '岗位', '姓名', '电话', '说明', '登记人', '登记时间'].map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {one.states.map((state) => (
          <tr key={`${state.from} ${state.at}`}>
            <td>{state.from}</td>
            <td>{state.outlet ? `${state.outletName}（${state.outlet}）` : '离开'}</td>
            <td>{state.post}</td>
            <td>{state.name}</td>
            <td>{state.phone}</td>
            <td>{state.reason}</td>
            <td>{state.user}</td>
            <td>{momentWords(state.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Scores({ number }: { readonly number: string }) {
  const asked = useQuery(trpc.staff.scoreHistory.queryOptions({ number }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  if (asked.data.length === 0) return <p className="quiet">还没有录过得分。得分在“店员得分”里按月录入。</p>
  return (
    <table className="plain-table" aria-label="录过的得分">
      <thead>
        <tr>
          {['月份', '项目', '值', '录入人', '录入时间'].map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {asked.data.map((row) => (
          <tr key={`${row.period} ${row.item} ${row.at} ${row.value}`}>
            <td>{monthWords(row.period)}</td>
            <td>{row.item}</td>
            <td className="figure">{row.value ?? '清空'}</td>
            <td>{row.user}</td>
            <td>{momentWords(row.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Stars({ number }: { readonly number: string }) {
  const asked = useQuery(trpc.staff.starHistory.queryOptions({ number }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  if (asked.data.length === 0) return <p className="quiet">还没有已确认的季度评选。</p>
  return (
    <table className="plain-table" aria-label="季度评选">
      <tbody>
        {asked.data.map(({ quarter, rank, score, star }) => (
          <tr key={quarter}>
            <td>{quarterWords(quarter)}</td>
            <td>{rank === null ? '没有参加' : `第 ${rank} 名`}</td>
            <td className="figure">{score ?? '—'}</td>
            <td>{star ? '明星店员' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

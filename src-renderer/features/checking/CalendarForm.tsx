/** 工作日历: public holidays and worked weekends, pasted or added one by one; deadlines count by it. */

import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { isDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { HolidayProposal } from './HolidayProposal.tsx'
import { pastedDays } from './pasted-days.ts'
import './checking.css'

const kinds = [
  { value: 'off', label: '放假' },
  { value: 'work', label: '调休上班' },
]

export function CalendarForm({ missing }: { readonly missing: string | undefined }) {
  const asked = useQuery(trpc.calendar.get.queryOptions(undefined))
  const notice = useNotice()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<'off' | 'work'>('off')
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string>()
  const days = pastedDays(text)
  const save = async () => {
    if (days.wrong.length > 0) return setFault(`不是日期：${days.wrong.slice(0, 3).join('、')}`)
    if (days.days.length === 0) return setFault('请填日期')
    try {
      await client.calendar.set.mutate({ days: days.days.map((day) => ({ day, kind, name: name.trim() })) })
      notice.done(`已登记 ${days.days.length} 天。`)
      setText('')
      setFault(undefined)
    } catch (error) {
      setFault(errorWords(error))
    }
  }
  const drop = (day: string) => {
    if (isDate(day)) void client.calendar.set.mutate({ days: [{ day, kind: null }] }).catch(notice.refused)
  }
  return (
    <section className="section" aria-label="工作日历">
      <h2>工作日历</h2>
      <p className="quiet">网点核对、申诉、付款的期限按工作日算：周一至周五，除去放假，加上调休上班的周末。</p>
      {asked.data && asked.data.days.length > 0 ? (
        <table className="plain fitted">
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">种类</th>
              <th scope="col">名称</th>
              <th scope="col" aria-label="移除" />
            </tr>
          </thead>
          <tbody>
            {asked.data.days.map((one) => (
              <tr key={one.day}>
                <th scope="row" className="tabular">
                  {one.day}
                </th>
                <td>{one.kind === 'off' ? '放假' : '调休上班'}</td>
                <td>{one.name}</td>
                <td>
                  <Button type="link" size="small" disabled={missing !== undefined} onClick={() => drop(one.day)}>
                    移除
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <HolidayProposal missing={missing} />
      <div className="calendar-form">
        <Input
          aria-label="日期"
          placeholder="2026-10-01至2026-10-07，或几个日期"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select aria-label="种类" value={kind} options={kinds} onChange={setKind} />
        <Input
          aria-label="名称"
          placeholder="国庆节"
          value={name}
          maxLength={50}
          onChange={(event) => setName(event.target.value)}
        />
        <Button disabled={missing !== undefined} title={missing} onClick={() => void save()}>
          登记
        </Button>
      </div>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </section>
  )
}

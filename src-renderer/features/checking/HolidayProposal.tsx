/** The public calendar's holidays and worked weekends of a year, looked at and confirmed before they count. */

import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { client, trpc } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'

const kindWords = (kind: 'off' | 'work' | null) => (kind === null ? '—' : kind === 'off' ? '放假' : '调休上班')

export function HolidayProposal({ missing }: { readonly missing: string | undefined }) {
  const { today } = useSession()
  const now = Number(today.slice(0, 4)) || 2026
  const [year, setYear] = useState(now)
  const [looking, setLooking] = useState(false)
  const change = useChange()
  const notice = useNotice()
  const asked = useQuery(trpc.calendar.propose.queryOptions({ year }, { enabled: looking }))
  const proposal = looking ? asked.data : undefined
  const differing = proposal?.days.filter(({ kind, now: said }) => kind !== said) ?? []
  const confirm = async () => {
    try {
      await change(client.calendar.set.mutate({ days: differing.map(({ day, kind, name }) => ({ day, kind, name })) }))
      notice.done(`已登记 ${year} 年的 ${differing.length} 天。`)
      setLooking(false)
    } catch (error) {
      notice.refused(error)
    }
  }
  return (
    <section aria-label="国家节假日">
      <div className="calendar-form">
        <Select
          aria-label="年份"
          value={year}
          options={[now - 1, now, now + 1].map((each) => ({ value: each, label: `${each} 年` }))}
          onChange={setYear}
        />
        <Button onClick={() => setLooking(true)}>看国家节假日安排</Button>
      </div>
      {proposal && !proposal.known ? (
        <p className="late" role="status">
          程序里还没有 {year} 年的安排。国务院办公厅的通知出来后，请升级程序，或照通知在下面登记。
        </p>
      ) : null}
      {proposal?.known && differing.length === 0 ? (
        <p className="quiet" role="status">
          {year} 年的 {proposal.days.length} 天都已登记。
        </p>
      ) : null}
      {differing.length > 0 ? (
        <>
          <p className="quiet">
            请对照国务院办公厅的通知核对；确认后才算数。只列出和星期不同的日子：落在周末的假日本来就休息。
          </p>
          <table className="plain fitted" aria-label={`${year} 年节假日安排`}>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">安排</th>
                <th scope="col">名称</th>
                <th scope="col">现在登记的</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((one) => (
                <tr key={one.day}>
                  <th scope="row" className="tabular">
                    {one.day}
                  </th>
                  <td>{kindWords(one.kind)}</td>
                  <td>{one.name}</td>
                  <td>{kindWords(one.now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {proposal && proposal.others.length > 0 ? (
            <p className="late">
              另有 {proposal.others.length} 天是本单位自己登记的，安排里没有，不会动：
              {proposal.others.map(({ day, name }) => `${day} ${name}`).join('、')}
            </p>
          ) : null}
          <Button type="primary" disabled={missing !== undefined} title={missing} onClick={() => void confirm()}>
            核对无误，登记这 {differing.length} 天
          </Button>
        </>
      ) : null}
    </section>
  )
}

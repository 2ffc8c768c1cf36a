/** What became of a region, newest first. */

import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { localTime } from '../../ui/moments.ts'

const fields: Readonly<Record<string, string>> = { name: '名称', parent: '归属', closed: '状态' }
const said = (field: string, value: string | null) =>
  field === 'closed' ? (value === '1' ? '撤销' : '在用') : (value ?? '—')

export function RegionHistory({
  id,
  name,
  onClose,
}: {
  readonly id: number
  readonly name: string
  readonly onClose: () => void
}) {
  const asked = useQuery(trpc.regions.history.queryOptions({ id }))
  return (
    <Drawer open title={`“${name}”的历史`} size={620} onClose={onClose}>
      {asked.error ? <p className="wrong">{errorWords(asked.error)}</p> : null}
      {asked.data?.length === 0 ? <p className="quiet">从来没有改过。</p> : null}
      {asked.data && asked.data.length > 0 ? (
        <table className="plain-table" aria-label="区域的历史">
          <thead>
            <tr>
              <th>从哪天起</th>
              <th>改了什么</th>
              <th>成为</th>
              <th>原因</th>
              <th>谁改的</th>
            </tr>
          </thead>
          <tbody>
            {asked.data.map((turn) => (
              <tr key={`${turn.field} ${turn.from} ${turn.at} ${turn.value}`}>
                <td className="tabular">{turn.from ?? '一直'}</td>
                <td>{fields[turn.field] ?? turn.field}</td>
                <td>{said(turn.field, turn.value)}</td>
                <td>{turn.reason ?? '—'}</td>
                <td>
                  {turn.user} {localTime(turn.at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Drawer>
  )
}

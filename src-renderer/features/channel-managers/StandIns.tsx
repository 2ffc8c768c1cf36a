/** Who stood in for a manager and for whom he did; the transfers that took outlets from him or to him. */

import { client } from '../../api/client.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { localTime } from '../../ui/moments.ts'
import { useChange } from '../../ui/useChange.ts'
import { printHandover } from './handover.ts'
import type { Manager } from './shapes.ts'

export function StandIns({ manager }: { readonly manager: Manager }) {
  const { today } = useSession()
  const missing = useMissingRole(['clerk'])
  const change = useChange()
  if (manager.standIns.length === 0) return <p className="quiet">没有代理过，也没有请人代理过。</p>
  return (
    <table className="plain-table" aria-label="代理">
      <thead>
        <tr>
          <th>谁的</th>
          <th>代理人</th>
          <th>起</th>
          <th>止</th>
          <th>原因</th>
          <th>登记</th>
          <th>可做的事</th>
        </tr>
      </thead>
      <tbody>
        {manager.standIns.map((one) => (
          <tr key={one.id}>
            <td>{one.managerName}</td>
            <td>{one.standInName}</td>
            <td className="tabular">{one.from}</td>
            <td className="tabular">{one.to}</td>
            <td>{one.reason}</td>
            <td>{one.endedBy ? `${one.user}；${one.endedBy}提前结束` : one.user}</td>
            <td>
              {one.to < today || one.endedBy ? null : (
                <Acts
                  acts={[
                    {
                      ...{ key: 'end', label: '提前结束', disabled: missing, done: '已结束。' },
                      confirm: {
                        title: '提前结束这次代理？',
                        text:
                          one.from > today
                            ? '还没有开始，结束后就没有这次代理。'
                            : '今天还由代理人办，明天起还给本人。',
                        ok: '结束',
                      },
                      run: () => change(client.channelManagers.endStandIn.mutate({ id: one.id })),
                    },
                  ]}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Transfers({ manager }: { readonly manager: Manager }) {
  const { county } = useSession()
  if (manager.transfers.length === 0) return <p className="quiet">没有转移过网点。</p>
  return (
    <table className="plain-table" aria-label="转移">
      <thead>
        <tr>
          <th>从哪天起</th>
          <th>从谁</th>
          <th>到谁</th>
          <th className="figure">网点</th>
          <th className="figure">没办完的事</th>
          <th>原因</th>
          <th>经办</th>
          <th>可做的事</th>
        </tr>
      </thead>
      <tbody>
        {manager.transfers.map((one) => (
          <tr key={one.id}>
            <td className="tabular">{one.day}</td>
            <td>{one.from}</td>
            <td>{one.to}</td>
            <td className="figure">{one.outlets}</td>
            <td className="figure">{one.work}</td>
            <td>{one.reason}</td>
            <td>
              {one.user} {localTime(one.at)}
            </td>
            <td>
              <Acts
                acts={[{ key: 'print', label: '打印交接清单', run: () => printHandover(county?.name ?? '', one.id) }]}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

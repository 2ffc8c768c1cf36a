/** 环比 of one outlet: by cause, and clause by clause. */

import { useQuery } from '@tanstack/react-query'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import { Money } from '../../ui/Figure.tsx'
import { BridgeTable } from './BridgeTable.tsx'
import '../attachments/attachments.css'

export function BridgeTab({ period, outlet }: { readonly period: Month; readonly outlet: string }) {
  const asked = useQuery(trpc.answers.bridge.queryOptions({ period, outlets: [outlet] }))
  if (refusalOf(asked.error)?.code === 'WRONG_STATE') return <p className="quiet">本月还没有试算。</p>
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const steps = asked.data.outlets[0]?.steps ?? []
  return (
    <div className="bridge-list">
      {asked.data.settledBefore ? null : <p className="quiet">{monthWords(asked.data.last)}没有结算，没有可比的。</p>}
      <BridgeTable bridge={asked.data} />
      {steps.length > 0 ? (
        <>
          <h3 className="evidence-head">逐条</h3>
          <table className="paper-table bridge-table">
            <thead>
              <tr>
                <th scope="col">条款</th>
                <th scope="col">原因</th>
                <th scope="col" className="figure">
                  金额（元）
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ cause, words, title, policy, clause, amount }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an ordered account that never reorders
                <tr key={`${at} ${cause}`}>
                  <td>
                    {title || '—'}
                    {policy ? (
                      <span className="quiet bridge-code">
                        {policy} {clause}
                      </span>
                    ) : null}
                  </td>
                  <td>{words}</td>
                  <td className="figure">
                    <Money value={amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </div>
  )
}

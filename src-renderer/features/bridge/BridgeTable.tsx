/** The bridge as a short table: last month's amount, what each cause added or took, this month's amount. */

import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { Money } from '../../ui/Figure.tsx'
import type { Bridge } from './shapes.ts'
import './bridge.css'

interface BridgeTableProps {
  readonly bridge: Pick<Bridge, 'last' | 'period' | 'before' | 'now' | 'difference' | 'causes'>
}

export function BridgeTable({ bridge }: BridgeTableProps) {
  const { causes } = bridge
  const widest = Math.max(1, ...causes.map(({ amount }) => Math.abs(Number(amount))))
  return (
    <table className="paper-table bridge-table" aria-label="环比说明">
      <thead>
        <tr>
          <th scope="col">原因</th>
          <th scope="col">说明</th>
          <th scope="col" aria-label="大小" />
          <th scope="col" className="figure">
            金额（元）
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className="bridge-end">
          <th scope="row" colSpan={3}>
            {monthWords(bridge.last)}酬金
          </th>
          <td className="figure">
            <Money value={bridge.before} />
          </td>
        </tr>
        {causes.map(({ cause, words, meaning, amount }) => (
          <tr key={cause}>
            <td>{words}</td>
            <td className="quiet">{meaning}</td>
            <td className="bridge-bar">
              <span
                className={amount.startsWith('-') ? 'less' : 'more'}
                style={{ width: `${(Math.abs(Number(amount)) / widest) * 100}%` }}
              />
            </td>
            <td className="figure">
              <Money value={amount} />
            </td>
          </tr>
        ))}
        <tr className="bridge-end">
          <th scope="row" colSpan={3}>
            {monthWords(bridge.period)}酬金（比上月 <Money value={bridge.difference} />）
          </th>
          <td className="figure">
            <Money value={bridge.now} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

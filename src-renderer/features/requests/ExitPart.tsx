/** Of an exit: what was decided of deposit and fund, what became of it, and what the rest waits for, with the doors. */

import { Link } from 'react-router'
import { exitPointWords } from '../../../src-main/domain/said/exit-words.ts'
import { depositWords, fundWords } from '../../../src-main/domain/said/request-words.ts'
import { Money } from '../../ui/Figure.tsx'
import type { RequestWhole } from './shapes.ts'

export function ExitPart({ one }: { readonly one: RequestWhole }) {
  const { settlement, settled } = one
  if (!settlement) return null
  const { deposit, deductions = [], fund, note } = settlement
  return (
    <>
      <h3>保证金和基金</h3>
      <p>
        保证金：{depositWords(deposit)}
        {deductions.map(({ kind, amount }) => (
          <span key={kind}>
            ，抵扣{kind} <Money value={amount} /> 元
          </span>
        ))}
        ；业务发展基金：{fundWords(fund)}
        {note ? `；${note}` : ''}。
      </p>
      {settled ? <Became settled={settled} /> : null}
    </>
  )
}

function Became({ settled }: { readonly settled: NonNullable<RequestWhole['settled']> }) {
  const { agent, deposits, payout, pending, points } = settled
  const code = encodeURIComponent(agent)
  return (
    <ul className="settled-lines" aria-label="结清情况">
      {deposits.map(({ kind, act, amount }) => (
        <li key={`${kind} ${act}`}>
          <Link to={`/deposits/${code}`}>{kind}</Link> 已{act === 'returned' ? '退还' : '扣除'} <Money value={amount} />{' '}
          元
        </li>
      ))}
      {payout ? (
        <li>
          <Link to={`/settlements/fund/${code}`}>业务发展基金</Link> 结清 <Money value={payout.amount} /> 元
          {payout.forfeited === '0.00' ? '' : `，收回匹配 ${payout.forfeited} 元`}，
          {payout.state === 'paid' ? '已付' : '等财务付款'}
        </li>
      ) : null}
      {pending.map((what) => (
        <li key={what} className="late">
          {what === 'deposit' ? '保证金' : '业务发展基金'}还没有结清
        </li>
      ))}
      {points.map((point) => (
        <li key={point.code}>
          {exitPointWords(point)}。{point.to ? <Link to={point.to}>去办理</Link> : null}
        </li>
      ))}
    </ul>
  )
}

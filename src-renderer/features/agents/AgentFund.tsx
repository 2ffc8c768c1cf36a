/** 基金: an agent's account of the development fund: what is in it, what is free, every contribution; payouts are on its own page. */

import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Money } from '../../ui/Figure.tsx'
import { FundLots } from '../fund/FundLots.tsx'
import '../register/register.css'

export function AgentFund({ code, member }: { readonly code: string; readonly member: boolean }) {
  const asked = useQuery(trpc.fund.account.queryOptions({ agent: code }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const { balance, free, lots } = asked.data
  const next = lots
    .filter((lot) => !lot.free && lot.left !== '0.00')
    .map(({ freeFrom }) => freeFrom)
    .toSorted()[0]
  if (lots.length === 0)
    return (
      <p className="quiet">
        {member
          ? '还没有缴存。每月结账时按比例从酬金里缴存，公司匹配，满 12 个月可支取。'
          : '这个代理商没有参加业务发展基金。在档案里改成“参加”，以后每月结账时缴存。'}
      </p>
    )
  return (
    <div className="register-history">
      <div className="inline">
        余额
        <strong>
          <Money value={balance} />
        </strong>
        现在可支取
        <strong>
          <Money value={free} />
        </strong>
        {next ? <span className="quiet">下一批从{monthWords(next)}起可支取</span> : null}
        <Link to={`/settlements/fund/${encodeURIComponent(code)}`}>打开基金账户（支取、清算）</Link>
      </div>
      <FundLots agent={code} lots={lots} />
    </div>
  )
}

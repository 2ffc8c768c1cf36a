/** What a change of owner or merger moves: every amount of both agents before and after, and what stays where it is. */

import { moveBlockWords } from '../../../src-main/domain/said/move-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { Money } from '../../ui/Figure.tsx'
import { moneyText } from '../../ui/figures.ts'
import { moveKindWords, type Plan } from './move-shapes.ts'
import '../ledgers/ledgers.css'

type Amount = Plan['carried']

export function PlanView({ plan, done = false }: { readonly plan: Plan; readonly done?: boolean }) {
  const moving = plan.outlets.filter(({ moves }) => moves)
  return (
    <div className="batch-tab">
      {done
        ? null
        : plan.points.map((point) => (
            <p key={`${point.code}${point.agent ?? ''}`} className="late" role="alert">
              {moveBlockWords({ ...point })}。
            </p>
          ))}
      <p>
        {moveKindWords(plan.kind)}：{plan.from.name}（{plan.from.code}）→ {plan.to.name}（{plan.to.code}），
        {monthWords(plan.month)} 1 日起生效。
      </p>
      {plan.waits && !done ? (
        <p className="quiet">
          {monthWords(plan.month)}
          以前的月份还没有结完账：下面是现在的数，批准后等上个月结账时自动办理，按那时的余额和负数转。
        </p>
      ) : null}
      <p>
        网点 {moving.length} 个：{moving.map(({ code, name }) => `${name}（${code}）`).join('、') || '没有'}。
        待付分期和以后的扣回跟着网点走，由新代理商收、由新代理商扣。
      </p>
      <Amounts plan={plan} title="保证金" rows={plan.deposits} />
      <Amounts
        plan={plan}
        title="业务发展基金（按缴存月份，解锁月份不变）"
        rows={plan.lots.map((lot) => ({
          ...lot,
          what: `${monthWords(lot.period)}${lot.origin === 'opening' ? '期初' : ''}`,
        }))}
      />
      <Amounts
        plan={plan}
        title={`结转到${monthWords(plan.month)}的负数`}
        rows={[{ ...plan.carried, what: '没扣完的负数' }]}
      />
      {plan.payments ? (
        <Amounts plan={plan} title={`${monthWords(plan.month)}付款（按现在的试算）`} rows={plan.payments} />
      ) : (
        <p className="quiet">{monthWords(plan.month)}还没有试算，付款金额试算后才有。</p>
      )}
      <p className="quiet">
        两家合计不变：保证金 {moneyText(plan.sums.deposits)} 元，基金 {moneyText(plan.sums.fund)} 元，结转{' '}
        {moneyText(plan.sums.carried)} 元。{taxWords(plan)}
        {done ? '' : `办理后要重新试算${monthWords(plan.month)}。`}
      </p>
      {plan.agreements.length > 0 ? (
        <ul>
          {plan.agreements.map(({ id, number, outlets, takenOver }) => (
            <li key={id}>
              协议 {number}：
              {takenOver ? `由 ${plan.to.name} 承接` : `网点 ${outlets.join('、')} 的部分到上月末终止，要重新签订`}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="quiet">
        已结账月份的结算单和付款单不变
        {plan.unpaid.count > 0
          ? `；其中还没有付的 ${plan.unpaid.count} 笔、${moneyText(plan.unpaid.sum)} 元，仍付给 ${plan.from.name}`
          : ''}
        。
      </p>
    </div>
  )
}

const payers = { enterprise: '企业', soleTrader: '个体工商户', person: '自然人' }

/** The only things that may change a sum: who pays tax and who contributes to the fund depend on the person. */
function taxWords({ from, to, month }: Plan): string {
  const parts = [
    from.payerKind === to.payerKind ? '' : `${monthWords(month)}起按新代理商（${payers[to.payerKind]}）计税`,
    from.payerKind === 'person' && to.payerKind === 'person' ? '合在一个人名下，个税按合计收入重算' : '',
    from.fundMember === to.fundMember ? '' : `新代理商${to.fundMember ? '参加' : '不参加'}基金，今后的缴存随之变化`,
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join('；')}。` : ''
}

function Amounts({ plan, title, rows }: { plan: Plan; title: string; rows: readonly Amount[] }) {
  if (rows.length === 0) return <p className="quiet">{title}：两家都没有。</p>
  return (
    <table className="plain-table fitted-table" aria-label={title}>
      <thead>
        <tr>
          <th rowSpan={2}>{title}</th>
          <th colSpan={2}>{plan.from.name}</th>
          <th colSpan={2}>{plan.to.name}</th>
        </tr>
        <tr>
          {['现在', '之后', '现在', '之后'].map((head, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two pairs of the same words
            <th key={at} className="figure">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.what}>
            <td>{row.what}</td>
            <td className="figure">
              <Money value={row.fromBefore} />
            </td>
            <td className="figure">
              <Money value={row.fromAfter} />
            </td>
            <td className="figure">
              <Money value={row.toBefore} />
            </td>
            <td className="figure">
              <Money value={row.toAfter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

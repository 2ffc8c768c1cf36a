/** The parts of a month's settlement, one beside the other, from statements through answers to closing and paying. */

import { NavLink } from 'react-router'

const parts = [
  { to: '/settlements', label: '结算单', end: true },
  { to: '/settlements/checking', label: '网点核对' },
  { to: '/settlements/disputes', label: '申诉' },
  { to: '/settlements/adjustments', label: '调整' },
  { to: '/settlements/assigned', label: '清单核对' },
  { to: '/settlements/bridge', label: '环比说明' },
  { to: '/settlements/why-nothing', label: '为什么没有' },
  { to: '/settlements/coming-due', label: '待付分期' },
  { to: '/settlements/payments', label: '代理商付款' },
  { to: '/settlements/close', label: '结账' },
  { to: '/settlements/paying', label: '收票发放' },
  { to: '/settlements/fund', label: '基金账户' },
  { to: '/settlements/late', label: '补算' },
  { to: '/settlements/expected', label: '与自算表比' },
] as const

export function SectionLinks() {
  return (
    <nav className="section-links" aria-label="本月结算">
      {parts.map(({ to, label, ...rest }) => (
        <NavLink key={to} to={to} {...rest}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}

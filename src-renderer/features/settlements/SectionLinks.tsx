/** The parts of a month's settlement, one beside the other: statements, payments, adjustments, closing. */

import { NavLink } from 'react-router'

const parts = [
  { to: '/settlements', label: '结算单', end: true },
  { to: '/settlements/payments', label: '代理商付款' },
  { to: '/settlements/adjustments', label: '调整' },
  { to: '/settlements/close', label: '结账' },
  { to: '/settlements/paying', label: '收票发放' },
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

/** The parts of 保证金, one beside the other. */

import { NavLink } from 'react-router'

export function DepositLinks() {
  return (
    <nav className="section-links" aria-label="保证金">
      <NavLink to="/deposits" end>
        保证金账户
      </NavLink>
      <NavLink to="/deposits/waiting">待确认</NavLink>
    </nav>
  )
}

/** The parts of 协议, one beside the other. */

import { NavLink } from 'react-router'

export function AgreementLinks() {
  return (
    <nav className="section-links" aria-label="协议">
      <NavLink to="/agreements" end>
        全部协议
      </NavLink>
      <NavLink to="/agreements/reminders">到期提醒</NavLink>
      <NavLink to="/agreements/signing">签约率</NavLink>
    </nav>
  )
}

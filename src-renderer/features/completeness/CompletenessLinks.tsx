/** The parts of 档案完整性, one beside the other. */

import { NavLink } from 'react-router'

export function CompletenessLinks() {
  return (
    <nav className="section-links" aria-label="档案完整性">
      <NavLink to="/completeness" end>
        缺什么
      </NavLink>
      <NavLink to="/completeness/rounds">定期核对</NavLink>
      <NavLink to="/completeness/needs">档案要求</NavLink>
    </nav>
  )
}

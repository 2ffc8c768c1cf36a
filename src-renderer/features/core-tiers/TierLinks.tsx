/** The parts of 核心级别, one beside the other. */

import { NavLink } from 'react-router'

export function TierLinks() {
  return (
    <nav className="section-links" aria-label="核心级别">
      <NavLink to="/core-tiers" end>
        推荐名单
      </NavLink>
      <NavLink to="/core-tiers/decisions">批复记录</NavLink>
    </nav>
  )
}

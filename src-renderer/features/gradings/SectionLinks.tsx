/** The parts of 分级, one beside the other. */

import { NavLink } from 'react-router'

const parts = [
  { to: '/gradings', label: '评定', end: true },
  { to: '/gradings/schemes', label: '分级方案' },
] as const

export function SectionLinks() {
  return (
    <nav className="section-links" aria-label="分级">
      {parts.map(({ to, label, ...rest }) => (
        <NavLink key={to} to={to} {...rest}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}

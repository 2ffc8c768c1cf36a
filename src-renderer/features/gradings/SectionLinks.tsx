/** The parts of 分级, one beside the other. */

import { NavLink } from 'react-router'

const parts = [
  { to: '/gradings', label: '评定', end: true },
  { to: '/gradings/schemes', label: '分级方案' },
  { to: '/indicators', label: '指标录入', end: true },
  { to: '/indicators/references', label: '全市参考值' },
  { to: '/inspections', label: '检查表' },
  { to: '/staff', label: '店员', end: true },
  { to: '/staff/scores', label: '店员得分' },
  { to: '/staff/stars', label: '明星店员' },
  { to: '/rankings', label: '门店排名' },
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

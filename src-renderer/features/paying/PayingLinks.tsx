/** The parts of 收票发放, one beside the other, below the parts of the settlement. */

import { NavLink } from 'react-router'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import '../settlements/settlements.css'
import './paying.css'

const parts = [
  { to: '/settlements/paying', label: '本月发放', end: true },
  { to: '/settlements/paying/invoices', label: '发票' },
  { to: '/settlements/paying/sheets', label: '报账单' },
  { to: '/settlements/paying/files', label: '付款文件' },
  { to: '/settlements/paying/open', label: '未付与逾期' },
  { to: '/settlements/paying/income', label: '年度收入' },
  { to: '/settlements/paying/notices', label: '短信通知' },
  { to: '/settlements/paying/settings', label: '发放设置' },
] as const

export function PayingLinks() {
  return (
    <>
      <SectionLinks />
      <nav className="paying-links" aria-label="收票发放">
        {parts.map(({ to, label, ...rest }) => (
          <NavLink key={to} to={to} {...rest}>
            {label}
          </NavLink>
        ))}
      </nav>
    </>
  )
}

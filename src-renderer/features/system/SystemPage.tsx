/** 系统: users, settings, the office's words, the record of all acts with its check, backups. */

import { useNavigate } from 'react-router'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { AuditList } from './AuditList.tsx'
import { Backups } from './Backups.tsx'
import { Settings } from './Settings.tsx'
import { Terms } from './Terms.tsx'
import { Users } from './Users.tsx'

export function SystemPage() {
  const navigate = useNavigate()
  return (
    <ThingPage
      kind="系统"
      name="系统"
      acts={[{ key: 'opening', label: '期初启用', run: () => navigate('/system/opening') }]}
      tabs={[
        { key: 'users', label: '用户', content: <Users /> },
        { key: 'settings', label: '系数与基金', content: <Settings /> },
        { key: 'terms', label: '业务与网点类型', content: <Terms /> },
        { key: 'audit', label: '操作记录', content: <AuditList /> },
        { key: 'backup', label: '备份与核验', content: <Backups /> },
      ]}
    />
  )
}

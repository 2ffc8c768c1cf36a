/** 系统: users, the record of all acts with its check, backups. */

import { ThingPage } from '../../ui/ThingPage.tsx'
import { AuditList } from './AuditList.tsx'
import { Backups } from './Backups.tsx'
import { Users } from './Users.tsx'

export function SystemPage() {
  return (
    <ThingPage
      kind="系统"
      name="系统"
      tabs={[
        { key: 'users', label: '用户', content: <Users /> },
        { key: 'audit', label: '操作记录', content: <AuditList /> },
        { key: 'backup', label: '备份与核验', content: <Backups /> },
      ]}
    />
  )
}

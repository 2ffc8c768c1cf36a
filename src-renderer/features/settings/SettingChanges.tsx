/** Who changed which factor or fund rate, when, and from which month on: newest first. */

import { Table } from 'antd'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { changeWords, type SettingChange } from './setting-words.ts'

export function SettingChanges({ changes }: { readonly changes: readonly SettingChange[] }) {
  return (
    <section className="section">
      <h2>修改记录</h2>
      <Table<SettingChange>
        style={{ maxWidth: 760 }}
        rowKey={(change) => `${change.at} ${change.name} ${change.from}`}
        pagination={changes.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        locale={{ emptyText: '还没有改过。' }}
        dataSource={[...changes]}
        columns={[
          { title: '时间', key: 'at', width: 130, render: (_, { at }) => momentOf(at) },
          { title: '谁', dataIndex: 'user', width: 90 },
          { title: '从哪个月起', key: 'from', width: 110, render: (_, { from }) => monthWords(from) },
          { title: '改成', key: 'value', render: (_, change) => changeWords(change) },
        ]}
      />
    </section>
  )
}

const momentOf = (at: string): string => new Date(at).toLocaleString('sv-SE').slice(0, 16)

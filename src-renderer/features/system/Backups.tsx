/** Backups, and the check of everything that can be checked. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { countText } from '../../ui/figures.ts'
import { localTime } from '../../ui/moments.ts'

export function Backups() {
  return (
    <>
      <Backup />
      <Verify />
    </>
  )
}

function Backup() {
  const missing = useMissingRole(['admin'])
  const backups = useQuery(trpc.store.backups.queryOptions(undefined, { enabled: missing === undefined }))
  const act: Act = {
    key: 'backup',
    label: '现在备份',
    tone: 'primary',
    disabled: missing,
    done: '已备份，并核对无误。',
    run: () => client.store.backup.mutate(undefined),
  }
  return (
    <section className="section">
      <h2>备份</h2>
      <p className="quiet">
        把全部数据复制成一个文件，放在数据文件夹的 backups 里，边用边备，备好后自动核对。请不时把它另存到 U
        盘或另一块硬盘上。
      </p>
      <Acts acts={[act]} />
      {backups.data && backups.data.length > 0 ? (
        <table className="plain fitted">
          <thead>
            <tr>
              <th scope="col">文件</th>
              <th scope="col">时间</th>
              <th scope="col">大小</th>
            </tr>
          </thead>
          <tbody>
            {backups.data.map((backup) => (
              <tr key={backup.name}>
                <th scope="row">{backup.name}</th>
                <td>{localTime(backup.at)}</td>
                <td>{countText(Math.ceil(backup.bytes / 1024))} KB</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {backups.data?.length === 0 ? <p>还没有备份过。</p> : null}
    </section>
  )
}

function Verify() {
  const verify = useMutation(trpc.audit.verify.mutationOptions())
  const found = verify.data
  return (
    <section className="section">
      <h2>核验</h2>
      <p className="quiet">
        核对操作记录的连锁、数据文件本身，以及每个已结账月份的单据是否还与结账时一样。什么都不改。
      </p>
      <p>
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          开始核验
        </Button>
      </p>
      {verify.error ? (
        <p className="wrong" role="alert">
          {errorWords(verify.error)}
        </p>
      ) : null}
      {found ? (
        <Alert
          type={found.ok ? 'success' : 'error'}
          showIcon
          title={found.ok ? '全部相符。' : '有不相符的地方。请不要再改数据，先用备份对照，并报告上级。'}
          description={
            <ul>
              <li>
                操作记录 {countText(found.audit.rows)} 条：
                {found.audit.broken === null ? '连锁完整' : `第 ${found.audit.broken} 条起断开`}
              </li>
              <li>数据文件：{found.integrity === 'ok' ? '完好' : '有损坏'}</li>
              <li>
                已结账单据 {countText(found.closedDocuments.checked)} 份：
                {found.closedDocuments.changed.length === 0
                  ? '与结账时一样'
                  : `${found.closedDocuments.changed.length} 份变了`}
              </li>
            </ul>
          }
        />
      ) : null}
    </section>
  )
}

/** Backups, and the check of everything that can be checked. */

import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { countText } from '../../ui/figures.ts'

export function Backups() {
  return (
    <>
      <Backup />
      <Verify />
    </>
  )
}

function Backup() {
  const { today, county } = useSession()
  const missing = useMissingRole(['admin'])
  const [file, setFile] = useState('')
  const backup = useMutation(trpc.store.backup.mutationOptions())
  const name = `渠道台账-${county?.code ?? ''}-${today}.db`
  const disabled = missing ?? (file.trim() === '' ? '请先写明备份到哪个文件' : undefined)
  return (
    <section className="section">
      <h2>备份</h2>
      <p className="quiet">把全部数据复制成一个文件，边用边备。最好放到 U 盘或另一块硬盘上。</p>
      <FormGrid single>
        <Field label="备份文件" hint={`写完整路径，例如 D:\\备份\\${name}`}>
          <Input value={file} onChange={(event) => setFile(event.target.value)} />
        </Field>
        <div className="form-acts">
          <Acts
            acts={[
              {
                key: 'backup',
                label: '备份',
                tone: 'primary',
                disabled,
                run: () => backup.mutateAsync({ file: file.trim() }),
              },
            ]}
          />
        </div>
      </FormGrid>
      {backup.data ? <Alert type="success" showIcon title={`已备份到 ${backup.data.file}，并核对无误。`} /> : null}
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
              <li>引用：{found.foreignKeys === 0 ? '齐全' : `${found.foreignKeys} 处落空`}</li>
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

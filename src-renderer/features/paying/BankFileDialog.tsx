/** Before a payment file is made: control sum and count, who has no account, and what an auditor would ask. */

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Modal, Radio } from 'antd'
import { useState } from 'react'
import { payeeWarningWords } from '../../../src-main/domain/said/paying-words.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { Money } from '../../ui/Figure.tsx'
import { moneyText } from '../../ui/figures.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { PaymentKey } from './shapes.ts'

interface BankFileDialogProps {
  readonly payments: PaymentKey[]
  readonly onClose: () => void
  readonly onDone: (id: number) => void
}

export function BankFileDialog({ payments, onClose, onDone }: BankFileDialogProps) {
  const settings = useQuery(trpc.paying.settings.queryOptions(undefined))
  const check = useQuery(trpc.paying.fileCheck.queryOptions({ payments }))
  const [format, setFormat] = useState<'xlsx' | 'csv'>()
  const [seen, setSeen] = useState(false)
  const [fault, setFault] = useState<string>()
  const [making, setMaking] = useState(false)
  const notice = useNotice()
  const found = check.data
  const warnings = found?.warnings ?? []
  const blocked = (found?.withoutAccount.length ?? 0) > 0
  const make = async () => {
    if (warnings.length > 0 && !seen) return setFault('请先逐条核实，再勾选“已核实”')
    setMaking(true)
    try {
      const made = await client.paying.makeFile.mutate({
        payments,
        format: format ?? settings.data?.bank.format ?? 'xlsx',
        warningsSeen: seen,
      })
      saveExport(made.export, made.name)
      notice.done(`付款文件 ${made.number} 已生成：${made.lines} 笔，${moneyText(made.amount)} 元。`)
      onClose()
      onDone(made.id)
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setMaking(false)
    }
  }
  return (
    <Modal
      open
      title="生成付款文件"
      okText={found ? `生成 ${found.count} 笔` : '生成'}
      cancelText="不做了"
      confirmLoading={making}
      okButtonProps={{ disabled: !found || blocked }}
      onOk={() => void make()}
      onCancel={onClose}
      width={620}
    >
      {check.error ? <p className="wrong">{errorWords(check.error)}</p> : null}
      {found ? (
        <>
          <dl className="dialog-facts">
            <dt>笔数</dt>
            <dd>{found.count} 笔，每家代理商一笔</dd>
            <dt>控制合计</dt>
            <dd>
              <Money value={found.amount} /> 元
            </dd>
            <dt>大写</dt>
            <dd>{found.inWords}</dd>
            <dt>格式</dt>
            <dd>
              <Radio.Group
                value={format ?? settings.data?.bank.format}
                onChange={(event) => setFormat(event.target.value as 'xlsx' | 'csv')}
                options={[
                  { value: 'xlsx', label: 'Excel（.xlsx）' },
                  { value: 'csv', label: '文本（.csv）' },
                ]}
              />
            </dd>
          </dl>
          {blocked ? (
            <p className="wrong" role="alert">
              没有收款户名或银行账号：{found.withoutAccount.join('、')}。请先在代理商资料里补上，或不选它们。
            </p>
          ) : null}
          {warnings.length > 0 ? (
            <>
              <p>付款以前请核实（{warnings.length} 处）：</p>
              <ul className="warn-lines" aria-label="要核实的">
                {warnings.map((warning) => (
                  <li key={payeeWarningWords(warning)}>{payeeWarningWords(warning)}</li>
                ))}
              </ul>
              <Checkbox checked={seen} onChange={(event) => setSeen(event.target.checked)}>
                已逐条核实，可以付（会记入操作记录）
              </Checkbox>
            </>
          ) : null}
        </>
      ) : (
        <p className="quiet">正在核对……</p>
      )}
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}

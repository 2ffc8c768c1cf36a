/** Before a claim sheet is written: what it will hold, what lacks an invoice or is too little, and why it goes on all the same. */

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { Money } from '../../ui/Figure.tsx'
import { moneyText } from '../../ui/figures.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { PaymentKey } from './shapes.ts'

interface ClaimDialogProps {
  readonly payments: PaymentKey[]
  readonly onClose: () => void
  readonly onDone: (id: number) => void
}

export function ClaimDialog({ payments, onClose, onDone }: ClaimDialogProps) {
  const [together, setTogether] = useState(true)
  const [exception, setException] = useState('')
  const [fault, setFault] = useState<string>()
  const [saving, setSaving] = useState(false)
  const notice = useNotice()
  const check = useQuery(trpc.paying.claimCheck.queryOptions({ payments, together }))
  const found = check.data
  const needed = (found?.missing.length ?? 0) + (found?.small.length ?? 0) > 0
  const added = found?.lines.filter((line) => line.added) ?? []
  const save = async () => {
    if (needed && exception.trim() === '') return setFault('请写例外说明，或先收齐发票')
    setSaving(true)
    try {
      const sheet = await client.paying.claim.mutate({
        payments,
        together,
        ...(needed ? { exception: exception.trim() } : {}),
      })
      notice.done(`报账单 ${sheet.number} 已写好，${sheet.count} 笔，${moneyText(sheet.amount)} 元。`)
      onClose()
      onDone(sheet.id)
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setSaving(false)
    }
  }
  return (
    <Modal
      open
      title="写报账单"
      okText={found ? `报账 ${found.count} 笔` : '报账'}
      cancelText="不做了"
      confirmLoading={saving}
      okButtonProps={{ disabled: !found }}
      onOk={() => void save()}
      onCancel={onClose}
      width={560}
    >
      {check.error ? <p className="wrong">{errorWords(check.error)}</p> : null}
      {found ? (
        <dl className="dialog-facts">
          <dt>代理商</dt>
          <dd>
            {found.agents} 家，{found.count} 笔
          </dd>
          <dt>控制合计</dt>
          <dd>
            <Money value={found.amount} /> 元
          </dd>
          <dt>大写</dt>
          <dd>{found.inWords}</dd>
          {added.length > 0 ? (
            <>
              <dt>连同小额</dt>
              <dd>
                {added
                  .map((line) => `${line.agent} ${monthWords(line.period)} ${moneyText(line.payable)} 元`)
                  .join('；')}
              </dd>
            </>
          ) : null}
          {found.missing.length > 0 ? (
            <>
              <dt>还缺发票</dt>
              <dd className="late">{shortened(found.missing)}</dd>
            </>
          ) : null}
          {found.small.length > 0 ? (
            <>
              <dt>不到最低额</dt>
              <dd className="late">{shortened(found.small)}，可以等以后的月份一起付</dd>
            </>
          ) : null}
        </dl>
      ) : (
        <p className="quiet">正在核对……</p>
      )}
      <Checkbox checked={together} onChange={(event) => setTogether(event.target.checked)}>
        连同这些代理商以前不到最低额、还没有付的
      </Checkbox>
      {needed ? (
        <FormGrid single onSave={() => void save()}>
          <Field label="例外说明" required hint="缺发票或不到最低额照样报账，要写明原因，会印在报账单上。">
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={exception}
              onChange={(event) => setException(event.target.value)}
            />
          </Field>
        </FormGrid>
      ) : null}
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}

const shortened = (agents: readonly string[]): string =>
  agents.length > 12 ? `${agents.slice(0, 12).join('、')} 等 ${agents.length} 家` : agents.join('、')

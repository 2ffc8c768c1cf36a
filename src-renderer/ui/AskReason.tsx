/**
 * Asking why before something is sent back, refused or opened again: a reason, where needed a password, then the act.
 *
 *   {asking ? <AskReason title="退回 2026年9月结算" ok="退回" label="退回原因" text="……" onClose={…}
 *     run={({ reason }) => client.settlements.sendBack.mutate({ period, reason })} /> : null}
 *
 * A refusal is said inside the dialog, and what was typed stays.
 */

import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { errorWords } from '../api/refusal.ts'
import { Field, FormGrid } from './Field.tsx'

interface AskReasonProps {
  readonly title: string
  readonly ok: string
  readonly label: string
  /** What will happen. */
  readonly text?: ReactNode
  /** Label of a password that is asked too. */
  readonly password?: string
  readonly danger?: boolean
  readonly run: (answer: { reason: string; password: string }) => Promise<unknown>
  readonly onClose: () => void
}

export function AskReason({ title, ok, label, text, password, danger, run, onClose }: AskReasonProps) {
  const [reason, setReason] = useState('')
  const [secret, setSecret] = useState('')
  const [fault, setFault] = useState<string>()
  const [running, setRunning] = useState(false)
  const go = async () => {
    if (reason.trim() === '') return setFault(`请写${label}`)
    if (password && secret === '') return setFault(`请填${password}`)
    setRunning(true)
    try {
      await run({ reason: reason.trim(), password: secret })
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setRunning(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText="不做了"
      okButtonProps={{ danger: danger ?? false }}
      confirmLoading={running}
      onOk={() => void go()}
      onCancel={onClose}
      width={480}
    >
      {text ? <p className="quiet">{text}</p> : null}
      <FormGrid single onSave={() => void go()}>
        <Field label={label} required>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {password ? (
          <Field label={password} required>
            <Input.Password autoComplete="off" value={secret} onChange={(event) => setSecret(event.target.value)} />
          </Field>
        ) : null}
      </FormGrid>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}
